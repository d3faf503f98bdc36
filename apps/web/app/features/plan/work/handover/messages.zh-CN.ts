import type { HandoverMatter } from '@kepu/contract/plan-handover'

/** Words of the hand-over pack. */
export const handoverZh = {
  title: '工作交接',
  lead: '换人时，一键生成本单位的交接单：未完成的任务和节点、正在办理的事项、对口单位、近一年的办理记录和今后的重要日期。生成后固定不变，可下载 Word。',
  unit: '单位',
  make: '生成交接单',

  empty: '还没有交接单。选择单位后点击“生成交接单”。',
  asOf: '截至',
  madeBy: '生成人',
  madeAt: '生成时间',
  word: '下载 Word',
  print: '打印',
  of: (unit: string) => `${unit}交接单`,
  packLead: (day: string, by: string) => `截至${day}，由${by}生成。不含个人姓名和私人电话。`,
  tasks: '未完成的年度任务',
  noTasks: '没有未完成的年度任务。',
  nodes: '未完成的节点',
  noNodes: '没有未完成的节点。',
  matters: '正在办理的事项',
  noMatters: '没有正在办理的延期申请、督办单、协调函或等待事项。',
  duties: '方案规定的职责',
  noDuties: '现行方案没有写明本单位的任务。',
  counterparts: '对口单位',
  noCounterparts: '没有共同承担任务的单位。',
  decisions: '近一年的决定和办理记录',
  noDecisions: '近一年没有记录。',
  dates: '今后的重要日期',
  noDates: '没有已知的重要日期。',
  roles: { lead: '牵头', support: '配合', responsible: '责任', implementer: '实施' },
  matterKinds: {
    extension: '延期申请',
    supervision: '督办单',
    coordination: '协调函',
    wait: '等待他人',
  } satisfies Record<HandoverMatter, string>,
  due: (day: string) => `${day} 前完成`,
  late: '逾期',
  paused: '暂停计时',
  times: (n: number) => `${n} 次`,
}
export type HandoverText = typeof handoverZh
