import {
  AlignmentType,
  Document,
  HeadingLevel,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalMergeType,
} from 'docx'
import { describe, expect, test } from 'vitest'
import { Dice, type InventedPlan, inventPlan } from './fixtures/plan.ts'
import { parsePlanFile } from './index.ts'

const atTask = { unitsWithMeasures: false, firstLeads: false, deadlines: false }
const atMeasure = { unitsWithMeasures: true, firstLeads: false, deadlines: false }

const words = (text: string) => new Paragraph({ children: text === '' ? [] : [new TextRun(text)] })
const cell = (text: string, options: { span?: number; merge?: 'restart' | 'continue' } = {}) =>
  new TableCell({
    children: text.split('\n').map(words),
    ...(options.span ? { columnSpan: options.span } : {}),
    ...(options.merge
      ? { verticalMerge: options.merge === 'restart' ? VerticalMergeType.RESTART : VerticalMergeType.CONTINUE }
      : {}),
  })
const row = (cells: TableCell[]) => new TableRow({ children: cells })

const listStyle = {
  config: [
    {
      reference: 'official',
      levels: [
        { level: 0, format: LevelFormat.CHINESE_COUNTING, text: '%1、', alignment: AlignmentType.START },
        { level: 1, format: LevelFormat.CHINESE_COUNTING, text: '（%2）', alignment: AlignmentType.START },
        { level: 2, format: LevelFormat.DECIMAL, text: '%3.', alignment: AlignmentType.START },
      ],
    },
  ],
}

async function write(children: (Paragraph | Table)[]): Promise<Uint8Array> {
  return new Uint8Array(await Packer.toBuffer(new Document({ numbering: listStyle, sections: [{ children }] })))
}

function head(plan: InventedPlan): Paragraph[] {
  const [year, month, day] = plan.issuedOn.split('-').map(Number)
  return [
    plan.issuer,
    `关于印发${plan.title}的通知`,
    plan.documentNumber ?? '',
    `各乡镇人民政府，${plan.level}政府各部门：`,
    `现将《${plan.title}》印发给你们。`,
    plan.issuer,
    `${year}年${month}月${day}日`,
    plan.title,
  ].map(words)
}

/** The outline with the numbers that Word keeps for itself. */
function numberedBody(plan: InventedPlan): Paragraph[] {
  const at = (level: number, text: string) =>
    new Paragraph({ numbering: { reference: 'official', level }, children: [new TextRun(text)] })
  const section = (category: string) => [
    at(0, category),
    ...plan.tasks
      .filter((task) => task.category === category)
      .flatMap((task) => [
        at(1, `${task.title}。`),
        ...task.measures.map(({ title }) => at(2, `${title}。压实责任，务求实效。`)),
      ]),
  ]
  return [
    at(0, '工作目标'),
    words(`到${plan.period.end}年，公民具备科学素质的比例达到${plan.indicator.target}%。`),
    ...section('提升行动'),
    ...section('重点工程'),
  ]
}

const join = (names: readonly string[]) => names.join('、')

/** Kind cells merged downwards, head in two rows (责任分工 over 牵头 and 责任), a kind broken over two paragraphs. */
function mergedTable(plan: InventedPlan): Table {
  return new Table({
    rows: [
      row([cell('类别', { merge: 'restart' }), cell('任务内容', { merge: 'restart' }), cell('责任分工', { span: 2 })]),
      row([cell('', { merge: 'continue' }), cell('', { merge: 'continue' }), cell('牵头部门'), cell('责任部门')]),
      ...plan.tasks.map((task) => {
        const kind =
          task.number === 1
            ? cell(`${task.category.slice(0, 2)}\n${task.category.slice(2)}`, { merge: 'restart' })
            : cell('', { merge: 'continue' })
        return row([kind, cell(`${task.number}.${task.title}`), cell(join(task.lead)), cell(join(task.responsible))])
      }),
    ],
  })
}

/** Task cells merged downwards over a row for each measure; rows across the table name the kinds. */
function measureTable(plan: InventedPlan): Table {
  const kinds = ['提升行动', '重点工程'].map((category, i) => [
    row([cell(`${'一二'.charAt(i)}、${category}`, { span: 4 })]),
    ...plan.tasks
      .filter((task) => task.category === category)
      .flatMap((task) =>
        task.measures.map((item, j) =>
          row([
            j === 0 ? cell(task.title, { merge: 'restart' }) : cell('', { merge: 'continue' }),
            cell(`${j + 1}.${item.title}`),
            cell(join(item.lead)),
            cell(join(item.responsible)),
          ]),
        ),
      ),
  ])
  return new Table({
    rows: [row(['重点任务', '主要举措', '牵头单位', '配合单位'].map((text) => cell(text))), ...kinds.flat()],
  })
}

const seeds = Array.from({ length: 12 }, (_, i) => i + 1)

describe('Word files', () => {
  test.each(seeds)('numbered outline and merged table, seed %i', async (seed) => {
    const plan = inventPlan(seed, atTask)
    const bytes = await write([
      ...head(plan),
      ...numberedBody(plan),
      words(`${plan.locality}重点任务分工`),
      mergedTable(plan),
    ])
    const { proposal, text } = await parsePlanFile(bytes, 'plan.docx')

    const { title, issuer, documentNumber, issuedOn, period } = plan
    expect(proposal).toMatchObject({ title, issuer, documentNumber, issuedOn, period })
    expect(proposal.tasks).toMatchObject(
      plan.tasks.map(({ category, number, title, lead, responsible, measures }) => ({
        category,
        number,
        title,
        lead,
        responsible,
        measures: measures.map((item, i) => ({ number: i + 1, title: item.title })),
      })),
    )
    for (const unit of proposal.units) for (const span of unit.spans) expect(text.slice(...span)).toBe(unit.name)
  })

  test.each(seeds)('a table alone, with merged task cells and a row for each measure, seed %i', async (seed) => {
    const plan = inventPlan(seed, atMeasure)
    const { proposal } = await parsePlanFile(await write([...head(plan), measureTable(plan)]), 'plan.docx')

    expect(proposal.tasks).toMatchObject(
      plan.tasks.map(({ category, number, title, measures }) => ({
        category,
        number,
        title,
        lead: [],
        responsible: [],
        measures: measures.map(({ title, lead, responsible }) => ({ title, lead, responsible })),
      })),
    )
  })

  test('headings by style, without a number', async () => {
    const plan = inventPlan(3, atTask)
    const styled = (text: string, heading: (typeof HeadingLevel)[keyof typeof HeadingLevel]) =>
      new Paragraph({ heading, children: [new TextRun(text)] })
    const bytes = await write([
      ...head(plan),
      ...(['提升行动', '重点工程'] as const).flatMap((category) => [
        styled(category, HeadingLevel.HEADING_1),
        ...plan.tasks
          .filter((task) => task.category === category)
          .flatMap((task) => [
            styled(task.title, HeadingLevel.HEADING_2),
            words(`牵头单位：${join(task.lead)}`),
            words(`责任单位：${join(task.responsible)}`),
            ...task.measures.map((item) => words(`${item.title}。压实责任，务求实效。`)),
          ]),
      ]),
    ])
    const { proposal } = await parsePlanFile(bytes, 'plan.docx')
    expect(proposal.tasks).toMatchObject(
      plan.tasks.map(({ category, number, title, lead, responsible, measures }) => ({
        category,
        number,
        title,
        lead,
        responsible,
        measures: measures.map(({ title }) => ({ title })),
      })),
    )
  })

  test('a table inside a table of one cell, and one nested in a cell', async () => {
    const plan = inventPlan(5, atTask)
    const frame = new Table({ rows: [row([new TableCell({ children: [mergedTable(plan)] })])] })
    const nested = new Table({
      rows: [
        row([cell('任务'), cell('责任单位')]),
        row([
          cell('实施科普书屋工程'),
          new TableCell({ children: [new Table({ rows: [row([cell('县科协'), cell('县教育局')])] }), words('')] }),
        ]),
      ],
    })
    const framed = await parsePlanFile(await write([...head(plan), frame]), 'plan.docx')
    expect(framed.proposal.tasks).toMatchObject(
      plan.tasks.map(({ title, lead, responsible }) => ({ title, lead, responsible })),
    )
    const inner = await parsePlanFile(await write([...head(plan), nested]), 'plan.docx')
    expect(inner.proposal.tasks).toMatchObject([{ title: '实施科普书屋工程', responsible: ['县科协', '县教育局'] }])
  })

  test('a table of 10,000 rows', { timeout: 60_000 }, async () => {
    const dice = new Dice(1)
    const rows = Array.from({ length: 10_000 }, (_, i) =>
      row([cell(`实施第${i}项科普工程`), cell(dice.pick(['县科协', '县教育局'])), cell('县妇联、县气象局')]),
    )
    const table = new Table({ rows: [row(['任务', '牵头单位', '责任单位'].map((text) => cell(text))), ...rows] })
    const { proposal } = await parsePlanFile(await write([words('云溪县全民科学素质工作任务清单'), table]), 'big.docx')
    expect(proposal.tasks).toHaveLength(10_000)
    expect(proposal.tasks[9_999]).toMatchObject({ title: '实施第9999项科普工程', responsible: ['县妇联', '县气象局'] })
  })
})
