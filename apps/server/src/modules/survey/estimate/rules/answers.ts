import type { FrameProblem } from '@kepu/contract/survey'

/** One respondent as the estimate needs them: nothing that tells who it is. */
export interface Respondent {
  readonly village: string
  readonly sex: number
  readonly age: number
  readonly education: number
  /** Adults of 18 to 69 in the household: one of them was asked. */
  readonly eligible: number
  readonly score: number
}

export const answerColumns = {
  village: ['村（社区）代码', '村代码', '代码'],
  sex: ['性别'],
  age: ['年龄'],
  education: ['文化程度', '学历', '受教育程度'],
  eligible: ['户内18—69岁人数', '户内18-69岁人数', '家庭18-69岁人数'],
  score: ['得分', '总分', '分数'],
} as const
export type AnswerColumn = keyof typeof answerColumns

/** Headings of columns that tell who somebody is: a file with one of them isn't taken. */
export const personalColumns = [
  '姓名',
  '名字',
  '电话',
  '手机',
  '手机号',
  '联系电话',
  '身份证',
  '身份证号',
  '住址',
  '地址',
  '门牌号',
] as const

export interface AnswerRow {
  readonly row: number
  readonly cells: Readonly<Record<AnswerColumn, string>>
}

const SEX = new Map([
  ['男', 0],
  ['1', 0],
  ['女', 1],
  ['2', 1],
])
const EDUCATION: readonly RegExp[] = [
  /^(不识字|文盲|未上学|小学|小学及以下)$/,
  /^(初中)$/,
  /^(高中|中专|职高|技校|高中（中专）|高中\(中专\)|高中（中专、技校）)$/,
  /^(大专|专科|大学专科)$/,
  /^(本科|大学本科|本科及以上|研究生|硕士|博士|大学本科及以上)$/,
]

function numberOf(text: string, whole: boolean): number | null {
  const plain = text.normalize('NFKC').replaceAll(/\s/g, '')
  const pattern = whole ? /^\d+(\.0+)?$/ : /^\d+(\.\d+)?$/
  return pattern.test(plain) ? Number(plain) : null
}

function understandRow({ row, cells }: AnswerRow, drawn: ReadonlySet<string>): Respondent | FrameProblem[] {
  const problems: FrameProblem[] = []
  const wrong = (column: AnswerColumn, message: string) =>
    void problems.push({ row, column: answerColumns[column][0], message })
  const within = (column: AnswerColumn, low: number, high: number, whole: boolean) => {
    const value = numberOf(cells[column], whole)
    if (value === null || value < low || value > high) {
      wrong(column, `“${cells[column]}”应为 ${low}—${high} 的${whole ? '整数' : '数'}`)
      return 0
    }
    return value
  }
  const village = cells.village.normalize('NFKC').replaceAll(/\s/g, '')
  if (!drawn.has(village)) wrong('village', `代码“${cells.village}”不在抽中的村（社区）里`)
  const sex = SEX.get(cells.sex.normalize('NFKC').trim()) ?? -1
  if (sex < 0) wrong('sex', `“${cells.sex}”应为“男”或“女”`)
  const education = EDUCATION.findIndex((pattern) => pattern.test(cells.education.trim()))
  if (education < 0) wrong('education', `“${cells.education}”不是可识别的文化程度（如初中、高中、大专、本科）`)
  const age = within('age', 18, 69, true)
  const eligible = within('eligible', 1, 20, true)
  const score = within('score', 0, 100, false)
  return problems.length > 0 ? problems : { village, sex, age, education, eligible, score }
}

/** Rows of an upload as respondents, with everything that is wrong with them. */
export function understandAnswers(rows: readonly AnswerRow[], drawn: ReadonlySet<string>) {
  const respondents: Respondent[] = []
  const problems: FrameProblem[] = []
  for (const one of rows) {
    const answer = understandRow(one, drawn)
    if (Array.isArray(answer)) problems.push(...answer)
    else respondents.push(answer)
  }
  return { respondents, problems }
}

const STARTS = [18, 30, 40, 50, 60] as const

/** Place among the age groups of the contract. */
export function ageGroupOf(age: number): number {
  return STARTS.findLastIndex((start) => age >= start)
}
