import type { AppraisalView, SheetView } from '@kepu/contract/plan-appraisal'
import {
  AlignmentType,
  Document,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import ExcelJS from 'exceljs'
import { itemsFor } from './rules/score.ts'

/** 发布前是草稿: a document for the meeting says what it is. */
function statusLine({ status, sha256, releasedAt }: AppraisalView['header']): string {
  if (status === 'released') return `已发布，${releasedAt?.slice(0, 10)}。校验码 SHA-256：${sha256}`
  return status === 'disclosed' ? '已公示，未发布，仅供内部核对' : '准备中，未公示，仅供内部使用'
}

const points = (value: number | null) => (value === null ? '尚不能算' : String(value))
const groupWords = { departments: '部门单位', townships: '乡镇（街道）' } as const

function cell(text: string, width: number, bold = false): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.PERCENTAGE },
    children: [new Paragraph({ children: [new TextRun({ text, bold })] })],
  })
}

/** `widths` in percent of the page. */
function tableOf(heading: readonly string[], widths: readonly number[], rows: readonly (readonly string[])[]): Table {
  const cells = (texts: readonly string[], bold = false) => texts.map((text, i) => cell(text, widths[i] ?? 20, bold))
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      new TableRow({ tableHeader: true, children: cells(heading, true) }),
      ...rows.map((row) => new TableRow({ cantSplit: true, children: cells(row) })),
    ],
  })
}

function documentOf(title: string, lines: readonly string[], body: readonly (Paragraph | Table)[]): Promise<Buffer> {
  const document = new Document({
    title,
    creator: '科普',
    styles: { default: { document: { run: { font: { ascii: 'Times New Roman', eastAsia: '仿宋' }, size: 28 } } } },
    sections: [
      {
        children: [
          new Paragraph({
            heading: HeadingLevel.TITLE,
            alignment: AlignmentType.CENTER,
            children: [new TextRun({ text: title, font: { eastAsia: '方正小标宋简体' }, size: 40 })],
          }),
          ...lines.map(
            (text) => new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text, size: 22 })] }),
          ),
          ...body,
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}

/** The result for the meeting: bodies in the official order with points and grade, objections and answers; no rank. */
export async function appraisalDocument({ header, sheets, objections }: AppraisalView): Promise<Uint8Array> {
  const groups = (['departments', 'townships'] as const).filter((group) => sheets.some((one) => one.group === group))
  const body = groups.flatMap((group) => [
    new Paragraph({ heading: HeadingLevel.HEADING_1, text: groupWords[group] }),
    tableOf(
      ['单位', '得分', '等次'],
      [50, 25, 25],
      sheets.filter((one) => one.group === group).map((one) => [one.unitName, points(one.total), one.grade ?? '—']),
    ),
  ])
  const answered = objections.filter(({ state }) => state !== 'open')
  const about = [
    new Paragraph({ heading: HeadingLevel.HEADING_1, text: '异议和答复' }),
    answered.length === 0
      ? new Paragraph('没有异议。')
      : tableOf(
          ['单位', '项目', '异议', '答复'],
          [18, 18, 32, 32],
          answered.map((one) => [
            one.unitName,
            one.itemTitle,
            one.reason,
            `${one.state === 'upheld' ? `采纳，改为 ${one.newScore} 分` : '未采纳'}：${one.answer ?? ''}`,
          ]),
        ),
  ]
  const lines = [`（数据截至 ${header.asOf ?? '—'}，单位按规定顺序排列，不按得分排名）`, statusLine(header)]
  return new Uint8Array(await documentOf(header.title, lines, [...body, ...about]))
}

export async function appraisalWorkbook({ header, sheets }: AppraisalView): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('考核结果', {
    views: [{ state: 'frozen', ySplit: 3 }],
    pageSetup: { fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  })
  sheet.addRow([header.title])
  sheet.getRow(1).font = { bold: true, size: 14 }
  sheet.addRow([`数据截至 ${header.asOf ?? '—'}；单位按规定顺序排列，不按得分排名。${statusLine(header)}`])
  sheet.addRow(['类别', '单位', '得分', '等次'])
  sheet.getRow(3).font = { bold: true }
  for (const { group, unitName, total, grade } of sheets)
    sheet.addRow([groupWords[group], unitName, total, grade ?? ''])
  sheet.columns.forEach((column, i) => {
    column.width = [16, 30, 10, 12][i] ?? 12
  })
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

/** One body's sheet: every item with its numbers. */
export async function sheetDocument({ header, scheme, sheet }: SheetView): Promise<Uint8Array> {
  const found = new Map(sheet.items.map((item) => [item.itemId, item]))
  const rows = itemsFor(scheme, sheet.group).map((item) => {
    const scored = found.get(item.id)
    const why = scored?.corrected?.reason ?? scored?.entered?.reason ?? numbersOf(scored?.parts ?? [])
    const score = scored?.state === 'absent' ? '缺项' : points(scored?.score ?? null)
    return [item.title, String(item.points), score, why]
  })
  const lines = [
    `${sheet.unitName}　得分 ${points(sheet.total)}　等次 ${sheet.grade ?? '—'}`,
    `（数据截至 ${header.asOf ?? '—'}）${statusLine(header)}`,
  ]
  const body = [tableOf(['项目', '分值', '得分', '依据'], [24, 10, 12, 54], rows)]
  return new Uint8Array(await documentOf(`${header.title}评分表`, lines, body))
}

function numbersOf(parts: SheetView['sheet']['items'][number]['parts']): string {
  return parts.map(({ title, achieved, of, unit }) => (of > 0 ? `${title} ${achieved}/${of}${unit}` : title)).join('；')
}
