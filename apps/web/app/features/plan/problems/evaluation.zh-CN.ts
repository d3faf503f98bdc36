import type { EvaluationRefusal } from '@kepu/contract/plan-evaluation'
import type { ProblemText } from '../../../lib/problem.ts'

export const evaluationProblemsZh: ProblemText<EvaluationRefusal> = {
  'plan.measuredValue.indicator': () => '所选指标不在现行方案中，请重新选择',
  'plan.measuredValue.future': ({ today }) => `测得年份和日期不能晚于今天（${today}）`,
  'plan.measuredValue.dayOutsideYear': ({ year, measuredOn }) =>
    `测评日期 ${measuredOn} 与年份 ${year} 不符（应在当年或次年内）`,
  'plan.measuredValue.share': ({ value }) => `百分比应在 0 到 100 之间，填的是 ${value}`,
  'plan.measuredValue.exists': ({ year }) => `${year} 年来源和规则相同的测得值已经有了；如有错误，请用“更正”`,
  'plan.measuredValue.fromModule': () => '这个数值由测评模块计算写入，请在测评中更正',
  'plan.measuredValue.withdrawn': () => '这个测得值已撤回，不能再更正',
  'plan.evaluation.noPeriod': () => '方案没有写明规划期，不能计算',
  'plan.progress.sameDay': ({ edition }) => `今天的数据已发布为第 ${edition} 版，明天可再发布`,
}
