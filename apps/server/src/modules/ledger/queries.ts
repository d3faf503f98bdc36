import { Day, Id, pageOf } from '@kepu/contract'
import { DeliveryFilter, DeliveryView, LedgerSummary, ListDeliveries } from '@kepu/contract/ledger'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database.ts'
import { decodeCursor, pageOfRows } from '../../platform/page.ts'
import { refuse } from '../../platform/problem.ts'
import { query } from '../../platform/query.ts'
import { conditions, deliveryView, selectDeliveries } from './delivery-rows.ts'
import { listPurposes, titlesOf } from './purposes.ts'
import { summarize } from './summary.ts'

/** Day and id of the last row of a page. */
const SortKey = z.tuple([Day, Id])

export const listDeliveries = query({
  name: 'ledger.delivery.list',
  access: 'signedIn',
  input: ListDeliveries,
  output: pageOf(DeliveryView),
  async run(read, { cursor, limit, ...filter }) {
    let where = conditions(read.county, filter)
    if (cursor) {
      const [day, id] = decodeCursor(cursor, SortKey)
      where = sql`${where} and (delivery.occurred_on, delivery.id) < (${day}::date, ${id}::uuid)`
    }
    const titles = titlesOf(await listPurposes(read.tx, read.county))
    const page = pageOfRows(await selectDeliveries(read.tx, where, limit + 1), limit, (row) => [
      row.occurred_on,
      row.id,
    ])
    return { items: page.items.map((row) => deliveryView(row, titles, read.actor)), next: page.next }
  },
})

export const showDelivery = query({
  name: 'ledger.delivery.show',
  access: 'signedIn',
  input: z.object({ deliveryId: Id }),
  output: DeliveryView,
  async run(read, { deliveryId }) {
    const where = sql`delivery.county_code = ${read.county} and delivery.id = ${deliveryId}`
    const [row] = await selectDeliveries(read.tx, where, 1)
    if (!row) refuse({ code: 'platform.notFound', kind: 'delivery' })
    return deliveryView(row, titlesOf(await listPurposes(read.tx, read.county)), read.actor)
  },
})

/** Sums for staff and for the public alike: it holds no person's name. */
export const showSummary = query({
  name: 'ledger.summary',
  access: 'public',
  input: DeliveryFilter,
  output: LedgerSummary,
  async run(read, filter) {
    return summarize(read.tx, read.county, filter, titlesOf(await listPurposes(read.tx, read.county)))
  },
})

/** Tasks and measures that a delivery can be recorded for. */
export const showPurposes = query({
  name: 'ledger.purpose.list',
  access: 'signedIn',
  input: z.object({}),
  output: z.object({
    items: z.array(z.object({ id: Id, taskId: Id, title: z.string(), label: z.string(), active: z.boolean() })),
  }),
  async run(read) {
    return { items: await listPurposes(read.tx, read.county) }
  },
})

/** Records by id within some days, for a caller that knows which count: it shows them, the ledger decides how they look. */
export async function deliveriesById(
  tx: Tx,
  county: string,
  wanted: readonly string[],
  days: { readonly from: string; readonly to: string },
  actor: Actor | null,
): Promise<ReadonlyMap<string, DeliveryView>> {
  if (wanted.length === 0) return new Map()
  const ids = sql.join(wanted.map((id) => sql`${id}::uuid`))
  const where = sql`delivery.county_code = ${county} and delivery.id in (${ids})
    and delivery.occurred_on between ${days.from}::date and ${days.to}::date`
  const rows = await selectDeliveries(tx, where, wanted.length)
  const titles = titlesOf(await listPurposes(tx, county))
  return new Map(rows.map((row) => [row.id, deliveryView(row, titles, actor)]))
}
