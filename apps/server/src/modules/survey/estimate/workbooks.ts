import type { EstimateView } from '@kepu/contract/survey-estimate'
import ExcelJS from 'exceljs'
import { answerColumns } from './rules/answers.ts'

async function bytesOf(workbook: ExcelJS.Workbook): Promise<Uint8Array> {
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

/** The heading that answers are read by, and what each column may hold. */
export async function answersTemplate(): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('答卷', { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.addRow(Object.values(answerColumns).map(([name]) => name))
  sheet.getRow(1).font = { bold: true }
  sheet.columns.forEach((column) => {
    column.width = 20
  })
  const lists: readonly (readonly [number, string])[] = [
    [2, '男,女'],
    [4, '小学及以下,初中,高中（中专）,大专,本科及以上'],
  ]
  for (const [column, words] of lists)
    for (let row = 2; row <= 300; row++)
      sheet.getCell(row, column).dataValidation = { type: 'list', allowBlank: true, formulae: [`"${words}"`] }
  const how = workbook.addWorksheet('填写说明')
  for (const line of [
    '每份有效答卷一行；不要填写姓名、电话、住址等能认出本人的内容，含有这些列的文件不接收。',
    '村（社区）代码：样本表里的 12 位代码。年龄：18—69。户内18—69岁人数：这一户有几名 18—69 岁的人。得分：0—100。',
  ])
    how.addRow([line])
  how.getColumn(1).width = 90
  return bytesOf(workbook)
}

const TRAITS = { sex: '性别', age: '年龄', education: '文化程度', residence: '城乡', township: '乡镇（街道）' } as const

/** The estimate as tables: the whole, the groups, the steps of weighting, the recipe. Shares are per cent. */
export async function estimateWorkbook({ result, recipe, method, sha256 }: EstimateView): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  const percent = (share: number | null) => (share === null ? null : Math.round(share * 10_000) / 100)
  const groups = workbook.addWorksheet('估计结果')
  groups.addRow(['分组', '类别', '有效答卷', '具备科学素质的比例（%）', '标准误（百分点）', '95%下限', '95%上限'])
  const rows = [{ trait: null, key: '', name: '全县', estimate: result.whole }, ...result.groups]
  for (const { trait, name, estimate } of rows)
    groups.addRow([
      trait === null ? '全县' : TRAITS[trait],
      name,
      estimate.respondents,
      percent(estimate.share),
      percent(estimate.standardError),
      percent(estimate.low),
      percent(estimate.high),
    ])
  const steps = workbook.addWorksheet('加权过程')
  steps.addRow(['步骤', '比例（%）', '最小权重', '最大权重', '权重效应'])
  for (const { step, share, smallest, largest, effect } of result.steps)
    steps.addRow([step, percent(share), smallest, largest, effect])
  const how = workbook.addWorksheet('方法')
  for (const [what, value] of [
    ['方法', method],
    ['评分', `满分 100 分，${recipe.cut} 分及以上为具备科学素质`],
    ['校准总量来源', recipe.marginSource],
    ['发出户数', result.issued],
    ['有效答卷', result.respondents],
    ['设计效应', result.designEffect],
    ['小于此数不公布的分组', recipe.smallestCell],
    ['结果指纹 SHA-256', sha256],
  ])
    how.addRow([what, value])
  for (const sheet of workbook.worksheets) {
    sheet.getRow(1).font = { bold: true }
    sheet.columns.forEach((column) => {
      column.width = 22
    })
  }
  return bytesOf(workbook)
}
