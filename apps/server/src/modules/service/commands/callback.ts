import { createHash, randomInt } from 'node:crypto'
import { Id } from '@kepu/contract'
import {
  CallbackPhone,
  CallbackRound,
  DrawCallbacks,
  JudgeSignal,
  NoteCallback,
  type RatingRefusal,
  ShowCallbackPhone,
  Verdict,
} from '@kepu/contract/service-rating'
import { random } from '@kepu/numeric'
import { z } from 'zod'
import { command, type Work } from '../../../platform/command.ts'
import { Refused, refuse } from '../../../platform/problem.ts'
import { rootUnit } from '../../organization/index.ts'
import { readRounds } from '../callback-rows.ts'
import { lockOrderRow, requireOver } from '../order-rows.ts'
import { rate } from '../rate.ts'
import { draw } from '../rules/draw.ts'

const SEEDS = 4_294_967_296

function stop(reason: RatingRefusal): never {
  throw new Refused(reason)
}

/** The whole county's: whoever draws and calls sees telephones of every village. */
async function requireCounty(work: Work, permission: string): Promise<void> {
  await requireOver(work, (await rootUnit(work.tx, work.county)).id, permission)
}

/**
 * 抽取回访: askers of the services of some days that left a telephone, drawn by chance. Kept are the seed and the hash of the
 * sorted list of their ids: who has the list can draw again and finds the same people.
 */
export const drawCallbacks = command({
  name: 'service.callback.draw',
  input: DrawCallbacks,
  output: CallbackRound,
  async run(work, { from, to, size, seed = randomInt(SEEDS) }) {
    await requireCounty(work, 'service.callback.draw')
    const list = await work.tx
      .selectFrom('service.asker as asker')
      .innerJoin('service.order as o', (join) =>
        join.onRef('o.county_code', '=', 'asker.county_code').onRef('o.id', '=', 'asker.order_id'),
      )
      .select(['asker.id', 'asker.order_id'])
      .where('asker.county_code', '=', work.county)
      .where('asker.phone_print', 'is not', null)
      .where('asker.left_at', 'is', null)
      .where('o.status', 'in', ['done', 'confirmed', 'closed'])
      .where('o.visit_on', '>=', from)
      .where('o.visit_on', '<=', to)
      .orderBy('asker.id')
      .execute()
    if (list.length === 0) stop({ code: 'service.callback.nobody', from, to })
    const generator = random(seed)
    const drawn = draw(list, size, (n) => generator.integer(n))
    const id = work.newId()
    const listHash = createHash('sha256')
      .update(list.map((one) => `${one.id}\n`).join(''))
      .digest('hex')
    await work.tx
      .insertInto('service.callback_round')
      .values({
        county_code: work.county,
        id,
        from_day: from,
        to_day: to,
        seed,
        list_hash: listHash,
        list_size: list.length,
        drawn_at: work.now,
        drawn_by_name: work.actor.name,
      })
      .execute()
    await work.tx
      .insertInto('service.callback')
      .values(
        drawn.map((one, i) => ({
          county_code: work.county,
          id: work.newId(),
          round_id: id,
          ordinal: i + 1,
          order_id: one.order_id,
          asker_id: one.id,
        })),
      )
      .execute()
    work.record({ subject: ['callbackRound', id], detail: { from, to, seed, listHash, listSize: list.length } })
    const [round] = await readRounds(work, id)
    return round ?? refuse({ code: 'platform.notFound', kind: 'callbackRound' })
  },
})

async function lockCallback(work: Work, id: string) {
  const row = await work.tx
    .selectFrom('service.callback')
    .selectAll()
    .where('county_code', '=', work.county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ?? refuse({ code: 'platform.notFound', kind: 'callback' })
}

/** The number in full, to call it; each look stands in the audit trail. */
export const showCallbackPhone = command({
  name: 'service.callback.showPhone',
  input: ShowCallbackPhone,
  output: CallbackPhone,
  secret: true,
  async run(work, { callbackId }) {
    await requireCounty(work, 'service.callback.showPhone')
    const { asker_id } = await lockCallback(work, callbackId)
    const asker = await work.tx
      .selectFrom('service.asker')
      .select('phone_sealed')
      .where('county_code', '=', work.county)
      .where('id', '=', asker_id)
      .executeTakeFirstOrThrow()
    if (asker.phone_sealed === null) stop({ code: 'service.callback.noPhone' })
    work.record({ subject: ['callback', callbackId], detail: { askerId: asker_id } })
    return { phone: work.vault.open(asker.phone_sealed) }
  },
})

export const noteCallback = command({
  name: 'service.callback.note',
  input: NoteCallback,
  output: z.object({ callbackId: Id }),
  async run(work, { callbackId, outcome, score, comment }) {
    await requireCounty(work, 'service.callback.note')
    const seen = await work.tx
      .selectFrom('service.callback')
      .select('order_id')
      .where('county_code', '=', work.county)
      .where('id', '=', callbackId)
      .executeTakeFirst()
    if (!seen) refuse({ code: 'platform.notFound', kind: 'callback' })
    const order = await lockOrderRow(work, seen.order_id)
    const callback = await lockCallback(work, callbackId)
    const earlier = NoteCallback.shape.outcome.safeParse(callback.outcome)
    // Nobody answered: it may be tried again, and what came of it noted over it.
    if (earlier.success && earlier.data !== 'noAnswer') stop({ code: 'service.callback.noted', outcome: earlier.data })
    if (score !== null) await rate(work, order, callback.asker_id, { score, comment, way: 'callback' })
    await work.tx
      .updateTable('service.callback')
      .set({ outcome, noted_at: work.now, noted_by_name: work.actor.name })
      .where('county_code', '=', work.county)
      .where('id', '=', callbackId)
      .execute()
    work.record({ subject: ['callback', callbackId], detail: { outcome } })
    return { callbackId }
  },
})

/** 核查结论: what a person found; the sign stays, so that others see what was thought of it. */
export const judgeSignal = command({
  name: 'service.signal.judge',
  input: JudgeSignal,
  output: z.object({ orderId: Id, verdict: Verdict }),
  async run(work, { orderId, verdict, note }) {
    await requireCounty(work, 'service.signal.judge')
    await lockOrderRow(work, orderId)
    const said = { verdict, note, judged_by_name: work.actor.name, judged_at: work.now }
    await work.tx
      .insertInto('service.signal_judgement')
      .values({ county_code: work.county, order_id: orderId, ...said })
      .onConflict((conflict) => conflict.columns(['county_code', 'order_id']).doUpdateSet(said))
      .execute()
    work.record({ subject: ['order', orderId], detail: { verdict, note } })
    return { orderId, verdict }
  },
})
