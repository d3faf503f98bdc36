import type { ReportRefusal, ReportStatus, RoundKind } from '@kepu/contract/plan-report'
import type { ProblemText } from '../../../lib/problem.ts'

const PERIOD: Record<RoundKind, string> = { quarter: '季度', half: '半年', year: '年度' }
const STATUS: Record<ReportStatus, string> = {
  open: '还没有确认',
  confirmed: '已确认，等待审核',
  returned: '已退回，等待修改',
  accepted: '已通过',
  locked: '已锁定',
}

export const reportProblemsZh: ProblemText<ReportRefusal> = {
  'plan.round.exists': () => '这一期已经开启了，请刷新后查看',
  'plan.round.early': ({ endsOn }) => `本期到 ${endsOn} 才结束，结束后才能开启`,
  'plan.round.noSuchPeriod': ({ kind, ordinal }) => `没有第 ${ordinal} 个${PERIOD[kind]}`,
  'plan.round.due': ({ endsOn }) => `截止时间应在本期结束（${endsOn}）之后`,
  'plan.round.closed': () => '这一期已经关闭',
  'plan.round.awaiting': ({ reports }) => `还有 ${reports} 份报告等待审核，先通过或退回，再关闭本期`,
  'plan.report.state': ({ reportStatus, unitName }) => `${unitName}的报告${STATUS[reportStatus]}，现在不能这样办理`,
  'plan.report.moved': ({ unitName }) => `${unitName}的数字在您打开以后有了变化，请看过最新的再办理`,
  'plan.report.noSuchTask': () => '本单位没有这项任务，请刷新后再试',
}
