import type { MergeRefusal } from '@kepu/contract/people-merge'
import type { ProblemText } from '../../../lib/problem.ts'

export const mergeProblemsZh: ProblemText<MergeRefusal> = {
  'people.merge.self': () => '请选择两条不同的记录',
  'people.merge.gone': () => '其中一条记录已被合并或已离队，请刷新后再看',
  'people.merge.undone': ({ undoneAt }) => `这次合并已于 ${undoneAt.slice(0, 10)} 撤销`,
  'people.merge.changedSince': () => '合并后记录又有修改，撤销会丢失这些修改，不能撤销',
}
