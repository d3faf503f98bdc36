import { roleOfHeader } from '../duties/labels.ts'

/** What a column of a table of tasks holds. */
export type Column =
  | 'number'
  | 'category'
  | 'task'
  | 'measure'
  | 'lead'
  | 'main'
  | 'support'
  | 'implementer'
  | 'deadline'
  | 'quantity'
  | 'people'
  | 'note'
  | 'unknown'

const texts: readonly { column: Column; pattern: RegExp }[] = [
  { column: 'note', pattern: /^(?:备注|说明|进展(?:情况)?|完成情况|进度(?:情况)?|落实情况)$/ },
  { column: 'number', pattern: /^(?:序号|编号|序|号|No\.?)$/i },
  { column: 'category', pattern: /^(?:类别|类型|分类|板块|领域|任务类别|类目|大类|工作类别|行动类别|任务分类|方面)$/ },
  {
    column: 'measure',
    pattern:
      /^(?:(?:具体|主要|重点|工作|落实|推进|实施)?(?:举措|措施)(?:内容)?|具体(?:任务|内容|工作|要求)|主要内容|工作要求|任务分解|分解任务|子任务|工作举措|实施内容|细化任务|二级任务|任务要求)$/,
  },
  {
    column: 'task',
    pattern:
      /^(?:(?:重点|主要|工作|目标|具体)?(?:任务|工作|项目|事项|行动|工程)(?:内容|名称|事项|清单)?|(?:重点|主要)?(?:任务|工作)(?:及|和)?(?:内容|措施|要求)|内容|任务内容|工作内容|名称|行动工程|重点行动|一级任务|重点任务)$/,
  },
  {
    column: 'quantity',
    pattern: /^(?:量化)?(?:工作|年度|任务|考核|绩效)?(?:目标|指标|目标值|数量|任务量|量化指标)(?:要求)?$/,
  },
]

/** Persons are never units, whatever else their head says: 牵头领导, 责任领导及联系电话. */
const PEOPLE = /领导(?!小组)|责任人|负责人|联系人|联络员|姓名|电话/

/** The column that a head names. White space and line breaks inside it don't count. */
export function columnOf(head: string): Column {
  const plain = head.replace(/\s+/g, '').replace(/[*：:]/g, '')
  if (plain === '') return 'unknown'
  const known = texts.find(({ pattern }) => pattern.test(plain))
  if (known) return known.column
  const role = roleOfHeader(plain.replace(/^责任分工/, ''))
  if (role === 'other' || PEOPLE.test(plain)) return 'people'
  if (role) return role
  if (/(?:牵头|主办|主责)/.test(plain) && plain.length <= 14) return 'lead'
  if (/(?:配合|参与|参加|协办|协同|协作)/.test(plain) && plain.length <= 14) return 'support'
  if (/(?:责任|负责)(?:单位|部门)/.test(plain) && plain.length <= 16) return 'main'
  if (/(?:时限|期限|完成时间)/.test(plain) && plain.length <= 12) return 'deadline'
  return 'unknown'
}

export const isDuty = (column: Column) =>
  column === 'lead' || column === 'main' || column === 'support' || column === 'implementer'

/** Whether columns make a table of tasks: who answers, for what. */
export function isTaskTable(columns: readonly Column[]): boolean {
  const what = columns.includes('task') || columns.includes('measure')
  return columns.some(isDuty) && what
}
