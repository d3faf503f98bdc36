import type { FormBasis, FormFiller, FormUse } from '@kepu/contract/plan-burden'
import type { z } from 'zod'

/** What the register says of a form besides its fields, which come from the schema that checks it. */
export interface FormEntry {
  readonly filler: z.infer<typeof FormFiller>
  readonly basis: z.infer<typeof FormBasis>
  readonly use: z.infer<typeof FormUse>
  /** Fields that the screen fills in before the person begins. */
  readonly prefilled: readonly string[]
  /** Fields that sound like something the ledger knows, with the reason why it can't be known here. */
  readonly unknownHere: Readonly<Record<string, string>>
}

type Words = Partial<Pick<FormEntry, 'prefilled' | 'unknownHere'>>

function form(
  filler: FormEntry['filler'],
  basis: FormEntry['basis'],
  use: FormEntry['use'],
  { prefilled = [], unknownHere = {} }: Words = {},
): FormEntry {
  return { filler, basis, use, prefilled, unknownHere }
}

/** The fields of an issued task stand in the form as they are; the person changes what changes. */
const TASK = [
  'title',
  'deliverable',
  'target.quantity',
  'target.unit',
  'startsOn',
  'dueOn',
  'nodes[].title',
  'nodes[].dueOn',
]
const ofTask = (prefix: string) => TASK.map((field) => `${prefix}.${field}`)

/** Where a fact is entered: the one form that may ask it (and the workbook that carries many of them). */
export const LEDGER_FORMS: ReadonlySet<string> = new Set(['ledger.delivery.record', 'ledger.import.check'])

/** Every form of Kepu: who fills it in, on what ground, what for. `burden.test.ts` holds it against the commands. */
export const formRegister: Readonly<Record<string, FormEntry>> = {
  'ledger.delivery.record': form('bodies', 'planDocument', 'figures', {
    prefilled: ['occurredOn', 'kind', 'unitId', 'regionCode', 'reach[].audience'],
  }),
  'ledger.delivery.reverse': form('bodies', 'planDocument', 'figures'),
  'ledger.import.record': form('bodies', 'planDocument', 'figures', { prefilled: ['includeRows[]'] }),

  'plan.report.remark': form('bodies', 'yearPlan', 'review'),
  'plan.report.return': form('coordinator', 'yearPlan', 'review'),
  'plan.report.unlock': form('coordinator', 'yearPlan', 'review'),
  'plan.reportSchedule.set': form('coordinator', 'yearPlan', 'review', { prefilled: ['kind', 'termDays'] }),
  'plan.round.open': form('coordinator', 'yearPlan', 'review', { prefilled: ['kind', 'ordinal', 'dueOn'] }),

  'plan.draft.edit': form('coordinator', 'planDocument', 'tasks'),
  'plan.year.open': form('coordinator', 'yearPlan', 'tasks', { prefilled: ['year', 'title'] }),
  'plan.annualTask.add': form('coordinator', 'yearPlan', 'tasks'),
  'plan.annualTask.addMany': form('coordinator', 'yearPlan', 'tasks', { prefilled: ofTask('tasks[].task') }),
  'plan.annualTask.rewrite': form('coordinator', 'yearPlan', 'tasks', { prefilled: ofTask('task') }),
  'plan.annualTask.change': form('coordinator', 'yearPlan', 'tasks', { prefilled: ofTask('task') }),
  'plan.annualTask.withdraw': form('coordinator', 'yearPlan', 'tasks'),
  'plan.year.close': form('coordinator', 'yearPlan', 'tasks', { prefilled: ['openNodes'] }),
  'plan.node.complete': form('bodies', 'yearPlan', 'tasks', { prefilled: ['doneOn'] }),

  'organization.unit.add': form('administrator', 'running', 'register'),
  'organization.unit.rename': form('administrator', 'running', 'register', { prefilled: ['since'] }),
  'organization.alias.add': form('administrator', 'running', 'register'),
  'organization.alias.remove': form('administrator', 'running', 'register', { prefilled: ['name'] }),
  'organization.footer.change': form('administrator', 'running', 'register', {
    prefilled: ['host', 'contact', 'icp', 'publicSecurity'],
  }),
  'identity.account.add': form('administrator', 'running', 'accounts'),
  'notification.webhook.add': form('administrator', 'running', 'accounts'),
  'notification.webhook.change': form('administrator', 'running', 'accounts', { prefilled: ['title', 'url'] }),

  'plan.supervision.set': form('coordinator', 'supervision', 'tasks', {
    prefilled: ['blueDays', 'yellowDays', 'behindPercent', 'digestsPerWeek'],
  }),
  'plan.measuredValue.record': form('coordinator', 'planDocument', 'evaluation'),
  'plan.measuredValue.correct': form('coordinator', 'planDocument', 'evaluation', {
    prefilled: ['year', 'measuredOn', 'value', 'sampleSize', 'method', 'source'],
  }),
  'plan.measuredValue.withdraw': form('coordinator', 'planDocument', 'evaluation'),
  'plan.evaluation.write': form('coordinator', 'planDocument', 'evaluation'),
  'plan.scheme.open': form('coordinator', 'appraisal', 'evaluation'),
  'plan.scheme.rewrite': form('coordinator', 'appraisal', 'evaluation'),
  'plan.appraisal.open': form('coordinator', 'appraisal', 'evaluation'),
  'plan.appraisal.compute': form('coordinator', 'appraisal', 'evaluation', { prefilled: ['asOf'] }),
  'plan.appraisal.enter': form('coordinator', 'appraisal', 'evaluation'),
  'plan.appraisal.reopen': form('coordinator', 'appraisal', 'evaluation'),
  'plan.objection.raise': form('bodies', 'appraisal', 'evaluation'),
  'plan.objection.answer': form('coordinator', 'appraisal', 'evaluation'),

  'people.person.add': form('bodies', 'personalData', 'register'),
  'people.person.change': form('bodies', 'personalData', 'register', {
    prefilled: ['person.name', 'person.employer', 'person.position'],
  }),
  'people.person.leave': form('bodies', 'personalData', 'register', { prefilled: ['leftOn'] }),
  'people.phone.show': form('bodies', 'personalData', 'register'),
  'people.team.add': form('bodies', 'planDocument', 'register'),
  'people.team.change': form('bodies', 'planDocument', 'register', { prefilled: ['team.name'] }),
  'people.record.add': form('bodies', 'planDocument', 'register', {
    unknownHere: { personTimes: '此处只补录在其他县或开通之前的服务，本县台账中没有', servedOn: '同上' },
  }),
  'people.record.confirm': form('bodies', 'planDocument', 'register'),
  'people.record.reverse': form('bodies', 'planDocument', 'register'),
  'people.export.configure': form('coordinator', 'planDocument', 'register'),

  'service.code.send': form('residents', 'order', 'help'),
  'service.order.place': form('residents', 'order', 'help'),
  'service.order.join': form('residents', 'order', 'help'),
  'service.order.enter': form('bodies', 'order', 'help'),
  'service.order.ask': form('bodies', 'order', 'help'),
  'service.order.answer': form('bodies', 'order', 'help'),
  'service.order.forward': form('bodies', 'order', 'help'),
  'service.order.dispatch': form('bodies', 'order', 'help'),
  'service.order.reject': form('bodies', 'order', 'help'),
  'service.order.merge': form('bodies', 'order', 'help'),
  'service.order.withdraw': form('bodies', 'order', 'help'),
  'service.order.reroute': form('bodies', 'order', 'help'),
  'service.order.handBack': form('bodies', 'order', 'help'),
  'service.order.recall': form('bodies', 'order', 'help'),
  'service.order.decline': form('bodies', 'order', 'help'),

  'plan.extension.ask': form('bodies', 'supervision', 'tasks'),
  'plan.extension.answer': form('coordinator', 'supervision', 'tasks'),
  'plan.wait.tell': form('bodies', 'supervision', 'tasks'),
  'plan.wait.answer': form('coordinator', 'supervision', 'tasks'),
  'plan.wait.end': form('bodies', 'supervision', 'tasks'),
  'plan.order.open': form('coordinator', 'supervision', 'tasks'),
  'plan.order.sendBack': form('coordinator', 'supervision', 'tasks'),
  'plan.order.handle': form('bodies', 'supervision', 'tasks'),
  'plan.order.report': form('bodies', 'supervision', 'tasks'),
  'plan.order.return': form('coordinator', 'supervision', 'tasks'),
  'plan.order.accept': form('coordinator', 'supervision', 'tasks'),
  'plan.order.raise': form('coordinator', 'supervision', 'tasks'),
  'plan.order.excuse': form('coordinator', 'supervision', 'tasks'),
  'plan.order.withdraw': form('coordinator', 'supervision', 'tasks'),

  'people.import.apply': form('coordinator', 'personalData', 'register'),
  'people.merge.make': form('coordinator', 'personalData', 'register'),
  'people.correction.request': form('bodies', 'personalData', 'register'),
  'people.correction.decide': form('coordinator', 'personalData', 'register'),
  'people.certificate.issue': form('bodies', 'planDocument', 'register'),
  'people.certificate.revoke': form('bodies', 'planDocument', 'register'),
  'people.own.request': form('residents', 'personalData', 'register'),
  'people.person.link': form('coordinator', 'personalData', 'register'),

  'service.match.change': form('coordinator', 'order', 'help'),
  'service.place.locate': form('coordinator', 'order', 'help'),
  'service.assignment.propose': form('coordinator', 'order', 'help'),
  'service.assignment.change': form('coordinator', 'order', 'help'),
  'service.apiKey.add': form('administrator', 'running', 'accounts'),

  'survey.survey.open': form('coordinator', 'planDocument', 'evaluation'),
  'survey.design.change': form('coordinator', 'planDocument', 'evaluation'),
  'survey.draw.make': form('coordinator', 'planDocument', 'evaluation'),
  'survey.estimate.make': form('coordinator', 'planDocument', 'evaluation'),
  'service.order.dispute': form('bodies', 'order', 'help'),
  'service.asker.answer': form('residents', 'order', 'help'),
  'service.asker.confirm': form('residents', 'order', 'help'),
  'service.asker.dispute': form('residents', 'order', 'help'),
  'service.asker.rate': form('residents', 'order', 'help'),
  'service.asker.withdraw': form('residents', 'order', 'help'),
  'service.visit.schedule': form('bodies', 'order', 'help', { prefilled: ['startsAt', 'endsAt'] }),
  'service.visit.reschedule': form('bodies', 'order', 'help', { prefilled: ['day', 'startsAt', 'endsAt'] }),
  'service.visit.finish': form('bodies', 'order', 'figures', { prefilled: ['arrivedAt', 'leftAt'] }),
  'service.menuItem.propose': form('bodies', 'order', 'help'),
  'service.menuItem.revise': form('bodies', 'order', 'help', { prefilled: ['item.title'] }),
  'service.menuItem.return': form('coordinator', 'order', 'help'),
  'service.menuItem.retire': form('coordinator', 'order', 'help'),
  'service.kit.add': form('bodies', 'order', 'help'),
  'service.kit.change': form('bodies', 'order', 'help', { prefilled: ['name'] }),
  'service.setting.change': form('coordinator', 'order', 'help'),
  'service.callback.draw': form('coordinator', 'order', 'help'),
  'service.callback.note': form('coordinator', 'order', 'help'),
  'service.signal.judge': form('coordinator', 'order', 'help'),
}
