import type { MergeRefusal } from '@kepu/contract/people-merge'
import type { ProblemText } from '../../../lib/problem.ts'

export const mergeProblemsEn: ProblemText<MergeRefusal> = {
  'people.merge.self': () => 'Choose two different records',
  'people.merge.gone': () => 'One of the records was merged or has left: reload and look again',
  'people.merge.undone': ({ undoneAt }) => `This merge was undone on ${undoneAt.slice(0, 10)}`,
  'people.merge.changedSince': () => 'The record was changed after the merge: undoing would lose that',
}
