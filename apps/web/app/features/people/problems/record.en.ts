import type { RecordRefusal } from '@kepu/contract/people-record'
import type { ProblemText } from '../../../lib/problem.ts'

export const recordProblemsEn: ProblemText<RecordRefusal> = {
  'people.record.future': ({ today }) => `The day of service can’t be later than today (${today})`,
  'people.record.person': () => 'Somebody isn’t in the register any more: reload and choose again',
  'people.record.region': () => 'The place isn’t a township or village of this county',
  'people.record.dayFull': ({ personName, servedOn, hours }) =>
    `${personName} would have ${hours} hours on ${servedOn}: more than a day has`,
  'people.record.isReversal': () => 'A reversal can’t be changed: record the service anew',
  'people.record.reversed': () => 'This record was reversed already',
  'people.record.proven': () => 'This record is proven already',
}
