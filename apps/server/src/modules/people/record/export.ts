import { type RecordColumn, RecordFilter } from '@kepu/contract/people-record'
import ExcelJS from 'exceljs'
import { z } from 'zod'
import { csv } from '../../../platform/csv.ts'
import { query, type Read } from '../../../platform/query.ts'
import { mappingOf } from './mapping.ts'
import { recordsMeeting } from './queries.ts'
import { type RecordRow, selectRecords } from './record-rows.ts'

const KIND: Readonly<Record<string, string>> = {
  lecture: '讲座',
  training: '培训',
  exhibition: '展览',
  contest: '竞赛',
  consultation: '咨询服务',
  openDay: '开放日',
  drill: '应急演练',
  materials: '资料发放',
  online: '线上传播',
  practice: '科技实践',
  other: '其他',
}
const PROOF = { seen: '系统可见', confirmed: '服务对象已确认', claimed: '申报' } as const

type Cell = string | number

const value: Readonly<Record<RecordColumn, (row: RecordRow) => Cell>> = {
  volunteerNumber: (row) => row.volunteer_number ?? '',
  volunteerName: (row) => row.person_name,
  team: (row) => row.teams ?? '',
  project: (row) => (row.reverses === null ? row.title : `冲销：${row.title}`),
  kind: (row) => KIND[row.kind] ?? '',
  servedOn: (row) => row.served_on,
  hours: (row) => row.hours,
  place: (row) => [row.region_name, row.place].filter(Boolean).join(' '),
  organiser: (row) => row.organiser_name,
  recorder: (row) => row.recorded_by_name,
  recordedAt: (row) => row.recorded_at.toISOString(),
  proof: (row) => PROOF[row.proof],
  host: (row) => row.host_name ?? '',
}

const MAX_ROWS = 50_000
const Bytes = z.custom<Uint8Array>((bytes) => bytes instanceof Uint8Array)

async function table(read: Read, filter: RecordFilter): Promise<{ heading: string[]; rows: Cell[][] }> {
  const { columns } = await mappingOf(read.tx, read.county)
  const found = await selectRecords(read.tx, recordsMeeting(read, filter), MAX_ROWS)
  return {
    heading: columns.map(({ heading }) => heading),
    rows: found.map((row) => columns.map(({ column }) => value[column](row))),
  }
}

export const exportRecordsCsv = query({
  name: 'people.record.exportCsv',
  access: 'permission',
  input: RecordFilter,
  output: Bytes,
  async run(read, filter) {
    const { heading, rows } = await table(read, filter)
    return new TextEncoder().encode(csv(heading, rows))
  },
})

/** Text cells are typed as text, so no formula can run. */
export const exportRecords = query({
  name: 'people.record.export',
  access: 'permission',
  input: RecordFilter,
  output: Bytes,
  async run(read, filter) {
    const { heading, rows } = await table(read, filter)
    const workbook = new ExcelJS.Workbook()
    const sheet = workbook.addWorksheet('志愿服务记录', { views: [{ state: 'frozen', ySplit: 1 }] })
    sheet.addRow(heading)
    sheet.getRow(1).font = { bold: true }
    for (const row of rows) sheet.addRow(row)
    for (const column of sheet.columns) column.width = 20
    return new Uint8Array(await workbook.xlsx.writeBuffer())
  },
})
