import { parentPort, workerData } from 'node:worker_threads'
import ExcelJS from 'exceljs'
import { inflatedSize } from './inflated-size.ts'

interface Task {
  readonly bytes: Uint8Array
  readonly maxRows: number
}

/** A cell as people see it: dates as days, formulas by their result, rich text without its looks. */
function textOf(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value !== 'object') return String(value)
  if ('richText' in value) return value.richText.map((run) => run.text).join('')
  if ('result' in value) return textOf(value.result as ExcelJS.CellValue)
  if ('text' in value) return textOf(value.text as ExcelJS.CellValue)
  return ''
}

/** Twenty times what five thousand full rows take. */
const MAX_INFLATED = 200_000_000

const OLE_COMPOUND = [0xd0, 0xcf, 0x11, 0xe0]

async function read({ bytes, maxRows }: Task) {
  // An encrypted .xlsx is an OLE compound file, and so is the old .xls.
  if (OLE_COMPOUND.every((byte, i) => bytes[i] === byte)) return { why: 'protected' }
  if ((await inflatedSize(bytes, MAX_INFLATED)) > MAX_INFLATED) return { why: 'tooManyRows' }
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(Buffer.from(bytes) as unknown as ExcelJS.Buffer)
  const sheet = workbook.worksheets[0]
  if (!sheet) return { why: 'noSheet' }
  if (sheet.actualRowCount > maxRows) return { why: 'tooManyRows' }
  const grid: string[][] = []
  sheet.eachRow({ includeEmpty: true }, (row, number) => {
    if (number > maxRows) return
    const cells: string[] = []
    row.eachCell({ includeEmpty: true }, (cell, column) => {
      if (column <= 60) cells[column - 1] = textOf(cell.value)
    })
    grid[number - 1] = Array.from(cells, (cell) => cell ?? '')
  })
  return { grid: Array.from(grid, (row) => row ?? []) }
}

parentPort?.postMessage(await read(workerData as Task).catch(() => ({ why: 'damaged' })))
