import ExcelJS from 'exceljs'

export type Row = Readonly<Record<string, ExcelJS.CellValue>>

/** A sound row of the template; a test says what is otherwise. */
export const soundRow: Row = {
  日期: '2024-06-01',
  名称: '科普大篷车进校园',
  形式: '展览',
  单位: '县教委',
  '地点（乡镇、村社区）': '东岭镇',
  青少年人次: 120,
  青少年人数: 100,
}

/** Fills rows into a workbook by the names of its heading, as a person does. */
export async function fill(template: Uint8Array, rows: readonly Row[]): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(Buffer.from(template) as unknown as ExcelJS.Buffer)
  const sheet = workbook.worksheets[0]
  if (!sheet) throw new Error('the template has no sheet')
  const heading = new Map<string, number>()
  sheet.getRow(1).eachCell((cell, column) => heading.set(cell.text, column))
  rows.forEach((row, i) => {
    for (const [name, value] of Object.entries(row)) {
      const column = heading.get(name)
      if (column === undefined) throw new Error(`the template has no column ${name}`)
      sheet.getCell(i + 2, column).value = value
    }
  })
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

/** A workbook of many rows with a heading of its own. */
export async function workbookOf(
  heading: readonly string[],
  rows: number,
  cells: readonly string[],
): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('台账')
  sheet.addRow(heading)
  for (let i = 0; i < rows; i++) sheet.addRow(cells)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}
