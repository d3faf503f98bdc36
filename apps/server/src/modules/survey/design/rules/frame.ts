import type { FrameProblem, FrameVillage } from '@kepu/contract/survey'

/** Headings that a frame may have, the first as the template writes it. */
export const frameColumns = {
  code: ['村（社区）代码', '代码', '编码', '区划代码'],
  name: ['村（社区）名称', '名称', '村名'],
  urban: ['城乡', '城乡分类', '城乡分类代码'],
  households: ['户数', '常住户数'],
  adults: ['18—69岁人口', '18-69岁人口', '18~69岁人口', '成年人口', '人口'],
} as const
export type FrameColumn = keyof typeof frameColumns

/** A row of the upload as text; `row` is its number in the file. */
export interface FrameRow {
  readonly row: number
  readonly cells: Readonly<Record<FrameColumn, string>>
}

const TOWN = /^(城|城镇|城市|镇|1\d\d)$/
const COUNTRY = /^(乡|乡村|农村|村|2\d\d)$/
const MOST = 1_000_000

/** A whole number of people or households as offices write it: 1,234 or 1234.0. */
function wholeOf(text: string): number | null {
  const plain = text.normalize('NFKC').replaceAll(/[,\s]/g, '')
  return /^\d+(\.0+)?$/.test(plain) ? Math.trunc(Number(plain)) : null
}

function urbanOf(text: string): boolean | null {
  const plain = text.normalize('NFKC').trim()
  if (TOWN.test(plain)) return true
  return COUNTRY.test(plain) ? false : null
}

interface Known {
  /** Villages of the county: code → name. */
  readonly villages: ReadonlyMap<string, string>
}

function understandRow({ cells, row }: FrameRow, known: Known): FrameVillage | FrameProblem[] {
  const problems: FrameProblem[] = []
  const wrong = (column: FrameColumn, message: string) =>
    void problems.push({ row, column: frameColumns[column][0], message })
  const code = cells.code.normalize('NFKC').replaceAll(/\s/g, '')
  const name = known.villages.get(code)
  if (!/^\d{12}$/.test(code)) wrong('code', `“${cells.code}”不是 12 位代码`)
  else if (name === undefined) wrong('code', `代码 ${code} 不是本县的村或社区`)
  const urban = urbanOf(cells.urban)
  if (urban === null) wrong('urban', `“${cells.urban}”应为“城镇”或“乡村”`)
  const households = wholeOf(cells.households)
  if (households === null) wrong('households', `“${cells.households}”不是整数`)
  else if (households === 0) wrong('households', '户数为 0：没有住户的村请从表中删去')
  const adults = wholeOf(cells.adults)
  if (adults === null) wrong('adults', `“${cells.adults}”不是整数`)
  else if (adults === 0) wrong('adults', '人口为 0：没有 18—69 岁居民的村请从表中删去')
  for (const [column, count] of [
    ['households', households],
    ['adults', adults],
  ] as const)
    if (count !== null && count > MOST) wrong(column, `${count} 过大，请核对`)
  if (households !== null && adults !== null && adults > 0 && households > adults * 2)
    wrong('households', `${households} 户只有 ${adults} 名 18—69 岁居民，请核对是否填反`)
  if (problems.length > 0 || urban === null || households === null || adults === null) return problems
  return { code, name: name ?? cells.name, urban, households, adults }
}

/** Rows of an upload as villages, in order of code, with everything that is wrong with them. */
export function understandFrame(rows: readonly FrameRow[], known: Known) {
  const villages = new Map<string, FrameVillage>()
  const rowOf = new Map<string, number>()
  const problems: FrameProblem[] = []
  for (const one of rows) {
    const village = understandRow(one, known)
    if (Array.isArray(village)) {
      problems.push(...village)
      continue
    }
    const before = rowOf.get(village.code)
    if (before === undefined) {
      villages.set(village.code, village)
      rowOf.set(village.code, one.row)
    } else {
      const message = `代码 ${village.code} 与第 ${before} 行重复`
      problems.push({ row: one.row, column: frameColumns.code[0], message })
    }
  }
  return { villages: [...villages.values()].sort((a, b) => (a.code < b.code ? -1 : 1)), problems }
}
