import { audiences } from '@kepu/contract'
import type { DeliveryView } from '@kepu/contract/ledger'
import ExcelJS from 'exceljs'
import { columns, kindWords, reachHeadings } from './import/columns.ts'

const HEADINGS = [
  columns.occurredOn[0],
  columns.title[0],
  columns.kind[0],
  columns.unit[0],
  columns.region[0],
  columns.task[0],
  ...audiences.flatMap((audience) => Object.values(reachHeadings(audience))),
  columns.note[0],
]

function sheetWith(workbook: ExcelJS.Workbook, name: string): ExcelJS.Worksheet {
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.addRow(HEADINGS)
  sheet.getRow(1).font = { bold: true }
  sheet.columns.forEach((column, i) => {
    column.width = i === 1 ? 36 : i < 6 ? 18 : 12
  })
  return sheet
}

async function bytesOf(workbook: ExcelJS.Workbook): Promise<Uint8Array> {
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

/** An empty workbook with the headings that the import reads, and lists to choose from. */
export async function templateWorkbook(
  units: readonly string[],
  townships: readonly string[],
  tasks: readonly string[],
) {
  const workbook = new ExcelJS.Workbook()
  const sheet = sheetWith(workbook, '台账')
  const lists = workbook.addWorksheet('可选项')
  const choices = [Object.values(kindWords).map((words) => words[0] ?? ''), units, townships, tasks]
  choices.forEach((choice, column) => {
    choice.forEach((word, row) => {
      lists.getCell(row + 1, column + 1).value = word
    })
  })
  choices.forEach((choice, i) => {
    const letter = 'ABCD'[i]
    if (choice.length === 0) return
    for (let row = 2; row <= 500; row++) {
      sheet.getCell(row, i + 3).dataValidation = {
        type: 'list',
        allowBlank: true,
        formulae: [`可选项!$${letter}$1:$${letter}$${choice.length}`],
        showErrorMessage: false,
      }
    }
  })
  return bytesOf(workbook)
}

/** The list as a workbook that can be imported again. Text cells are typed as text, so no formula can run. */
export async function deliveriesWorkbook(deliveries: readonly DeliveryView[]): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  const sheet = sheetWith(workbook, '台账')
  for (const delivery of deliveries) {
    const reachOf = new Map(delivery.reach.map((reach) => [reach.audience, reach]))
    sheet.addRow([
      delivery.occurredOn,
      delivery.title,
      kindWords[delivery.kind][0],
      delivery.unitName,
      delivery.regionName,
      delivery.taskTitle ?? '',
      ...audiences.flatMap((audience) => [
        reachOf.get(audience)?.personTimes ?? null,
        reachOf.get(audience)?.persons ?? null,
      ]),
      [delivery.note, delivery.reverses ? `冲销：${delivery.reason ?? ''}` : null].filter(Boolean).join('；'),
    ])
  }
  return bytesOf(workbook)
}
