import type { Fact, InboxText } from './messages.zh-CN.ts'
import { orderStep } from './order-step.ts'

function periodEn(fact: Fact): string {
  if (fact('kind') === 'quarter') return `Q${fact('ordinal')} ${fact('year')}`
  return fact('kind') === 'half' ? `H${fact('ordinal')} ${fact('year')}` : `${fact('year')}`
}

/** Whose turn it is, by the step of an order. */
const orderTurn: Readonly<Record<string, string>> = {
  matter: 'submit it',
  approval: 'approve it or send it back',
  notice: 'issue it',
  receipt: 'sign for it',
  handling: 'say how you go about it',
  feedback: 'report the result',
  review: 'review it',
}

export const inboxEn: InboxText = {
  title: 'My tasks',
  lead: 'What waits for you or your unit. It goes away when the work is done: nothing is reported twice.',
  open: 'To do',
  done: 'Done',
  state: 'State',
  unit: 'Unit',
  all: 'All units',
  due: (day) => `by ${day}`,
  openedAt: 'Received',
  doneAt: 'Done',
  actions: 'Actions',
  what: 'What',
  empty: 'Nothing waits for you.',
  emptyDone: 'Nothing has been done yet.',
  see: 'Show',
  acknowledge: 'Acknowledge',
  acknowledged: 'Noted',
  nothingNew: 'Nothing to add: confirm',
  sentences: {
    'plan.duty.new': (fact) =>
      `“${fact('title')}” is published: your unit leads ${fact('leads')} and supports ${fact('supports')} tasks`,
    'notification.digest': (fact) =>
      `Reminder of today: ${fact('count')} things of your unit are near their day or late`,
    'plan.node.late': (fact) =>
      `“${fact('node')}” of “${fact('task')}” is ${fact('left')} working days late (last day ${fact('lastDay')})`,
    'plan.node.near': (fact) =>
      `“${fact('node')}” of “${fact('task')}”: ${fact('left')} working days left (last day ${fact('lastDay')})`,
    'plan.receipt.missing': (fact) => `“${fact('title')}” has not been signed for`,
    'plan.report.owed': (fact) => `A progress report waits to be confirmed (by ${fact('dueOn')})`,
    'plan.extension.asked': (fact) =>
      `${fact('unit')} asks to move “${fact('node')}” of “${fact('task')}” to ${fact('wantedDay')}: please answer`,
    'plan.wait.told': (fact) =>
      `${fact('unit')} waits for your unit at “${fact('task')}” (${fact('node')}): ${fact('what')}. Please answer`,
    'plan.order.step': (fact) =>
      `${fact('number')} “${fact('title')}”: please ${orderTurn[String(fact('step'))] ?? 'see to it'}`,
    'plan.year.issued': (fact) =>
      `“${fact('title')}” is issued: your unit leads ${fact('leads')} and supports ${fact('supports')} tasks of the year. Please sign for it`,
    'plan.annualTask.changed': (fact) =>
      `“${fact('title')}” was changed (“${fact('task')}”, and maybe others). Please look and sign`,
    'service.order.next': (fact) => `Order “${fact('title')}”: ${orderStep(fact('step'), 'en')}`,
    'service.order.overdue': (fact) =>
      `Order “${fact('title')}”: ${orderStep(fact('step'), 'en')}. Its term is over, please see to it`,
    'plan.appraisal.disclosed': (fact) => `Your sheet of “${fact('title')}” is ready: confirm it, or object`,
    'plan.objection.raised': (fact) => `${fact('unit')} objects to its points for “${fact('item')}”`,
    'plan.report.due': (fact) =>
      `The report for ${periodEn(fact)} is put together (${fact('tasks')} tasks): read it and confirm. Nothing to add? One click will do`,
    'plan.report.returned': (fact) => `The report for ${periodEn(fact)} was sent back: ${fact('reason')}`,
  },
  digestTitle: 'Reminder of today',
  digestLead: (unit, day) =>
    `${unit}, ${day}. All reminders of a unit in one list, never on a day off; it goes away when the work is done.`,
  digestEmpty: 'Nothing to be reminded of.',
  other: 'Something waits for you',
}
