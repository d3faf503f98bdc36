import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'

/** Duties of a task: number, title, lead bodies, responsible bodies. */
export type Duty = readonly [title: string, lead: string, responsible: string]

/** An invented plan of the invented county; what a story wants otherwise it says. */
export interface PlanWish {
  readonly target?: number
  readonly documentNumber?: string
  readonly issuedOn?: string
  readonly duties?: readonly Duty[]
}

const DUTIES: readonly Duty[] = [
  ['青少年科学素质提升行动', '县教委', '县科协、县卫生健康委'],
  ['农民科学素质提升行动', '县农业农村委', '县科协'],
  ['老年人科学素质提升行动', '县卫生健康委', '县科协、各乡镇'],
]

function paragraphs({
  target = 12,
  documentNumber = '青屏府发〔2022〕1号',
  issuedOn = '2022年1月10日',
}: PlanWish): string[] {
  return [
    '青屏县人民政府',
    '关于印发青屏县全民科学素质行动规划纲要',
    '实施方案（2021—2025年）的通知',
    documentNumber,
    '各乡镇人民政府，县政府各部门：',
    '现将《青屏县全民科学素质行动规划纲要实施方案（2021—2025年）》印发给你们，请认真贯彻执行。',
    '青屏县人民政府',
    issuedOn,
    '青屏县全民科学素质行动规划纲要实施方案（2021—2025年）',
    '一、目标任务',
    `2020年全县公民具备科学素质的比例为8%。到2025年，全县公民具备科学素质的比例达到${target}%。`,
    '二、提升行动',
  ]
}

function sections(duties: readonly Duty[]): string[] {
  const numerals = '一二三四五六七八九'
  return duties.flatMap(([title], i) => [
    `（${numerals[i]}）${title}。`,
    `1.${title.slice(0, 3)}课堂。按季度开展，务求实效。`,
    `2.${title.slice(0, 3)}读物。按年度发放，务求实效。`,
  ])
}

const cell = (text: string) => new TableCell({ children: [new Paragraph(text)] })

/** The plan as a Word document with its table of duties: what a county office really sends. */
export async function planDocument(wish: PlanWish = {}): Promise<Uint8Array> {
  const duties = wish.duties ?? DUTIES
  const rows = [['序号', '重点任务', '牵头单位', '责任单位'], ...duties.map((duty, i) => [String(i + 1), ...duty])].map(
    (cells) => new TableRow({ children: cells.map(cell) }),
  )
  const text = [...paragraphs(wish), ...sections(duties), '附件', '青屏县全民科学素质工作重点任务分工表']
  const children = [...text.map((line) => new Paragraph(line)), new Table({ rows })]
  return new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children }] })))
}
