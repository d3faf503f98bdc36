import type { SupervisionNodeRefusal } from '@kepu/contract/plan-supervision-node'
import type { SupervisionOrderRefusal, SupervisionStep } from '@kepu/contract/plan-supervision-order'
import type { ProblemText } from '../../../lib/problem.ts'

const STEP: Readonly<Record<SupervisionStep, string>> = {
  matter: '立项',
  approval: '领导审核',
  notice: '下发',
  receipt: '签收',
  handling: '办理',
  feedback: '反馈',
  review: '复核',
  closed: '办结',
  withdrawn: '撤销',
}

export const supervisionProblemsZh: ProblemText<SupervisionNodeRefusal | SupervisionOrderRefusal> = {
  'plan.light.done': ({ doneOn }) => `该节点已于 ${doneOn} 完成，不用再办`,
  'plan.extension.pending': ({ askedOn }) => `${askedOn} 提出的延期申请还没有答复，不能重复申请`,
  'plan.extension.notLater': ({ lastDay }) => `目前的截止日是 ${lastDay}，延期应晚于这一天`,
  'plan.extension.past': ({ today }) => `延期不能早于今天（${today}）`,
  'plan.extension.tooFar': ({ latest }) => `最晚延到 ${latest}；再晚请用“调整年度任务”`,
  'plan.extension.answered': ({ extensionStatus }) =>
    extensionStatus === 'withdrawn' ? '申请单位已撤回这份申请' : '这份申请已有答复',
  'plan.wait.self': () => '不能等待本单位自己',
  'plan.wait.open': ({ since, awaitedName }) => `已从 ${since} 起登记等待${awaitedName}，对方答复后可再登记`,
  'plan.wait.since': ({ startsOn, today }) => `等待开始日应在任务开始（${startsOn}）之后、今天（${today}）之前`,
  'plan.wait.ended': ({ endedOn }) => `这次等待已于 ${endedOn} 结束`,
  'plan.order.step': ({ orderStep }) => `这份单子正在“${STEP[orderStep]}”，不能这样办。请刷新后再看`,
  'plan.order.notLate': ({ lastDay }) => `该节点没有逾期${lastDay === null ? '' : `（截止 ${lastDay}）`}，不能发函`,
  'plan.order.exists': ({ number }) => `这件事已有一份在办的单子（${number}）：一事一单`,
  'plan.order.answering': ({ askedOn }) => `请先答复该单位 ${askedOn} 提出的延期申请`,
  'plan.order.word': ({ word }) => `未获授权的单位只能提醒、协调，函中不能用“${word}”一词`,
  'plan.order.notAuthorised': () => '督办单只能由县里授权的督查机构的人员办理',
  'plan.order.ownApproval': () => '不能审核自己报送的单子，请另一位审核',
  'plan.order.inTime': ({ deadline }) =>
    deadline === null ? '时限没有计时（正在等待他人），不能升级' : `时限到 ${deadline}，还没有超过，不能升级`,
  'plan.order.highest': () => '已是最高一级（红）',
  'plan.order.nodeOpen': () => '节点还没有完成，不能办结；请退回继续办理',
}
