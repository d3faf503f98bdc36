import { DeliveryView, type LedgerRefusal, RecordDelivery, ReverseDelivery } from '@kepu/contract/ledger'
import { sql } from 'kysely'
import { command, type Work } from '../../platform/command.ts'
import { Refused, refuse } from '../../platform/problem.ts'
import { unitForActor } from '../organization/index.ts'
import { deliveryView, selectDeliveries } from './delivery-rows.ts'
import { listPurposes, titlesOf } from './purposes.ts'
import { reversalOf, whyNotRecord, whyNotReverse } from './rules/delivery.ts'
import { resembles } from './rules/duplicate.ts'
import { appendDeliveries, deliveriesAround } from './store.ts'
import type { NewDelivery } from './types.ts'

async function viewOf(work: Work, id: string): Promise<DeliveryView> {
  const where = sql`delivery.county_code = ${work.county} and delivery.id = ${id}`
  const [row] = await selectDeliveries(work.tx, where, 1)
  if (!row) throw new Error(`delivery ${id} is gone`)
  return deliveryView(row, titlesOf(await listPurposes(work.tx, work.county)), work.actor)
}

/** Is the task or measure known and in force? A measure brings its task with it. */
async function purposeOf(work: Work, taskId: string | undefined, measureId: string | undefined) {
  if (taskId === undefined && measureId === undefined) return { taskId: null, measureId: null }
  const purposes = await listPurposes(work.tx, work.county)
  const wanted = measureId ?? taskId
  const purpose = purposes.find((one) => one.id === wanted && one.active)
  if (!purpose || (taskId !== undefined && purpose.taskId !== taskId)) {
    const reason: LedgerRefusal = { code: 'ledger.delivery.task', taskId: taskId ?? measureId ?? '' }
    throw new Refused(reason)
  }
  return { taskId: purpose.taskId, measureId: measureId ?? null }
}

async function requireRegion(work: Work, regionCode: string): Promise<void> {
  const region = await work.tx
    .selectFrom('organization.region')
    .select('code')
    .where('code', '=', regionCode)
    .executeTakeFirst()
  if (region) return
  const reason: LedgerRefusal = { code: 'ledger.delivery.region', regionCode }
  throw new Refused(reason)
}

async function refuseDuplicate(work: Work, delivery: NewDelivery): Promise<void> {
  const around = await deliveriesAround(work.tx, work.county, [delivery.occurredOn])
  const candidates = around
    .filter((other) => resembles(delivery, other))
    .map(({ id, title, occurredOn, unitName }) => ({ id, title, occurredOn, unitName }))
  if (candidates.length === 0) return
  const reason: LedgerRefusal = { code: 'ledger.delivery.duplicate', candidates }
  throw new Refused(reason)
}

/** What happened outside Kepu is entered once, here; what is done in Kepu is recorded by its own module. */
export const recordDelivery = command({
  name: 'ledger.delivery.record',
  input: RecordDelivery,
  output: DeliveryView,
  async run(work, input) {
    await unitForActor(work, input.unitId, 'ledger.delivery.record')
    const reason = whyNotRecord(input, work.today, work.county)
    if (reason) throw new Refused(reason)
    await requireRegion(work, input.regionCode)
    const purpose = await purposeOf(work, input.taskId, input.measureId)

    const { notDuplicate, ...facts } = input
    const delivery: NewDelivery = {
      ...facts,
      ...purpose,
      note: input.note ?? null,
      source: { module: 'manual', record: null },
      reverses: null,
      reason: null,
    }
    if (!notDuplicate) await refuseDuplicate(work, delivery)
    const [id] = await appendDeliveries(work, [delivery])
    if (id === undefined) throw new Error('nothing was appended')
    work.record({ subject: ['delivery', id], detail: { title: input.title, occurredOn: input.occurredOn } })
    await work.emit('ledger.delivery.recorded', { deliveryIds: [id] })
    return viewOf(work, id)
  },
})

/** Cancels an entry by another one. The unique constraint on `reverses` lets only one of two at once succeed. */
export const reverseDelivery = command({
  name: 'ledger.delivery.reverse',
  input: ReverseDelivery,
  output: DeliveryView,
  async run(work, { deliveryId, reason }) {
    const where = sql`delivery.county_code = ${work.county} and delivery.id = ${deliveryId}`
    const [row] = await selectDeliveries(work.tx, where, 1)
    if (!row) refuse({ code: 'platform.notFound', kind: 'delivery' })
    await unitForActor(work, row.unit_id, 'ledger.delivery.reverse')
    const refusal = whyNotReverse({ reverses: row.reverses, reversedBy: row.reversed_by })
    if (refusal) throw new Refused(refusal)

    const entry = deliveryView(row, new Map(), null)
    const [id] = await appendDeliveries(work, [reversalOf(entry, reason)])
    if (id === undefined) throw new Error('nothing was appended')
    work.record({ subject: ['delivery', deliveryId], detail: { reversal: id, reason } })
    await work.emit('ledger.delivery.reversed', { deliveryId, reversal: id })
    return viewOf(work, id)
  },
})
