import type { CorrectionRefusal } from '@kepu/contract/people-correction'
import type { ProblemText } from '../../../lib/problem.ts'

export const correctionProblemsEn: ProblemText<CorrectionRefusal> = {
  'people.correction.nothing': () => 'This is what the record says already',
  'people.correction.decided': ({ correctionStatus }) =>
    correctionStatus === 'accepted' ? 'This request was accepted already' : 'This request was decided: declined',
  'people.correction.open': () => 'There is an open request about this person: it has to be decided first',
  'people.link.spent': () => 'The link was used or has run out: ask the unit for a new one',
}
