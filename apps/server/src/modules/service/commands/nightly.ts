import { type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import { systemActor } from '../../../platform/actor.ts'
import { command, execute, type Work } from '../../../platform/command.ts'
import type { Job } from '../../../platform/jobs.ts'
import type { Kernel } from '../../../platform/kernel.ts'
import { openTodos } from '../../notification/index.ts'
import { findUnit, listCounties } from '../../organization/index.ts'
import { move, OVERDUE_TODO, writeEvent } from '../move.ts'
import { orderOf } from '../order-rows.ts'
import type { Order } from '../types.ts'

const BATCH = 200

/** What is over its term: told once to the unit above; an order that waits for nothing but a rating is closed, unrated. */
export const escalateOverdue = command({
  name: 'service.order.escalate',
  input: z.object({}),
  output: z.object({ escalated: z.number(), closed: z.number() }),
  async run(work) {
    const rows = await work.tx
      .selectFrom('service.order')
      .selectAll()
      .where('county_code', '=', work.county)
      .where('due_on', '<', work.today)
      .where('escalated_to', 'is', null)
      .orderBy('id')
      .limit(BATCH)
      .forUpdate()
      .skipLocked()
      .execute()
    let closed = 0
    for (const order of rows.map(orderOf)) {
      if (order.status === 'confirmed') {
        await move(work, order, 'close', { facts: { rated: 'no' } })
        closed += 1
        continue
      }
      await escalate(work, order)
    }
    work.record({ subject: ['overdue', work.today], detail: { escalated: rows.length - closed, closed } })
    return { escalated: rows.length - closed, closed }
  },
})

/** Who hears that a step is late: above a unit the next one up, above a team its department; an asker's village calls them. */
async function above(work: Work, order: Order): Promise<string> {
  if (order.status === 'done') return order.regionUnitId
  if (order.teamId !== null && order.departmentId !== null && order.departmentId !== order.holderUnitId)
    return order.departmentId
  const holder = await findUnit(work.tx, work.county, order.holderUnitId)
  return holder?.parentId ?? order.holderUnitId
}

async function escalate(work: Work, order: Order): Promise<void> {
  const unitId = await above(work, order)
  const unit = await findUnit(work.tx, work.county, unitId)
  await work.tx
    .updateTable('service.order')
    .set({
      escalated_to: unitId,
      seen_by: sql<
        string[]
      >`array(select distinct unnest(seen_by || ${sql.val([...(unit?.ancestors ?? [])])}::uuid[]))`,
    })
    .where('county_code', '=', work.county)
    .where('id', '=', order.id)
    .execute()
  await openTodos(work, [
    {
      unitId,
      kind: OVERDUE_TODO,
      subject: ['order', order.id],
      facts: { title: order.title, number: order.number, step: order.status, team: order.teamName ?? '' },
      dueOn: order.dueOn,
    },
  ])
  await writeEvent(work, order, { action: 'escalate', from: order.status, facts: { to: unit?.name ?? '' } })
}

const DEVICE_DAYS = 90
const ASKER_DAYS = 365
const WISH_DAYS = 3 * 365

/** What a person left with an order goes when its purpose is over; the order itself, without them, stays for the figures. */
export const emptyPersonalData = command({
  name: 'service.asker.empty',
  input: z.object({}),
  output: z.object({ devices: z.number(), askers: z.number(), wishes: z.number() }),
  async run(work) {
    const before = (days: number) => sql`${work.now}::timestamptz - make_interval(days => ${days})`
    const closedBefore = (days: number) => sql<SqlBool>`exists (select from service."order" o
      where o.county_code = asker.county_code and o.id = asker.order_id and o.closed_at < ${before(days)})`
    const devices = await work.tx
      .updateTable('service.asker')
      .set({ device: null })
      .where('county_code', '=', work.county)
      .where('device', 'is not', null)
      .where(sql<SqlBool>`joined_at < ${before(DEVICE_DAYS)}`)
      .executeTakeFirst()
    const askers = await work.tx
      .updateTable('service.asker as asker')
      .set({ called: null, phone_sealed: null, phone_masked: null, phone_print: null })
      .where('county_code', '=', work.county)
      .where((row) => row.or([row('called', 'is not', null), row('phone_print', 'is not', null)]))
      .where(closedBefore(ASKER_DAYS))
      .executeTakeFirst()
    const wishes = await work.tx
      .updateTable('service.order')
      .set({ wish: '' })
      .where('county_code', '=', work.county)
      .where('wish', '<>', '')
      .where(sql<SqlBool>`closed_at < ${before(WISH_DAYS)}`)
      .executeTakeFirst()
    await work.tx
      .updateTable('service.rating')
      .set({ comment: null })
      .where('county_code', '=', work.county)
      .where('comment', 'is not', null)
      .where(sql<SqlBool>`rated_at < ${before(WISH_DAYS)}`)
      .execute()
    await work.tx
      .deleteFrom('service.phone_code')
      .where('county_code', '=', work.county)
      .where(sql<SqlBool>`sent_at < ${before(1)}`)
      .execute()
    const counts = {
      devices: Number(devices.numUpdatedRows),
      askers: Number(askers.numUpdatedRows),
      wishes: Number(wishes.numUpdatedRows),
    }
    work.record({ subject: ['personalData', work.today], detail: counts })
    return counts
  },
})

/** Each night, in every county. */
export function nightlyJob(kernel: () => Kernel): Job {
  return {
    name: 'service.nightly',
    every: '40 4 * * *',
    async run() {
      for (const { code } of await listCounties(kernel().db)) await nightly(kernel(), code)
    },
  }
}

export async function nightly(kernel: Kernel, county: string): Promise<void> {
  const call = { actor: systemActor(county, '点单时限'), input: {}, idempotencyKey: null }
  for (let found = BATCH; found === BATCH; ) {
    const { escalated, closed } = await execute(kernel, escalateOverdue, call)
    found = escalated + closed
  }
  await execute(kernel, emptyPersonalData, call)
}
