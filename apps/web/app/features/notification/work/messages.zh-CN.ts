import { orderStep } from './order-step.ts'

/** Facts of a to-do as numbers and words; what is missing reads as 0 or nothing. */
export type Fact = (name: string) => string | number

/** 2024年第三季度、2024年上半年、2024年度. */
function periodZh(fact: Fact): string {
  const [year, ordinal] = [fact('year'), Number(fact('ordinal'))]
  if (fact('kind') === 'quarter') return `${year}年第${'一二三四'[ordinal - 1] ?? ''}季度`
  return fact('kind') === 'half' ? `${year}年${ordinal === 1 ? '上' : '下'}半年` : `${year}年度`
}

/** Whose turn it is, by the step of an order. */
const orderTurn: Readonly<Record<string, string>> = {
  matter: '报领导审核',
  approval: '审核',
  notice: '下发',
  receipt: '签收',
  handling: '说明办理措施',
  feedback: '反馈办理结果',
  review: '复核',
}

export const inboxZh = {
  title: '我的待办',
  lead: '需要您或本单位处理的事项。办理后自动消失，不用再报告一次。',
  open: '待处理',
  done: '已办结',
  state: '状态',
  unit: '单位',
  all: '全部单位',
  due: (day: string) => `${day} 前`,
  openedAt: '收到时间',
  doneAt: '办结时间',
  actions: '操作',
  what: '事项',
  empty: '没有待处理的事项。',
  emptyDone: '还没有办结的事项。',
  see: '查看',
  acknowledge: '已知悉',
  acknowledged: '已记录',
  nothingNew: '无补充，确认',
  sentences: {
    'plan.duty.new': (fact: Fact) =>
      `《${fact('title')}》已发布，本单位牵头 ${fact('leads')} 项、承担责任 ${fact('supports')} 项，请确认知悉`,
    'notification.digest': (fact: Fact) => `今日提醒：本单位有 ${fact('count')} 件事项临近或已过时限，请查看`,
    'plan.node.late': (fact: Fact) =>
      `“${fact('task')}”的节点“${fact('node')}”已逾期 ${fact('left')} 个工作日（截止 ${fact('lastDay')}）`,
    'plan.node.near': (fact: Fact) =>
      `“${fact('task')}”的节点“${fact('node')}”还有 ${fact('left')} 个工作日（截止 ${fact('lastDay')}）`,
    'plan.receipt.missing': (fact: Fact) => `《${fact('title')}》还没有签收`,
    'plan.report.owed': (fact: Fact) => `有一份进展报告待确认（${fact('dueOn')} 前）`,
    'plan.extension.asked': (fact: Fact) =>
      `${fact('unit')}申请把“${fact('task')}”的节点“${fact('node')}”延到 ${fact('wantedDay')}，请答复`,
    'plan.wait.told': (fact: Fact) =>
      `${fact('unit')}在“${fact('task')}”（${fact('node')}）上等待本单位：${fact('what')}，请答复`,
    'plan.order.step': (fact: Fact) =>
      `${fact('number')}《${fact('title')}》：请${orderTurn[String(fact('step'))] ?? '办理'}`,
    'plan.year.issued': (fact: Fact) =>
      `《${fact('title')}》已下达，本单位牵头 ${fact('leads')} 项、配合 ${fact('supports')} 项，请签收`,
    'plan.annualTask.changed': (fact: Fact) => `《${fact('title')}》有调整（“${fact('task')}”等），请查看并签收`,
    'service.order.next': (fact: Fact) => `点单“${fact('title')}”${orderStep(fact('step'), 'zh-CN')}`,
    'service.order.overdue': (fact: Fact) =>
      `点单“${fact('title')}”${orderStep(fact('step'), 'zh-CN')}，已过时限，请协调`,
    'plan.appraisal.disclosed': (fact: Fact) =>
      `《${fact('title')}》本单位评分表已出，请核对：没有意见请确认，有意见请提出异议`,
    'plan.objection.raised': (fact: Fact) => `${fact('unit')}对“${fact('item')}”的得分提出异议，请答复`,
    'plan.report.due': (fact: Fact) =>
      `${periodZh(fact)}进展报告已由系统汇总（${fact('tasks')} 项任务），请过目并确认；没有要补充的，一键确认即可`,
    'plan.report.returned': (fact: Fact) => `${periodZh(fact)}进展报告被退回：${fact('reason')}`,
  },
  digestTitle: '今日提醒',
  digestLead: (unit: string, day: string) => `${unit}，${day}。同一单位的提醒合并为一份，休息日不发；办完后自动消失。`,
  digestEmpty: '没有需要提醒的事项。',
  other: '有一件事项需要处理',
}
export type InboxText = typeof inboxZh
