import {
  type Formula,
  Formula as FormulaShape,
  itemScopes,
  Scheme,
  type SchemeItem,
  type SchemeRefusal,
  scoreFormulas,
} from '@kepu/contract/plan-appraisal'
import ExcelJS from 'exceljs'
import type { Grid } from '../../file/index.ts'
import { stop } from './store.ts'
import { templateOf } from './templates.ts'

const HEADINGS = ['部分', '部分分值', '项目', '分值', '计分方式', '参数', '评分标准', '适用对象'] as const

/** 计分方式 as offices write it. */
export const formulaWords: Readonly<Record<Formula['kind'], string>> = {
  quantityReached: '数量完成率',
  nodesInTime: '节点按期率',
  reportsInTime: '报告按期率',
  receiptsInTime: '签收按期率',
  lightMonths: '亮灯扣分',
  workHeld: '台账工作量',
  manual: '人工评分',
  deduction: '扣分项',
  bonus: '加分项',
}

export const scopeWords: Readonly<Record<SchemeItem['scope'], string>> = {
  all: '全部',
  departments: '部门单位',
  townships: '乡镇（街道）',
  leads: '牵头单位',
}

/** What an item needs beside its formula, as JSON without the name of the formula; empty for most. */
function parameters({ kind: _, ...rest }: Formula): string {
  return Object.keys(rest).length === 0 ? '' : JSON.stringify(rest)
}

/** The scheme as a workbook: items on the first sheet, as it's pinned up; the general part on the second. */
export async function schemeWorkbook(scheme: Scheme): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('考核项目', { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.addRow([...HEADINGS])
  sheet.getRow(1).font = { bold: true }
  for (const { title, points, items } of scheme.sections)
    for (const item of items)
      sheet.addRow([
        title,
        points,
        item.title,
        item.points,
        formulaWords[item.formula.kind],
        parameters(item.formula),
        item.criteria,
        scopeWords[item.scope],
      ])
  const widths = [14, 10, 24, 8, 14, 30, 60, 14]
  sheet.columns.forEach((column, i) => {
    column.width = widths[i] ?? 12
    column.alignment = { wrapText: true, vertical: 'top' }
  })
  const general = workbook.addWorksheet('总则')
  const { sections: _, ...rest } = scheme
  for (const [name, value] of Object.entries(rest)) general.addRow([name, JSON.stringify(value)])
  general.getColumn(1).width = 16
  general.getColumn(2).width = 80
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

export function schemeJson(scheme: Scheme): string {
  return `${JSON.stringify(scheme, null, 2)}\n`
}

type Why = Extract<SchemeRefusal, { code: 'plan.scheme.unreadable' }>['why']

function unreadable(why: Why, row: number | null): never {
  stop({ code: 'plan.scheme.unreadable', why, row })
}

/** A scheme as it was exported in JSON. @throws Refused plan.scheme.unreadable */
export function schemeFromJson(bytes: Uint8Array): Scheme {
  try {
    return Scheme.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
  } catch {
    unreadable('json', null)
  }
}

/**
 * A scheme from the first sheet of a workbook: the headings of our own export, in any order. Sums may be wrong: the editor
 * shows where. The general part is taken from the template for its total.
 *
 * @throws Refused plan.scheme.unreadable
 */
export function schemeFromGrid(grid: Grid, title: string): Scheme {
  const at = grid.slice(0, 10).findIndex((cells) => placeOf(cells, '项目') >= 0 && placeOf(cells, '分值') >= 0)
  const heading = grid[at]
  if (heading === undefined) unreadable('noHeader', null)
  const places = new Map(HEADINGS.map((name) => [name, placeOf(heading, name)]))
  const sections: { title: string; points: number | null; items: SchemeItem[] }[] = []
  for (const [offset, line] of grid.slice(at + 1).entries()) {
    const cell = (name: (typeof HEADINGS)[number]) => (line[places.get(name) ?? -1] ?? '').trim()
    if (cell('项目') === '') continue
    const row = at + offset + 2
    const named = cell('部分')
    if (sections.length === 0 || (named !== '' && named !== sections.at(-1)?.title))
      sections.push({
        title: named === '' ? '考核项目' : named,
        points: pointsOf(cell('部分分值'), row, true),
        items: [],
      })
    const number = sections.reduce((sum, { items }) => sum + items.length, 0) + 1
    sections.at(-1)?.items.push({
      id: `i${number}`,
      title: cell('项目'),
      criteria: cell('评分标准'),
      points: pointsOf(cell('分值'), row, false) ?? 0,
      scope: scopeOf(cell('适用对象'), row),
      formula: formulaOf(cell('计分方式'), cell('参数'), row),
    })
  }
  if (sections.length === 0) unreadable('noItems', null)
  return wholeScheme(title, sections)
}

function wholeScheme(title: string, sections: { title: string; points: number | null; items: SchemeItem[] }[]): Scheme {
  const stated = sections.map((section) => ({ ...section, points: section.points ?? sumOf(section.items) }))
  const total = Math.round(stated.reduce((sum, { points }) => sum + points, 0) * 100) / 100
  const general = templateOf(total <= 50 ? 'twenty' : 'hundred')
  const scale = total / general.total
  const grades = general.grades.map(({ name, from }) => ({ name, from: Math.round(from * scale * 100) / 100 }))
  const parsed = Scheme.safeParse({ ...general, title, total, grades, sections: stated })
  return parsed.success ? parsed.data : unreadable('noItems', null)
}

function sumOf(items: readonly SchemeItem[]): number {
  const counting = items.filter(({ formula: { kind } }) => kind !== 'bonus' && kind !== 'deduction')
  return Math.round(counting.reduce((sum, { points }) => sum + points, 0) * 100) / 100
}

const plain = (text: string) => text.normalize('NFKC').replaceAll(/\s/g, '')

function placeOf(cells: readonly string[], name: string): number {
  return cells.findIndex((cell) => plain(cell) === plain(name))
}

function pointsOf(text: string, row: number, optional: boolean): number | null {
  if (text === '' && optional) return null
  const found = /^(\d+(?:\.\d{1,2})?)分?$/.exec(plain(text))
  return found ? Number(found[1]) : unreadable('points', row)
}

function scopeOf(text: string, row: number): SchemeItem['scope'] {
  if (text === '') return 'all'
  return itemScopes.find((scope) => plain(scopeWords[scope]) === plain(text)) ?? unreadable('scope', row)
}

/** The usual parameters, where a workbook names none. */
const USUAL = {
  latePercent: 50,
  withinDays: 5,
  perRed: 1,
  perYellow: 0.5,
  wanted: 1,
  counts: 'deliveries',
  kinds: [],
  from: '01-01',
  to: '12-31',
}

function formulaOf(text: string, given: string, row: number): Formula {
  const kind = text === '' ? 'manual' : scoreFormulas.find((one) => plain(formulaWords[one]) === plain(text))
  if (kind === undefined) unreadable('formula', row)
  const parsed = FormulaShape.safeParse({ ...USUAL, ...objectOf(given, row), kind })
  return parsed.success ? parsed.data : unreadable('formula', row)
}

function objectOf(text: string, row: number): object {
  if (text === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    if (value !== null && typeof value === 'object') return value
  } catch {
    // Refused below, with the row.
  }
  unreadable('formula', row)
}
