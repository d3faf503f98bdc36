import type { AnnualTaskDraft } from '@kepu/contract/plan-year'
import { AnnualTaskInput } from '@kepu/contract/plan-year'
import type { AnnualRowView } from '@kepu/contract/plan-year-table'
import { audienceWords, kindWords } from '../../../ledger/index.ts'
import type { WorkingCalendar } from '../../../organization/index.ts'
import { usualNodes } from '../rules/nodes.ts'
import { countsOf } from '../rules/words.ts'
import { countWords, EVERY_TOWNSHIP, scopeWords } from './columns.ts'
import type { RawRow } from './rows.ts'

/** What the words of a workbook can mean in this county. */
export interface Vocabulary {
  readonly year: number
  readonly calendar: WorkingCalendar
  readonly units: ReadonlyMap<string, string>
  readonly townships: readonly string[]
  /** Label or title → task, or task and measure, of the plan in force. */
  readonly purposes: ReadonlyMap<string, { readonly taskId: string; readonly measureId: string | null }>
}

type Problems = AnnualRowView['problems']

export interface ReadRow {
  readonly task: AnnualTaskDraft | null
  readonly problems: Problems
}

const kindOfWord = new Map(
  Object.entries(kindWords).flatMap(([kind, words]) => words.map((word) => [word, kind] as const)),
)
const audienceOfWord = new Map(Object.entries(audienceWords).map(([audience, word]) => [word, audience] as const))
const scopeOfWord = new Map(Object.entries(scopeWords).map(([scope, word]) => [word, scope] as const))
const countOfWord = new Map(Object.entries(countWords).map(([counts, word]) => [word, counts] as const))

/** A row as a task of the year, or all that is wrong with it, each with its column and what to do. */
export function readRow({ cells }: RawRow, vocabulary: Vocabulary): ReadRow {
  const problems: Problems = []
  const wrong = (column: string, message: string) => void problems.push({ column, message })
  const purpose = vocabulary.purposes.get(cells.purpose ?? '')
  if (!purpose)
    wrong('对应任务或举措', cells.purpose ? `方案中没有“${cells.purpose}”，请照抄任务或举措的名称` : '请填写')
  const { year } = vocabulary
  const startsOn = dayIn(cells.startsOn, `${year}-01-01`, '开始时间', wrong)
  const dueOn = dayIn(cells.dueOn, `${year}-12-31`, '完成时间', wrong)
  const target = targetOf(cells, wrong)
  const leads = unitsIn(cells.leads, '牵头单位', vocabulary, wrong)
  const supports = unitsIn(cells.supports, '配合单位', vocabulary, wrong).filter((unitId) => !leads.includes(unitId))
  if (leads.length === 0 && !cells.leads) wrong('牵头单位', '请至少填一个牵头单位')
  const nodes = cells.nodes
    ? nodesIn(cells.nodes, wrong)
    : usualNodes(vocabulary.calendar, { startsOn, dueOn }, target?.quantity ?? null).nodes
  if (problems.length > 0 || !purpose) return { task: null, problems }

  const parsed = AnnualTaskInput.safeParse({
    ...purpose,
    title: cells.title ?? '',
    deliverable: cells.deliverable ?? null,
    target: target && { ...target, rule: { ...target.rule, purpose: purpose.measureId ? 'measure' : 'task' } },
    startsOn,
    dueOn,
    duties: [
      ...leads.map((unitId) => ({ unitId, role: 'lead' })),
      ...supports.map((unitId) => ({ unitId, role: 'support' })),
    ],
    nodes,
  })
  if (parsed.success) return { task: parsed.data, problems }
  for (const { path, message } of parsed.error.issues) wrong(columnOfField(String(path[0] ?? '')), message)
  return { task: null, problems }
}

const FIELD_COLUMNS: Readonly<Record<string, string>> = {
  title: '任务名称',
  deliverable: '成果形式',
  target: '数量',
  dueOn: '完成时间',
  duties: '牵头单位',
  nodes: '节点',
}
const columnOfField = (field: string) => FIELD_COLUMNS[field] ?? '任务名称'

type Wrong = (column: string, message: string) => void

function targetOf(cells: RawRow['cells'], wrong: Wrong) {
  if (!cells.quantity) return null
  const quantity = Number(cells.quantity.replaceAll(/[,，\s]/g, ''))
  if (!(quantity > 0)) wrong('数量', `“${cells.quantity}”不是大于 0 的数字`)
  const unit = cells.unit ?? ''
  if (unit === '') wrong('计量单位', '有数量时请填写计量单位，如 场、人次')
  const counts = cells.counts ? countOfWord.get(cells.counts) : countsOf(unit)
  if (!counts && unit !== '')
    wrong('计数方式', `请填 ${[...countOfWord.keys()].join('、')} 之一，系统不知道“${unit}”怎样从台账计数`)
  const scope = cells.scope ? scopeOfWord.get(cells.scope) : 'together'
  if (!scope) wrong('数量口径', `请填 ${[...scopeOfWord.keys()].join('、')} 之一`)
  const doers = scope === 'each' ? 'duty' : 'any'
  const kinds = wordsIn(cells.kinds, '活动形式', kindOfWord, wrong)
  const audiences = wordsIn(cells.audiences, '人群', audienceOfWord, wrong)
  return { quantity, unit, scope, rule: { counts, doers, kinds, audiences } }
}

function wordsIn(cell: string | undefined, column: string, known: ReadonlyMap<string, string>, wrong: Wrong): string[] {
  return split(cell).flatMap((word) => {
    const found = known.get(word)
    if (found === undefined) wrong(column, `没有“${word}”，可填：${[...new Set(known.keys())].join('、')}`)
    return found ?? []
  })
}

function unitsIn(cell: string | undefined, column: string, { units, townships }: Vocabulary, wrong: Wrong): string[] {
  const found = split(cell).flatMap((name) => {
    if (name === EVERY_TOWNSHIP || name === '各乡镇街道' || name === '各乡镇') return townships
    const unitId = units.get(name)
    if (unitId === undefined) wrong(column, `没有名为“${name}”的单位，请用单位的现名或已登记的别名`)
    return unitId ?? []
  })
  return [...new Set(found)]
}

function split(cell: string | undefined): string[] {
  return (cell ?? '').split(/[、，,;；\s]+/).filter((word) => word !== '')
}

/** A day as offices write it: 2024-03-31, 2024/3/31, 2024年3月31日, 2024.3.31. Null when it's none. */
export function dayOf(text: string): string | null {
  const match = /^(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.replaceAll(/\s/g, ''))
  if (!match) return null
  const [year, month, day] = match.slice(1).map(Number)
  const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day ?? 0))
  if (date.getUTCMonth() !== (month ?? 0) - 1) return null
  return date.toISOString().slice(0, 10)
}

function dayIn(cell: string | undefined, usual: string, column: string, wrong: Wrong): string {
  if (!cell) return usual
  const day = dayOf(cell)
  if (day === null) wrong(column, `“${cell}”不是日期，请写成 2024-03-31`)
  return day ?? usual
}

function nodesIn(cell: string, wrong: Wrong) {
  return cell
    .split(/[；;\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .flatMap((part) => {
      const match = /^(.+?)\s+(20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?)(?:\s+([\d.]+))?$/.exec(part)
      const dueOn = dayOf(match?.[2] ?? '')
      if (!match || dueOn === null) {
        wrong('节点', `看不懂“${part}”，请写成：一季度 2024-03-31 25；没有数量的节点不写数字`)
        return []
      }
      return [{ title: match[1] ?? '', dueOn, quantity: match[3] === undefined ? null : Number(match[3]) }]
    })
}
