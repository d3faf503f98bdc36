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
  VerticalMergeType,
  WidthType,
} from 'docx'

export interface PlanMeasure {
  readonly title: string
  readonly text: string
}

export interface PlanTask {
  readonly title: string
  readonly text: string
  readonly measures: readonly PlanMeasure[]
  readonly lead: readonly string[]
  readonly responsible: readonly string[]
}

export interface PlanCategory {
  readonly name: string
  readonly text: string
  readonly tasks: readonly PlanTask[]
}

/** 县教委、县科协 → one name each. */
export const bodies = (names: string): string[] => names.split('、')

/** A demonstration plan as its author thinks of it: the document is made from this, and the importer has to find it again. */
export interface PlanText {
  readonly title: string
  readonly issuer: string
  /** Day of issue, ISO. */
  readonly issuedOn: string
  readonly opening: readonly string[]
  /** Numbered chapters before the tasks. */
  readonly chapters: readonly { readonly title: string; readonly text: readonly string[] }[]
  /** Categories of tasks, each a chapter. */
  readonly categories: readonly PlanCategory[]
  readonly phases: readonly string[]
  readonly closing: readonly string[]
}

const DIGITS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']
const digit = (index: number) => DIGITS[index] ?? String(index + 1)

const plain = (text: string) => new Paragraph({ children: [new TextRun(text)], indent: { firstLine: 640 } })
const centred = (text: string) =>
  new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text, bold: true })] })

/** The plan as a Word document: letter, title, chapters, tasks with measures, phases, and a table of who answers for what. */
export async function planDocument(plan: PlanText): Promise<Uint8Array> {
  const document = new Document({
    creator: 'Kepu',
    title: plan.title,
    sections: [{ children: [...letter(plan), ...body(plan), ...dutyTable(plan)] }],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

function letter({ issuer, title, issuedOn }: PlanText): Paragraph[] {
  const [year, month, day] = issuedOn.split('-').map(Number)
  return [
    centred(issuer),
    centred(`关于印发${title}的通知`),
    new Paragraph('各乡镇、街道，县级各部门：'),
    plain('现将这份方案印发给你们，请认真抓好落实。'),
    new Paragraph({ alignment: AlignmentType.RIGHT, children: [new TextRun(issuer)] }),
    new Paragraph({ alignment: AlignmentType.RIGHT, children: [new TextRun(`${year}年${month}月${day}日`)] }),
  ]
}

function body({ title, opening, chapters, categories, phases, closing }: PlanText): Paragraph[] {
  const heading = (index: number, text: string) =>
    new Paragraph({ heading: HeadingLevel.HEADING_1, children: [new TextRun(`${digit(index)}、${text}`)] })
  const after = chapters.length + categories.length
  return [
    centred(title),
    ...opening.map(plain),
    ...chapters.flatMap((chapter, i) => [heading(i, chapter.title), ...chapter.text.map(plain)]),
    ...categories.flatMap((category, i) => [
      heading(chapters.length + i, category.name),
      plain(category.text),
      ...category.tasks.flatMap(taskParagraphs),
    ]),
    heading(after, '实施步骤'),
    ...phases.map(plain),
    heading(after + 1, '保障措施'),
    ...closing.map(plain),
  ]
}

function taskParagraphs({ title, text, measures }: PlanTask, index: number): Paragraph[] {
  return [
    new Paragraph({ heading: HeadingLevel.HEADING_2, children: [new TextRun(`（${digit(index)}）${title}。`)] }),
    plain(text),
    ...measures.map((measure, m) => plain(`${m + 1}．${measure.title}。${measure.text}`)),
  ]
}

/** 附件: category cells merged over their tasks. */
function dutyTable({ categories }: PlanText): (Paragraph | Table)[] {
  const cell = (text: string, merge?: 'restart' | 'continue') =>
    new TableCell({
      children: [new Paragraph(text)],
      ...(merge ? { verticalMerge: merge === 'restart' ? VerticalMergeType.RESTART : VerticalMergeType.CONTINUE } : {}),
    })
  const head = new TableRow({
    tableHeader: true,
    children: ['类别', '序号', '重点任务', '牵头单位', '责任单位'].map((text) => cell(text)),
  })
  const rows = categories.flatMap(({ name, tasks }) =>
    tasks.map(
      ({ title, lead, responsible }, i) =>
        new TableRow({
          children: [
            cell(i === 0 ? name : '', i === 0 ? 'restart' : 'continue'),
            cell(String(i + 1)),
            cell(title),
            cell(lead.join('、')),
            cell(responsible.join('、')),
          ],
        }),
    ),
  )
  return [
    new Paragraph('附件'),
    centred('重点任务分工表'),
    new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, rows: [head, ...rows] }),
  ]
}
