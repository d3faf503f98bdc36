import type { InboxText } from './messages.zh-CN.ts'
import { orderStep } from './order-step.ts'

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
  sentences: {
    'plan.duty.new': (fact) =>
      `“${fact('title')}” is published: your unit leads ${fact('leads')} and supports ${fact('supports')} tasks`,
    'plan.year.issued': (fact) =>
      `“${fact('title')}” is issued: your unit leads ${fact('leads')} and supports ${fact('supports')} tasks of the year. Please sign for it`,
    'plan.annualTask.changed': (fact) =>
      `“${fact('title')}” was changed (“${fact('task')}”, and maybe others). Please look and sign`,
    'service.order.next': (fact) => `Order “${fact('title')}”: ${orderStep(fact('step'), 'en')}`,
    'service.order.overdue': (fact) =>
      `Order “${fact('title')}”: ${orderStep(fact('step'), 'en')}. Its term is over, please see to it`,
    'plan.appraisal.disclosed': (fact) => `Your sheet of “${fact('title')}” is ready: confirm it, or object`,
    'plan.objection.raised': (fact) => `${fact('unit')} objects to its points for “${fact('item')}”`,
  },
  other: 'Something waits for you',
}
