import type { ReportContent, ReportLine, ReportRoundView, ReportView } from '@kepu/contract/plan-report'
import {
  AlignmentType,
  Document,
  Packer,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import ExcelJS from 'exceljs'
import { dayInShanghai } from '../../../platform/clock.ts'

const ORDINALS = '一二三四'

/** 2024年第三季度、2024年上半年、2024年度. */
export function periodName({ year, kind, ordinal }: Pick<ReportRoundView, 'year' | 'kind' | 'ordinal'>): string {
  if (kind === 'quarter') return `${year}年第${ORDINALS[ordinal - 1] ?? ''}季度`
  return kind === 'half' ? `${year}年${ordinal === 1 ? '上' : '下'}半年` : `${year}年度`
}

const ROLE = { lead: '牵头', support: '配合' } as const

function percent({ target, own, together }: ReportLine): number | null {
  if (target === null) return null
  return Math.round(((together ?? own).cumulative / target.quantity) * 100)
}

function nodesText({ nodes }: ReportLine): string {
  return nodes
    .map(({ title, dueOn, doneOn }) => `${title}（${doneOn === null ? `${dueOn}到期，未完成` : `${doneOn}完成`}）`)
    .join('；')
}

/** Columns of the table: what is printed beforehand, then what somebody would have to type. */
const COLUMNS = [
  ['序号', 6],
  ['任务', 34],
  ['职责', 7],
  ['计划', 12],
  ['本期', 9],
  ['累计', 9],
  ['完成%', 8],
  ['场次', 8],
  ['人次', 10],
  ['人数', 10],
  ['本期节点', 30],
  ['说明', 36],
] as const

function cellsOf(line: ReportLine, i: number): (string | number | null)[] {
  const { target, own, work } = line
  return [
    i + 1,
    line.title,
    ROLE[line.role],
    target === null ? '' : `${target.quantity}${target.unit}`,
    own.period,
    own.cumulative,
    percent(line),
    work.deliveries,
    work.personTimes,
    work.persons,
    nodesText(line),
    line.sentence,
  ]
}

const A4: ExcelJS.PaperSize = 9

function sheetOf(workbook: ExcelJS.Workbook, name: string, before: readonly string[]): ExcelJS.Worksheet {
  const sheet = workbook.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: 2 }],
    pageSetup: { paperSize: A4, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  })
  const widths = [...before.map(() => 16), ...COLUMNS.map(([, width]) => width)]
  widths.forEach((width, i) => {
    sheet.getColumn(i + 1).width = width
  })
  return sheet
}

function headed(sheet: ExcelJS.Worksheet, title: string, heading: readonly string[]): void {
  sheet.addRow([title])
  sheet.mergeCells(1, 1, 1, heading.length)
  sheet.getRow(1).font = { bold: true, size: 14 }
  sheet.addRow([...heading])
  sheet.getRow(2).font = { bold: true }
  sheet.getRow(2).alignment = { wrapText: true, vertical: 'middle', horizontal: 'center' }
}

/** One body's report. Text cells are typed as text, so no formula can run. */
export async function reportWorkbook({ round, unitName, content }: ReportView): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  const sheet = sheetOf(workbook, '进展报告', [])
  headed(
    sheet,
    `${unitName}${periodName(round)}全民科学素质工作进展报告`,
    COLUMNS.map(([word]) => word),
  )
  for (const [i, line] of content.lines.entries())
    sheet.addRow(cellsOf(line, i)).alignment = { wrapText: true, vertical: 'top' }
  if (content.remark !== null) sheet.addRow(['说明', content.remark])
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

export interface RoundReports {
  readonly round: ReportRoundView
  readonly reports: readonly { readonly status: string; readonly content: ReportContent }[]
}

const STATUS: Readonly<Record<string, string>> = {
  open: '待确认',
  confirmed: '已确认',
  returned: '已退回',
  accepted: '已通过',
  locked: '已锁定',
}

/** All bodies of a period in one table, in the county's order. */
export async function roundWorkbook({ round, reports }: RoundReports): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  const before = ['单位', '状态']
  const sheet = sheetOf(workbook, '汇总', before)
  headed(sheet, `${periodName(round)}全民科学素质工作进展汇总`, [...before, ...COLUMNS.map(([word]) => word)])
  for (const { status, content } of reports)
    for (const [i, line] of content.lines.entries())
      sheet.addRow([content.unitName, STATUS[status] ?? status, ...cellsOf(line, i)]).alignment = {
        wrapText: true,
        vertical: 'top',
      }
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

const FONT = { eastAsia: '仿宋_GB2312', ascii: 'Times New Roman', hAnsi: 'Times New Roman' }
const HEAVY = { eastAsia: '方正小标宋_GBK', ascii: 'Times New Roman', hAnsi: 'Times New Roman' }
const MM = 56.7

function run(text: string, size: number, heavy = false): TextRun {
  return new TextRun({ text, size, font: heavy ? HEAVY : FONT, color: '000000' })
}

function paragraph(text: string): Paragraph {
  return new Paragraph({
    spacing: { line: 580, lineRule: 'exact' },
    indent: { firstLine: 640 },
    children: [run(text, 32)],
  })
}

function tableCell(text: string, width: number): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.PERCENTAGE },
    children: [new Paragraph({ spacing: { line: 300 }, children: [run(text, 21)] })],
  })
}

const WORD_COLUMNS = [6, 26, 8, 12, 9, 9, 9, 21] as const
const WORD_HEADING = ['序号', '任务', '职责', '计划', '本期', '累计', '完成', '本期节点和说明']

function tableRow(texts: readonly string[], head = false): TableRow {
  return new TableRow({
    tableHeader: head,
    cantSplit: true,
    children: texts.map((text, i) => tableCell(text, WORD_COLUMNS[i] ?? 10)),
  })
}

function wordRow(line: ReportLine, i: number): TableRow {
  const share = percent(line)
  const words = [nodesText(line), line.sentence].filter(Boolean).join('；')
  const planned = line.target === null ? '—' : `${line.target.quantity}${line.target.unit}`
  const numbers = [line.own.period, line.own.cumulative].map(String)
  return tableRow([
    String(i + 1),
    line.title,
    ROLE[line.role],
    planned,
    ...numbers,
    share === null ? '—' : `${share}%`,
    words,
  ])
}

/** One body's report as an official document (GB/T 9704: A4, 仿宋 三号, 28.95 pt a line), ready to be edited. */
export async function reportDocument({ round, unitName, content, confirmed }: ReportView): Promise<Uint8Array> {
  const { total, below } = content
  const sentences = [
    `${periodName(round)}，${unitName}共开展科普工作${total.deliveries}场（次），${total.personTimes}人次参加。`,
    ...(below.length > 0 ? [`其中所属${below.length}个单位的工作由系统从台账汇总。`] : []),
    ...(content.remark === null ? [] : [content.remark]),
  ]
  const document = new Document({
    creator: 'Kepu',
    title: `${unitName}${periodName(round)}进展报告`,
    sections: [
      {
        properties: {
          page: {
            size: { orientation: PageOrientation.PORTRAIT, width: 210 * MM, height: 297 * MM },
            margin: { top: 37 * MM, left: 28 * MM, right: 26 * MM, bottom: 35 * MM },
          },
        },
        children: [
          ...[`${unitName}`, `${periodName(round)}全民科学素质工作进展报告`].map(
            (line) => new Paragraph({ alignment: AlignmentType.CENTER, children: [run(line, 44, true)] }),
          ),
          new Paragraph({ children: [] }),
          ...sentences.map(paragraph),
          new Table({
            width: { size: 100, type: WidthType.PERCENTAGE },
            rows: [tableRow(WORD_HEADING, true), ...content.lines.map(wordRow)],
          }),
          new Paragraph({ children: [] }),
          paragraph(
            confirmed === null
              ? '本报告由系统从工作台账汇总，尚未确认。'
              : `本报告由系统从工作台账汇总，${confirmed.byName}于${dayInShanghai(new Date(confirmed.at))}确认。`,
          ),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}
