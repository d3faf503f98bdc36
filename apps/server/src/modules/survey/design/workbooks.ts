import type { DrawView } from '@kepu/contract/survey'
import ExcelJS from 'exceljs'
import { addressesOf } from './rules/draw.ts'
import { frameColumns } from './rules/frame.ts'

interface Village {
  readonly code: string
  readonly name: string
  readonly urbanRural: string | null
}

async function bytesOf(workbook: ExcelJS.Workbook): Promise<Uint8Array> {
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

/** The county's villages with what Kepu knows of them; the numbers are to be filled in. */
export async function frameTemplate(villages: readonly Village[], townships: ReadonlyMap<string, string>) {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('抽样框', { views: [{ state: 'frozen', ySplit: 1 }] })
  const { code, name, urban, households, adults } = frameColumns
  sheet.addRow([code[0], '乡镇（街道）', name[0], urban[0], households[0], adults[0]])
  sheet.getRow(1).font = { bold: true }
  for (const village of villages) {
    const kind = village.urbanRural === null ? null : village.urbanRural.startsWith('1') ? '城镇' : '乡村'
    sheet.addRow([village.code, townships.get(village.code.slice(0, 9)) ?? '', village.name, kind, null, null])
  }
  sheet.columns.forEach((column, i) => {
    column.width = [18, 18, 22, 10, 10, 18][i] ?? 12
  })
  for (let row = 2; row <= villages.length + 1; row++)
    sheet.getCell(row, 4).dataValidation = { type: 'list', allowBlank: true, formulae: ['"城镇,乡村"'] }
  return bytesOf(workbook)
}

/** The sample as the field needs it: villages with their chances, and the addresses of each by their place in the list. */
export async function drawWorkbook(draw: DrawView): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  const villages = workbook.addWorksheet('样本村（社区）', { views: [{ state: 'frozen', ySplit: 1 }] })
  villages.addRow([
    '代码',
    '名称',
    '城乡',
    '层',
    '户数',
    '18—69岁人口',
    '村入样概率',
    '样本户数',
    '户入样概率',
    '户的权重',
    '随机起点',
    '基什表起点',
  ])
  const addresses = workbook.addWorksheet('样本户', { views: [{ state: 'frozen', ySplit: 1 }] })
  addresses.addRow(['代码', '名称', '顺序', '名册中的序号（按抽样框户数）'])
  const strata = new Map(draw.strata.map(({ key, name }) => [key, name]))
  for (const one of draw.villages) {
    villages.addRow([
      one.code,
      one.name,
      one.urban ? '城镇' : '乡村',
      strata.get(one.stratum) ?? one.stratum,
      one.households,
      one.adults,
      one.probability,
      one.addresses,
      one.withinProbability,
      1 / (one.probability * one.withinProbability),
      one.start,
      one.kishStart,
    ])
    addressesOf(one, one.households).forEach((place, k) => {
      addresses.addRow([one.code, one.name, k + 1, place])
    })
  }
  const how = workbook.addWorksheet('抽样说明')
  for (const [what, value] of [
    ['抽样方法', draw.method],
    ['随机种子', draw.seed],
    ['抽样框 SHA-256', draw.frameSha256],
    ['样本 SHA-256', draw.sha256],
    ['抽取时间', draw.drawnAt],
    ['样本户的取法', '实际名册有 L 户、应抽 m 户时，第 k 户（k 从 0 起）取名册中第 ⌊(随机起点+k)·L/m⌋+1 户'],
  ])
    how.addRow([what, value])
  for (const sheet of [villages, addresses, how]) {
    sheet.getRow(1).font = { bold: true }
    sheet.columns.forEach((column) => {
      column.width = 18
    })
  }
  return bytesOf(workbook)
}
