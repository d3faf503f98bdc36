import type { Span } from '@kepu/contract/plan-proposal'
import type { Cell, Table } from '../../source.ts'
import { unspaced } from '../characters.ts'
import { readMarker } from '../headings.ts'
import type { Statement } from '../indicators.ts'
import { comparatorAt, type Years } from '../quantities.ts'
import { gridOf } from './cells.ts'

const NAME = /^(?:主要|核心|具体|发展|工作)?指标(?:名称|内容|项)?$|^(?:项目|名称|指标项目)$/
const UNIT = /^(?:计量)?单位$/
const KNOWN = /现状|基期|基数|基准|完成值|实际|已达|现有/
const AIM = /目标|规划值|预期值|20\d\d年?$/
const NUMBER = /^[≥＞>≤约不低少于超过至达到]{0,5}(\d{1,3}(?:,\d{3})+|\d{1,12})(\.\d{1,6})?/

/** A column with values: of which year, known or aimed at. */
interface ValueColumn {
  readonly index: number
  readonly year: number | null
  readonly aim: boolean
}

const plain = (head: string) => head.replace(/\s+/g, '').replace(/[*：:]/g, '')

function valueColumn(head: string, index: number, years: Years): ValueColumn | null {
  const written = /(20\d\d)年?/.exec(head)?.[1]
  if (KNOWN.test(head)) return { index, year: written ? Number(written) : null, aim: false }
  if (!AIM.test(head) || head.length > 16) return null
  const year = written ? Number(written) : (years.period?.end ?? null)
  const past = year !== null && years.period !== null && year < years.period.start && !head.includes('目标')
  return { index, year, aim: !past }
}

/** Whether the heads make a table of indicators: a name, and values by year or as 现状 and 目标. */
export function isIndicatorHead(heads: readonly string[]): boolean {
  const words = heads.map(plain)
  const values = words.filter((head) => KNOWN.test(head) || (AIM.test(head) && head.length <= 16))
  return (
    words.some((head) => NAME.test(head)) && values.length > 0 && !words.some((head) => /牵头|责任|配合/.test(head))
  )
}

/** 公民具备科学素质的比例（%） → its name and unit. */
function nameAndUnit(written: string): { name: string; unit: string | null } {
  const marker = readMarker(written)?.length ?? 0
  const match = /^(.+?)[（(]([^（()）]{1,8})[)）]$/.exec(written.slice(marker))
  return match?.[1] ? { name: match[1], unit: match[2] ?? null } : { name: written.slice(marker), unit: null }
}

function valueIn(text: string, cell: Cell, name: string, unit: string | null, column: ValueColumn): Statement | null {
  const words = text.slice(...cell.span)
  const match = NUMBER.exec(words)
  if (!match?.[1]) return null
  const digits = match[1] + (match[2] ?? '')
  const start = cell.span[0] + match[0].length - digits.length
  const span: Span = [start, start + digits.length]
  const own = /^\s*(%|‰|[\u4e00-\u9fff/]{1,4}?)(?=以上|左右|$)/.exec(words.slice(match[0].length))?.[1]
  const comparator = comparatorAt(words, start - cell.span[0], match[0].length + (own?.length ?? 0))
  if (comparator === '<=') return null
  const value = { year: column.year, value: Number(digits.replaceAll(',', '')), of: null, comparator, span }
  return { name, unit: own ?? unit ?? '', value, aim: column.aim, ...(column.aim ? {} : { from: true as const }) }
}

export interface IndicatorTable {
  /** One a value. */
  readonly statements: readonly Statement[]
  /** Cells that say something else than a value: 翻一番, ≤5, 持续提高. */
  readonly unread: readonly Span[]
}

const NOTHING = /^[-—–/\\]*$/

/** What a table of indicators says, or null when it's another kind of table. */
export function readIndicatorTable(text: string, table: Table, years: Years): IndicatorTable | null {
  const grid = gridOf(table)
  const words = (cell: Cell | undefined) => (cell ? unspaced(text.slice(...cell.span)) : '')
  const heads = Array.from({ length: table.columns }, (_, column) => plain(words(grid[0]?.[column])))
  if (!isIndicatorHead(heads)) return null
  const nameAt = heads.findIndex((head) => NAME.test(head))
  const unitAt = heads.findIndex((head) => UNIT.test(head))
  const columns = heads.flatMap((head, index) => (index === nameAt ? [] : (valueColumn(head, index, years) ?? [])))
  const statements: Statement[] = []
  const unread: Span[] = []
  for (const row of grid.slice(1)) {
    const { name, unit } = nameAndUnit(words(row[nameAt]))
    if (name.length < 2) continue
    const written = words(row[unitAt])
    for (const column of columns) {
      const cell = row[column.index]
      if (!cell || NOTHING.test(words(cell))) continue
      const statement = valueIn(text, cell, name, written === '' ? unit : written, column)
      if (statement) statements.push(statement)
      else unread.push(cell.span)
    }
  }
  return { statements, unread }
}
