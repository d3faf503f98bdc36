import type { PlanRefusal } from '@kepu/contract/plan'
import type { ProblemText } from '../../../lib/problem.ts'

/** Why not, for every refusal of the plan. */
export const documentProblemsZh: ProblemText<PlanRefusal> = {
  'plan.draft.notReady': ({ problems }) => `还有 ${problems.length} 处没有处理，暂不能发布`,
  'plan.draft.closed': ({ planStatus: status }) =>
    status === 'discarded' ? '这份草案已作废，不能再修改' : '这份方案已发布，不能再修改草案',
  'plan.draft.nothingToUndo': () => '没有可以撤销的修改',
  'plan.edit.noSuch': () => '要修改的内容已不在草案中，请刷新后再试',
  'plan.edit.value': ({ value }) => `“${value}”不是有效的值`,
  'plan.edit.nameUnknown': ({ name }) => `草案中没有“${name}”这个名称`,
  'plan.file.refused': ({ message }) => message,
}
