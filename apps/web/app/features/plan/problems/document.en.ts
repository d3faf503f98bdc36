import type { PlanRefusal } from '@kepu/contract/plan'
import type { ProblemText } from '../../../lib/problem.ts'

export const documentProblemsEn: ProblemText<PlanRefusal> = {
  'plan.draft.notReady': ({ problems }) => `${problems.length} places are not settled yet`,
  'plan.draft.closed': ({ planStatus: status }) =>
    status === 'discarded' ? 'This draft was discarded' : 'This plan is published: its draft is closed',
  'plan.draft.nothingToUndo': () => 'There is nothing to undo',
  'plan.edit.noSuch': () => 'This part is no longer in the draft: reload and try again',
  'plan.edit.value': ({ value }) => `“${value}” is no valid value`,
  'plan.edit.nameUnknown': ({ name }) => `The draft has no name “${name}”`,
  'plan.file.refused': ({ message }) => message,
}
