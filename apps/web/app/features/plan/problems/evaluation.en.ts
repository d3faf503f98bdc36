import type { EvaluationRefusal } from '@kepu/contract/plan-evaluation'
import type { ProblemText } from '../../../lib/problem.ts'

export const evaluationProblemsEn: ProblemText<EvaluationRefusal> = {
  'plan.measuredValue.indicator': () => 'The indicator is not in the plan in force: choose again',
  'plan.measuredValue.future': ({ today }) => `Nothing was measured after today (${today})`,
  'plan.measuredValue.dayOutsideYear': ({ year, measuredOn }) =>
    `${measuredOn} does not belong to ${year}: a day of that year or the next`,
  'plan.measuredValue.share': ({ value }) => `A share lies between 0 and 100, and ${value} does not`,
  'plan.measuredValue.exists': ({ year }) =>
    `There is a value of ${year} from this source by this rule: correct that one`,
  'plan.measuredValue.fromModule': () => 'This value comes from the survey: correct it there',
  'plan.measuredValue.withdrawn': () => 'This value has been withdrawn',
  'plan.evaluation.noPeriod': () => 'The plan names no period',
  'plan.progress.sameDay': ({ edition }) => `Today’s figures are edition ${edition} already: come back tomorrow`,
}
