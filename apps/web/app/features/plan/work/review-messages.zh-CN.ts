import type { DraftProblem, PlanEdit, UnplacedReason } from '@kepu/contract/plan'
import type { MarkKind } from './marks.ts'

const FIELDS = {
  title: '名称',
  issuer: '印发单位',
  documentNumber: '文号',
  issuedOn: '印发日期',
  periodStart: '规划期起',
  periodEnd: '规划期止',
  category: '类别',
  number: '序号',
  deadline: '完成时限',
} satisfies Record<string, string>

/** Words of the review screen (核对). */
export const reviewZh = {
  title: '核对方案',
  lead: '左边是原文，右边是系统的理解。点击任一边，另一边会跳到对应位置。核对无误后发布；发布前的每一步都可撤销。',
  source: '原文',
  understood: '系统的理解',
  publish: '发布方案',
  publishConfirm: '发布后，各单位会收到签收待办，公众页面同时公开。发布后不能再撤销修改，只能以新版本替换。',
  undo: '撤销上一步',
  discard: '作废草案',
  discardConfirm: '作废后草案不再显示，原文件仍然保留。',
  compare: '与现行版本比较',
  ready: '可以发布',
  remaining: (n: number) => `还有 ${n} 处需要处理`,
  nextProblem: '下一处',
  allProblems: '全部待处理',
  sections: {
    header: '基本信息',
    indicators: '目标和指标',
    phases: '实施阶段',
    tasks: '任务和措施',
    units: '单位名称',
    campaigns: '品牌活动和宣传日',
    unplaced: '未归位的内容',
    history: '修改记录',
  },
  fields: FIELDS,
  marks: {
    task: '任务',
    phase: '阶段',
    measure: '措施',
    campaign: '活动',
    unit: '单位',
    indicator: '数值',
    remark: '提及',
    unplaced: '未归位',
  } satisfies Record<MarkKind, string>,
  showInSource: '在原文中显示',
  none: '无',
  save: '保存',
  cancel: '取消',
  edit: '修改',
  remove: '删除',
  add: '添加',
  addTask: '添加任务',
  addMeasure: '添加措施',
  addValue: '添加数值',
  newTask: '新任务的名称',
  newMeasure: '新措施的名称',
  removeTaskConfirm: '连同它的措施和分工一起删除？可以撤销。',
  removeMeasureConfirm: '删除这项措施？可以撤销。',
  moveTo: '移到另一任务',
  mergeInto: '并入同类单位',
  roles: { lead: '牵头单位', responsible: '责任单位', implementer: '实施单位' },
  addUnit: '添加单位',
  openEnded: '原文写有“等”，可能还有其他单位',
  addedByHand: '人工添加，原文中没有',
  measureCount: (n: number) => `${n} 项措施`,
  quantity: '数量',
  year: '年份',
  value: '数值',
  comparator: '关系',
  comparators: { '=': '达到', '>': '超过', '>=': '不低于', '~': '约' },
  indicatorRole: '性质',
  indicatorRoles: { earlier: '以往数值', baseline: '基数', target: '目标', reference: '参照' },
  of: '所属地区',
  ownRegion: '本县',
  unitsLead: '每个名称要对应一个单位。系统只提建议，两个名称是否为同一单位由您确认。',
  writtenAs: '方案中的名称',
  cells: '出现次数',
  decision: '对应为',
  undecided: '请选择',
  decisions: {
    new: '新单位',
    unit: (name: string) => `已有单位：${name}`,
    same: (name: string) => `与“${name}”为同一单位`,
    openGroup: '泛指一类单位',
    ignore: '不作为单位',
  },
  why: { name: '名称一致', alias: '曾用名或简称', proposed: '疑为同一单位', similar: '名称相近' },
  confirmRest: (n: number) => `其余 ${n} 个按建议确认`,
  confirmRestWhat: '与已有单位同名的对应过去，其余作为新单位。疑为同一单位的不在内，需逐个确认。',
  split: '拆成几个单位',
  splitHint: '每行一个单位名称',
  onlyUndecided: '只看未确认',
  unplacedLead: '原文中的单位名称和数量，系统没有找到它们所属的任务或目标。看过后可标为已处理。',
  settle: '已看过，无需处理',
  settled: '已处理',
  reasons: {
    addressee: '主送单位',
    copied: '抄送单位',
    mentioned: '正文提及，没有职责',
    notAUnit: '在单位名单里，但不像单位',
    noTask: '没有可归属的任务',
    secondQuantity: '所在任务已有一个数量',
    noNode: '不在任务和目标之内',
    difference: '两个数值之差',
    ceiling: '上限',
    unclear: '含义不明',
  } satisfies Record<UnplacedReason, string>,
  historyEmpty: '还没有修改',
  by: (name: string, at: string) => `${name}  ${at}`,
  problem: (problem: DraftProblem): string => {
    switch (problem.code) {
      case 'plan.draft.noTitle':
        return '没有方案名称'
      case 'plan.draft.noPeriod':
        return '没有规划期，或起止颠倒'
      case 'plan.draft.noTasks':
        return '没有任务'
      case 'plan.draft.noLead':
        return `“${problem.title}”没有牵头单位`
      case 'plan.draft.unitUndecided':
        return `“${problem.name}”对应哪个单位，尚未确认`
      case 'plan.draft.unitCircle':
        return `“${problem.name}”的“同一单位”绕成了圈`
      case 'plan.draft.unplaced':
        return `“${problem.text}”没有归位`
    }
  },
  correction: (correction: PlanEdit): string => {
    switch (correction.edit) {
      case 'header':
        return `${FIELDS[correction.field]}改为“${correction.value ?? '无'}”`
      case 'task':
        return `第 ${correction.task + 1} 项任务的${FIELDS[correction.field]}改为“${correction.value}”`
      case 'addTask':
        return `添加任务“${correction.title}”`
      case 'removeTask':
        return `删除第 ${correction.task + 1} 项任务`
      case 'measure':
        return `第 ${correction.task + 1} 项任务的措施改为“${correction.title}”`
      case 'addMeasure':
        return `第 ${correction.task + 1} 项任务添加措施“${correction.title}”`
      case 'removeMeasure':
        return `删除第 ${correction.task + 1} 项任务的第 ${correction.measure + 1} 项措施`
      case 'moveMeasure':
        return `把一项措施从第 ${correction.task + 1} 项任务移到第 ${correction.toTask + 1} 项`
      case 'responsibility':
        return `第 ${correction.task + 1} 项任务${correction.present ? '添加' : '去掉'}${{ lead: '牵头', responsible: '责任', implementer: '实施' }[correction.role]}单位“${correction.name}”`
      case 'indicatorValue':
        return correction.to === null
          ? '删除一个数值'
          : `${correction.value === null ? '添加' : '修改'}数值 ${correction.to.year ?? ''} 年 ${correction.to.value}`
      case 'unit':
        return `“${correction.name}”${{ new: '作为新单位', unit: '对应已有单位', same: '与另一名称合并', openGroup: '作为一类单位', ignore: '不作为单位' }[correction.decision.as]}`
      case 'splitUnit':
        return `“${correction.name}”拆成${correction.into.map((part) => `“${part}”`).join('、')}`
      case 'settleUnplaced':
        return '一处未归位内容标为已处理'
    }
  },
}
export type ReviewText = typeof reviewZh
