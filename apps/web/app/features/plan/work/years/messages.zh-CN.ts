import type { AnnualDifference } from '@kepu/contract/plan-year-change'
import type { ProposalNote } from '@kepu/contract/plan-year-proposal'

/** Words of the screens about the years. */
export const yearsZh = {
  title: '年度工作',
  lead: '把方案的举措变成一年的任务：谁牵头、做多少、何时完成。进度从台账自动计算，不用另外填报。',
  year: '年度',
  plan: '工作计划',
  status: '状态',
  statuses: { draft: '草拟', issued: '已下达', closed: '已结束' },
  issuedAt: '下达时间',
  closedAt: '结束时间',
  empty: '还没有年度计划。从方案举措草拟，几分钟就能列出全年任务。',
  open: '编制新年度',
  openHint: '先建立空的计划，再从方案举措或上年任务中挑选。',
  defaultTitle: (year: number) => `${year}年全民科学素质工作计划`,
  documentNumber: '文号',
  optional: '选填',
  required: '请填写',
  tabs: { tasks: '任务清单', gantt: '甘特图', calendar: '日历', receipts: '签收', changes: '调整记录' },
  view: '视图',
  excel: 'Excel',
  word: 'Word 清单',
  print: '打印',
  propose: '从方案或上年草拟',
  add: '新增任务',
  issue: '下达',
  issueQuestion: (tasks: number, bodies: number) => `下达 ${tasks} 项任务给 ${bodies} 个单位？`,
  issueConsequence: '各单位会在待办中收到并签收。下达后改动需说明理由。',
  issued: '已下达，各单位已收到待办',
  close: '结束年度',
  closeQuestion: (open: number) =>
    open === 0 ? '全部节点已完成，结束本年度？' : `还有 ${open} 个节点未完成，仍要结束？`,
  closeConsequence: '结束后不能再改，也不能恢复；未完成的节点原样留存。',
  closed: '年度已结束',
  find: '查找任务',
  unit: '单位',
  planTask: '方案任务',
  state: '进展',
  states: { overdue: '有逾期', soon: '临近', running: '进行中', done: '已完成', withdrawn: '已撤销' },
  mine: '本单位',
  onlyMine: '只看本单位',
  task: '任务',
  target: '目标',
  progress: '进度',
  bodies: '牵头 / 配合',
  due: '下一节点',
  total: (shown: number, all: number) => (shown === all ? `共 ${all} 项任务` : `${all} 项任务中的 ${shown} 项`),
  noTasks: '还没有任务。点“从方案或上年草拟”，挑选后一次加入。',
  noneFound: '没有符合条件的任务。',
  scopes: { together: '合计', each: '每个单位' },
  amount: (quantity: number, unit: string) => `${quantity.toLocaleString('en-US')} ${unit}`,
  achieved: (achieved: number, quantity: number, unit: string) =>
    `${achieved.toLocaleString('en-US')} / ${quantity.toLocaleString('en-US')} ${unit}`,
  reachedBodies: (reached: number, all: number) => `${reached} / ${all} 个单位达到`,
  nodesDone: (done: number, all: number) => `节点 ${done} / ${all}`,
  records: '看计入的台账',
  leads: '牵头',
  supports: '配合',
  andMore: (n: number) => `等 ${n} 个单位`,
  allDone: '节点已全部完成',
  overdueSince: (day: string) => `${day} 逾期`,
  dueOn: (day: string, title: string) => `${day} ${title}`,
  edit: '修改',
  change: '调整',
  withdraw: '撤销',
  remove: '删除',
  duplicate: '复制一条',
  removeQuestion: '删除这项任务？',
  removed: '已删除',
  saved: '已保存',
  today: '今天',
  ganttHint: '横条是任务的起止，菱形是节点。用 Tab 键逐条移动，回车打开任务；“任务清单”是同样内容的表格。',
  node: '节点',
  nodeDone: (day: string) => `${day} 完成`,
  nodeOpen: '未完成',
  nodeLate: '逾期未完成',
  month: '月份',
  previousMonth: '上个月',
  nextMonth: '下个月',
  weekdays: ['一', '二', '三', '四', '五', '六', '日'],
  holiday: '休',
  makeUp: '班',
  noNodesInMonth: '这个月没有节点。',
  provisional: '这一年的放假安排还没有录入，只按周末计算。',
  subscribe: '订阅到手机或 Outlook 日历',
  subscribeHint: '地址只显示节点、日期和数量，不含人员信息。不要公开；泄露后点“更换地址”，旧地址立即失效。',
  subscribeMake: '生成订阅地址',
  subscribeRenew: '更换地址',
  subscribeQuestion: '更换后旧地址立即失效',
  copy: '复制',
  copied: '已复制',
  receivedAt: '签收时间',
  receivedBy: '签收人',
  remindedAt: '上次提醒',
  notReceived: '未签收',
  receive: '签收',
  received: '已签收',
  receiptSummary: (signed: number, all: number) => `${all} 个单位中 ${signed} 个已签收`,
  onlyUnsigned: '只看未签收',
  remind: '提醒未签收单位',
  reminded: (n: number) => `已提醒 ${n} 个单位`,
  noReceipts: '下达后，这里显示各单位的签收情况。',
  noChanges: '没有调整。下达后的每次改动都会连同理由留在这里。',
  changedAt: '时间',
  reason: '理由',
  reasonHint: '写明为什么调整，受影响的单位会看到',
  content: '调整内容',
  changedBy: '调整人',
  signed: (signed: number, all: number) => `${signed}/${all} 已签收`,
  fields: {
    title: '名称',
    deliverable: '成果形式',
    purpose: '对应举措',
    target: '数量要求',
    startsOn: '开始时间',
    dueOn: '完成时间',
    duty: '分工',
    node: '节点',
    withdrawn: '撤销任务',
  } satisfies Record<AnnualDifference['field'], string>,
  nothing: '无',
  added: '新增',
  gone: '取消',
  ruleChanged: '取数规则有调整',
  roles: { lead: '牵头', support: '配合' },
  fromTo: (before: string, after: string) => `${before} → ${after}`,
  editTitle: '修改任务',
  addTitle: '新增任务',
  changeTitle: '调整任务',
  correctTitle: '核对建议',
  name: '任务名称',
  measure: '举措',
  wholeTask: '整个任务',
  deliverable: '成果形式',
  deliverableHint: '如：培训名册、命名文件',
  hasTarget: '有数量要求（从台账自动计数）',
  quantity: '数量',
  countUnit: '计量单位',
  scope: '口径',
  counts: '计数方式',
  countWords: { deliveries: '场次', personTimes: '人次', persons: '人数' },
  purposes: { measure: '登记在这项举措下的', task: '登记在整个任务下的', any: '有关单位的全部工作' },
  purposeLabel: '哪些台账计入',
  doers: { duty: '只算承担单位（含下属）的', any: '不论哪个单位的' },
  doersLabel: '谁的工作计入',
  kinds: '活动形式（不选为全部）',
  audiences: '人群（不选为全部）',
  startsOn: '开始时间',
  endsOn: '完成时间',
  allTownships: '加上各乡镇（街道）',
  nodes: '节点',
  nodeTitle: '节点名称',
  nodeDay: '日期',
  nodeQuantity: '累计数量',
  addNode: '加一个节点',
  removeNode: '删除节点',
  quick: { quarter: '每季度', half: '每半年', month: '每月' },
  quickTitle: (index: number, of: 'quarter' | 'half' | 'month') =>
    of === 'month'
      ? `${index}月`
      : of === 'half'
        ? index === 1
          ? '上半年'
          : '全年'
        : `${'一二三四'[index - 1] ?? ''}季度`,
  save: '保存',
  cancel: '取消',
  proposeTitle: '草拟年度任务',
  proposeLead: '系统按固定规则从方案或上年计划列出建议，每条都写明依据。挑选、核对后一次加入；不会自动保存任何内容。',
  source: '来源',
  sources: { plan: '方案举措', lastYear: '沿用上年', table: 'Excel 导入' },
  addChosen: (n: number) => `加入选中的 ${n} 项`,
  addedTasks: (n: number) => `已加入 ${n} 项任务`,
  correct: '核对',
  basis: '依据和提示',
  notSound: '须先补全牵头单位或对应任务',
  choose: '选择',
  chooseAll: '全选可加入的',
  tableHint: '用导出的 Excel 改好再传回来（.xlsx、.csv）。先检查，指出哪一行怎么改，不会直接写入。',
  tableChecking: '正在检查……',
  tableSummary: (rows: number, ready: number) => `${rows} 行，${ready} 行可以加入`,
  row: '行',
  noteOf(note: ProposalNote): string {
    switch (note.code) {
      case 'quantityOfPlan':
        return `数量取自方案：${note.quantity.value} ${note.quantity.unit}`
      case 'quantityShared':
        return `方案 ${note.years} 年共 ${note.quantity.value} ${note.quantity.unit}，按年均分`
      case 'quantityUndated':
        return `方案写 ${note.quantity.value} ${note.quantity.unit}，没有写明年份，请核对`
      case 'quantityOtherYears':
        return `方案的 ${note.quantity.value} ${note.quantity.unit} 不是这一年的`
      case 'quantityNotCounted':
        return `“${note.quantity.unit}”不能从台账计数，已写入成果形式`
      case 'kindsOfWords':
        return `按“${note.words.join('、')}”等词确定活动形式`
      case 'groupOpened':
        return `“${note.name}”展开为 ${note.bodies} 个单位`
      case 'groupUnknown':
        return `“${note.name}”没有列出单位，请补充`
      case 'deadlinePassed':
        return `方案的时限“${note.deadline}”已过`
      case 'leadMissing':
        return '没有牵头单位，请选择'
      case 'bodyGone':
        return `“${note.name}”已停用，没有带入`
      case 'measureGone':
        return `举措“${note.title}”已不在现行方案中`
      case 'taskGone':
        return `任务“${note.title}”已不在现行方案中，请另选`
      case 'dayMoved':
        return `${note.from} 是休息日，节点提前到 ${note.to}`
      case 'newInPlan':
        return '方案新增，上年没有'
      case 'present':
        return '已在本年计划中'
    }
  },
  workTitle: '计入的台账记录',
  workLead: (records: number, total: string) => `${records} 条记录，合计 ${total}`,
  workEmpty: '还没有计入的记录。在台账登记时选对应的任务或举措，这里就会计入。',
  counted: '计入',
  complete: '报完成',
  completedOn: '完成日期',
  note: '说明',
  completed: '已记录',
  owner: '责任方',
  allLeads: '牵头单位共同',
  doneOn: '完成情况',
  byUnit: '各单位进度',
}
export type YearsText = typeof yearsZh
