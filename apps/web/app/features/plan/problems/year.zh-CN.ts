import type { YearRefusal } from '@kepu/contract/plan-year'
import type { ProblemText } from '../../../lib/problem.ts'

export const yearProblemsZh: ProblemText<YearRefusal> = {
  'plan.year.exists': ({ year }) => `${year} 年的年度计划已经有了，请打开它继续编制`,
  'plan.year.noPlan': ({ year }) => `还没有已发布的实施方案，不能编制 ${year} 年度计划`,
  'plan.year.state': ({ yearStatus }) =>
    yearStatus === 'draft'
      ? '年度计划还没有下达'
      : yearStatus === 'issued'
        ? '年度计划已下达，修改请用“调整”并说明理由'
        : '年度计划已结束',
  'plan.year.empty': () => '年度计划里还没有任务，不能下达',
  'plan.year.notIssuedTo': () => '该单位没有承担这个年度的任务',
  'plan.year.received': ({ receivedAt }) => `已于 ${receivedAt.slice(0, 10)} 签收，不用再签`,
  'plan.year.signed': () => '各单位都已签收，不用再提醒',
  'plan.year.stillOpen': ({ openNodes }) => `还有 ${openNodes} 个节点没有完成，请先看清再结束年度`,
  'plan.annualTask.purpose': ({ task }) => `“${task}”所选的任务或举措不在现行方案中，请重新选择`,
  'plan.annualTask.unit': ({ task }) => `“${task}”所选的单位不存在或已停用，请重新选择`,
  'plan.annualTask.outsideYear': ({ year, task }) => `“${task}”的起止时间应在 ${year} 年之内`,
  'plan.annualTask.origin': ({ task }) => `“${task}”要沿用的往年任务不存在`,
  'plan.annualTask.withdrawn': () => '这项任务已撤销',
  'plan.annualTask.same': () => '没有改动，不用调整',
  'plan.annualTable.noHeader': () => '没有找到表头行，应有“任务名称”和“牵头单位”两列，请从导出的表格改起',
  'plan.annualTable.empty': () => '表格里没有任务',
  'plan.annualChange.none': () => '该单位没有要签收的调整',
  'plan.node.counted': () => '这个节点按台账自动计算，不用填报',
  'plan.node.future': ({ today }) => `完成日期不能晚于今天（${today}）`,
  'plan.node.notOwed': () => '这个节点不由该单位完成',
  'plan.node.done': ({ doneOn }) => `该节点已于 ${doneOn} 报完成`,
}
