import type { AnnualTaskView, YearPlanView } from '@kepu/contract/plan-year'
import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { scopeWords } from './columns.ts'

const FONT = { eastAsia: '仿宋_GB2312', ascii: 'Times New Roman', hAnsi: 'Times New Roman' }
const HEAVY = { eastAsia: '方正小标宋_GBK', ascii: 'Times New Roman', hAnsi: 'Times New Roman' }
const MM = 56.7
/** More names than that are counted: a cell with 29 townships is no table any more. */
const MOST_NAMES = 8

function cell(text: string, width: number, bold = false): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.PERCENTAGE },
    children: text.split('\n').map(
      (line) =>
        new Paragraph({
          spacing: { line: 280 },
          children: [new TextRun({ text: line, size: 20, font: FONT, bold })],
        }),
    ),
  })
}

const HEAD = [
  ['序号', 5],
  ['任务', 21],
  ['目标和成果', 16],
  ['牵头单位', 14],
  ['配合单位', 20],
  ['时间节点', 24],
] as const

/** 年度任务清单 as an official document's table: A4 across, 仿宋, a heading on every page. */
export async function yearDocument({ header, tasks }: YearPlanView): Promise<Uint8Array> {
  const head = new TableRow({
    tableHeader: true,
    children: HEAD.map(([text, width]) => cell(text, width, true)),
  })
  const rows = tasks
    .filter(({ status }) => status === 'active')
    .map(
      (task, i) =>
        new TableRow({
          cantSplit: true,
          children: cellsOf(task, i + 1).map((text, c) => cell(text, HEAD[c]?.[1] ?? 10)),
        }),
    )
  const document = new Document({
    creator: 'Kepu',
    title: header.title,
    sections: [
      {
        properties: {
          page: {
            size: { orientation: PageOrientation.LANDSCAPE, width: 210 * MM, height: 297 * MM },
            margin: { top: 28 * MM, left: 26 * MM, right: 26 * MM, bottom: 28 * MM },
          },
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: 24, font: FONT })],
              }),
            ],
          }),
        },
        children: [
          new Paragraph({
            heading: HeadingLevel.TITLE,
            alignment: AlignmentType.CENTER,
            spacing: { after: 240 },
            children: [new TextRun({ text: `${header.title}任务清单`, size: 44, font: HEAVY, color: '000000' })],
          }),
          new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, rows: [head, ...rows] }),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

function cellsOf(task: AnnualTaskView, number: number): string[] {
  const { target } = task
  const amount = target && `${scopeWords[target.scope]} ${target.quantity} ${target.unit}`
  return [
    String(number),
    `${task.title}\n（${task.label} ${task.measureTitle ?? task.taskTitle}）`,
    [amount, task.deliverable].filter(Boolean).join('\n'),
    names(task, 'lead'),
    names(task, 'support'),
    task.nodes
      .map(
        ({ title, dueOn, quantity }) => `${monthAndDay(dueOn)} ${title}${quantity === null ? '' : `（${quantity}）`}`,
      )
      .join('\n'),
  ]
}

function names(task: AnnualTaskView, role: 'lead' | 'support'): string {
  const own = task.duties.filter((duty) => duty.role === role).map(({ unitName }) => unitName)
  if (own.length <= MOST_NAMES) return own.join('、')
  return `${own.slice(0, MOST_NAMES).join('、')}等 ${own.length} 个单位`
}

function monthAndDay(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`
}
