import type { MatrixView, PlanView } from '@kepu/contract/plan'
import {
  AlignmentType,
  Document,
  HeadingLevel,
  Packer,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalMergeType,
  WidthType,
} from 'docx'
import ExcelJS from 'exceljs'

/** Paper size 9 in the file format; the printer scales it to A3 as well. */
const A4: ExcelJS.PaperSize = 9
const MARK = { lead: '牵头', responsible: '责任', implementer: '实施' } as const

/** 任务分工矩阵 as a workbook: bodies down, tasks across, as it's pinned to the wall. */
export async function matrixWorkbook(matrix: MatrixView): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('任务分工矩阵', {
    views: [{ state: 'frozen', xSplit: 1, ySplit: 2 }],
    pageSetup: { paperSize: A4, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  })
  sheet.addRow([matrix.title])
  sheet.mergeCells(1, 1, 1, matrix.tasks.length + 3)
  sheet.getRow(1).font = { bold: true, size: 14 }
  sheet.addRow([
    '单位',
    ...matrix.tasks.map((task) => `${task.category ?? ''}${task.number}\n${task.title}`),
    '牵头',
    '责任',
  ])
  const heading = sheet.getRow(2)
  heading.height = 84
  heading.font = { bold: true }
  heading.alignment = { wrapText: true, vertical: 'middle', horizontal: 'center' }
  const roleAt = new Map(matrix.cells.map((cell) => [`${cell.task}/${cell.unit}`, cell.role]))
  matrix.units.forEach((unit, u) => {
    const marks = matrix.tasks.map((_, t) => {
      const role = roleAt.get(`${t}/${u}`)
      return role ? MARK[role] : ''
    })
    const row = sheet.addRow([unit.name, ...marks, unit.leads, unit.supports])
    row.eachCell((cell) => {
      cell.alignment = { horizontal: 'center' }
      if (cell.value === MARK.lead) {
        cell.font = { bold: true }
        cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFDE3C8' } }
      }
    })
  })
  sheet.getColumn(1).width = 22
  for (let column = 2; column <= matrix.tasks.length + 3; column++) sheet.getColumn(column).width = 13
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

const FONT = { eastAsia: '仿宋_GB2312', ascii: 'Times New Roman', hAnsi: 'Times New Roman' }
const HEAVY = { eastAsia: '方正小标宋_GBK', ascii: 'Times New Roman', hAnsi: 'Times New Roman' }

function cell(
  text: string,
  width: number,
  options: { bold?: boolean; merge?: 'restart' | 'continue' } = {},
): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.PERCENTAGE },
    ...(options.merge
      ? { verticalMerge: options.merge === 'restart' ? VerticalMergeType.RESTART : VerticalMergeType.CONTINUE }
      : {}),
    children: [
      new Paragraph({
        spacing: { line: 300 },
        children: [new TextRun({ text, size: 21, font: FONT, bold: options.bold ?? false })],
      }),
    ],
  })
}

/** 重点任务分工 as an official document's table (GB/T 9704: A4, 37 mm and 28 mm margins, 仿宋). */
export async function dutiesDocument(plan: PlanView): Promise<Uint8Array> {
  const head = new TableRow({
    tableHeader: true,
    children: [
      cell('类别', 10, { bold: true }),
      cell('任务内容', 22, { bold: true }),
      cell('牵头部门', 20, { bold: true }),
      cell('责任部门', 48, { bold: true }),
    ],
  })
  const rows = plan.tasks.map((task, i) => {
    const first = plan.tasks[i - 1]?.category !== task.category
    const names = (list: readonly { asWritten: string }[]) => list.map((body) => body.asWritten).join('、')
    return new TableRow({
      cantSplit: true,
      children: [
        cell(first ? (task.category ?? '') : '', 10, { merge: first ? 'restart' : 'continue' }),
        cell(`${task.number}.${task.title}`, 22),
        cell(names(task.lead), 20),
        cell(names(task.responsible), 48),
      ],
    })
  })
  const MM = 56.7
  const document = new Document({
    creator: 'Kepu',
    title: plan.header.title,
    sections: [
      {
        properties: {
          page: {
            size: { orientation: PageOrientation.PORTRAIT, width: 210 * MM, height: 297 * MM },
            margin: { top: 37 * MM, left: 28 * MM, right: 26 * MM, bottom: 35 * MM },
          },
        },
        children: [
          new Paragraph({
            heading: HeadingLevel.TITLE,
            alignment: AlignmentType.CENTER,
            spacing: { after: 300 },
            children: [
              new TextRun({ text: `${plan.header.title}重点任务分工`, size: 44, font: HEAVY, color: '000000' }),
            ],
          }),
          new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, rows: [head, ...rows] }),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}
