import { AskAsker, ClassifyOrder, NoteAnswer } from '@kepu/contract/service-route'
import { command, type Work } from '../../../platform/command.ts'
import { dueOn, endPause, startPause } from '../clock.ts'
import { kindOf } from '../intake.ts'
import { tellNext, writeEvent } from '../move.ts'
import { MovedOrder, moved } from '../moved.ts'
import { lockOrder, stop, updateOrder } from '../order-rows.ts'
import { titleOf } from '../rules/classify.ts'
import { isJoinable } from '../rules/states.ts'
import type { Order } from '../types.ts'

/** 询问点单人: something isn't clear. Whoever has the order is not late while the asker is awaited. */
export const askAsker = command({
  name: 'service.order.ask',
  input: AskAsker,
  output: MovedOrder,
  async run(work, { question, ...seen }) {
    const order = await lockOrder(work, seen, 'service.order.ask')
    if (!isJoinable(order.status) || order.status === 'open')
      stop({ code: 'service.order.state', orderStatus: order.status, action: 'confirm' })
    if (order.question !== null) stop({ code: 'service.order.awaited', question: order.question })
    await startPause(work, order.id)
    const asked = await updateOrder(work, order, { question, due_on: null })
    await writeEvent(work, asked, { action: 'ask', from: order.status, reason: question })
    await tellNext(work, asked)
    work.record({ subject: ['order', order.id], detail: { question } })
    return moved(asked)
  },
})

/** The asker's answer, as the village or who asked heard it. */
export const noteAnswer = command({
  name: 'service.order.answer',
  input: NoteAnswer,
  output: MovedOrder,
  async run(work, { answer, ...seen }) {
    const order = await lockOrder(work, seen, 'service.order.answer')
    return moved(await takeAnswer(work, order, answer))
  },
})

export async function takeAnswer(work: Work, order: Order, answer: string): Promise<Order> {
  if (order.question === null) stop({ code: 'service.order.notAwaited' })
  await endPause(work, order.id)
  const answered = await updateOrder(work, order, { question: null, due_on: await dueOn(work, order) })
  await writeEvent(work, answered, { action: 'answer', from: order.status, reason: answer })
  await tellNext(work, answered)
  work.record({ subject: ['order', order.id], detail: { answered: true } })
  return answered
}

/** 重新归类: a person overrules the rules, before the service is done. */
export const classifyOrder = command({
  name: 'service.order.classify',
  input: ClassifyOrder,
  output: MovedOrder,
  async run(work, { menuItemId, topic, ...seen }) {
    const order = await lockOrder(work, seen, 'service.order.classify')
    if (!isJoinable(order.status)) stop({ code: 'service.order.state', orderStatus: order.status, action: 'dispatch' })
    const kind = await kindOf(work.tx, work.county, { wish: order.wish, menuItemId, topic })
    const changed = await updateOrder(work, order, {
      menu_item_id: kind.menuItemId,
      topic: kind.topic,
      title: titleOf(order.wish, kind.menuTitle),
      words: [],
    })
    await writeEvent(work, changed, { action: 'classify', from: order.status, facts: { title: changed.title } })
    work.record({ subject: ['order', order.id], detail: { menuItemId: kind.menuItemId, topic: kind.topic } })
    return moved(changed)
  },
})
