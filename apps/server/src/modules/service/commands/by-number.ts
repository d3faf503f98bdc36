import { RateByNumber } from '@kepu/contract/service-rating'
import { AnswerByNumber, ConfirmByNumber, DisputeByNumber, WithdrawByNumber } from '@kepu/contract/service-visit'
import { command, type Work } from '../../../platform/command.ts'
import { byNumber, lockByNumber } from '../asker-rows.ts'
import { confirmOrder } from '../confirm.ts'
import { writeEvent } from '../move.ts'
import { MovedOrder, moved } from '../moved.ts'
import { stop } from '../order-rows.ts'
import { rate } from '../rate.ts'
import { isJoinable } from '../rules/states.ts'
import type { Order } from '../types.ts'
import { takeAnswer } from './ask.ts'
import { dispute } from './dispute.ts'
import { withdraw } from './route.ts'

/** What an asker does with the number and the code that they were given, without an account. */
export const confirmByNumber = command({
  name: 'service.asker.confirm',
  input: ConfirmByNumber,
  output: MovedOrder,
  open: byNumber,
  async run(work, given) {
    const { asker, order } = await lockByNumber(work, given)
    return moved(await confirmOrder(work, order, asker.id, 'asker'))
  },
})

export const disputeByNumber = command({
  name: 'service.asker.dispute',
  input: DisputeByNumber,
  output: MovedOrder,
  open: byNumber,
  async run(work, given) {
    const { order } = await lockByNumber(work, given)
    return moved(await dispute(work, order, given.reason))
  },
})

export const withdrawByNumber = command({
  name: 'service.asker.withdraw',
  input: WithdrawByNumber,
  output: MovedOrder,
  open: byNumber,
  async run(work, given) {
    const { asker, order } = await lockByNumber(work, given)
    if (order.askers === 1) return moved(await withdraw(work, order, given.reason))
    return moved(await leave(work, order, asker.id))
  },
})

export const answerByNumber = command({
  name: 'service.asker.answer',
  input: AnswerByNumber,
  output: MovedOrder,
  open: byNumber,
  async run(work, given) {
    const { order } = await lockByNumber(work, given)
    return moved(await takeAnswer(work, order, given.answer))
  },
})

/** 评单: what the asker says, and nothing that was filled in for them. */
export const rateByNumber = command({
  name: 'service.asker.rate',
  input: RateByNumber,
  output: MovedOrder,
  open: byNumber,
  async run(work, given) {
    const { asker, order } = await lockByNumber(work, given)
    return moved(await rate(work, order, asker.id, { score: given.score, comment: given.comment, way: 'asker' }))
  },
})

/** One of several who asked doesn't want it any more: the order goes on for the others. */
async function leave(work: Work, order: Order, askerId: string): Promise<Order> {
  if (!isJoinable(order.status)) stop({ code: 'service.order.state', orderStatus: order.status, action: 'withdraw' })
  await work.tx
    .updateTable('service.asker')
    .set({ left_at: work.now })
    .where('county_code', '=', work.county)
    .where('id', '=', askerId)
    .execute()
  await work.tx
    .updateTable('service.order')
    .set((row) => ({ askers: row('askers', '-', 1) }))
    .where('county_code', '=', work.county)
    .where('id', '=', order.id)
    .execute()
  await writeEvent(work, order, { action: 'leave', from: order.status })
  work.record({ subject: ['order', order.id], detail: { left: askerId } })
  return order
}
