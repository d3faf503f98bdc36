import { Day, Id } from '@kepu/contract'
import { CountedWorkPage, ListCountedWork } from '@kepu/contract/plan-year-work'
import { z } from 'zod'
import { decodeCursor, pageOfRows } from '../../../platform/page.ts'
import { refuse } from '../../../platform/problem.ts'
import { query } from '../../../platform/query.ts'
import { deliveriesById } from '../../ledger/index.ts'
import { readStanding } from './progress.ts'
import { yearPlanFor } from './queries.ts'
import { yearPlanOfTask } from './task-rows.ts'

/** Day and id of the last row of a page. */
const SortKey = z.tuple([Day, Id])

/** From a figure to the very records that it counts. One year of the ledger, and a page of records. */
export const listCountedWork = query({
  name: 'plan.annualTask.work',
  access: 'signedIn',
  input: ListCountedWork,
  output: CountedWorkPage,
  async run(read, { annualTaskId, unitId, cursor, limit }) {
    const year = await yearPlanFor(read, await yearPlanOfTask(read.tx, read.county, annualTaskId))
    const standing = await readStanding(read.tx, read.county, year, read.today)
    const found = standing.find(({ task }) => task.id === annualTaskId)
    if (!found) refuse({ code: 'platform.notFound', kind: 'annualTask' })
    const { task, counted } = found
    const own = unitId === undefined ? counted : counted.filter(({ doers }) => doers.includes(unitId))
    const newestFirst = own.toReversed()
    const from = cursor ? placeAfter(newestFirst, decodeCursor(cursor, SortKey)) : 0
    const page = pageOfRows(newestFirst.slice(from, from + limit + 1), limit, (row) => [row.occurredOn, row.deliveryId])
    const ids = page.items.map(({ deliveryId }) => deliveryId)
    const days = { from: task.startsOn, to: task.dueOn }
    const deliveries = await deliveriesById(read.tx, read.county, ids, days, read.actor)
    return {
      annualTaskId,
      yearPlanId: year.id,
      title: task.title,
      unit: task.target?.unit ?? '',
      quantity: task.target?.quantity ?? null,
      total: own.reduce((sum, { amount }) => sum + amount, 0),
      records: own.length,
      items: page.items.flatMap(({ deliveryId, amount }) => {
        const delivery = deliveries.get(deliveryId)
        return delivery ? [{ delivery, amount }] : []
      }),
      next: page.next,
    }
  },
})

function placeAfter(
  rows: readonly { readonly occurredOn: string; readonly deliveryId: string }[],
  last: [string, string],
) {
  const [day, id] = last
  const place = rows.findIndex((row) => row.occurredOn < day || (row.occurredOn === day && row.deliveryId < id))
  return place < 0 ? rows.length : place
}
