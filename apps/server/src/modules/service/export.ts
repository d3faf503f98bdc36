import { OrderFilter } from '@kepu/contract/service'
import ExcelJS from 'exceljs'
import { sql } from 'kysely'
import { z } from 'zod'
import { refuse } from '../../platform/problem.ts'
import { query } from '../../platform/query.ts'
import { rootUnit } from '../organization/index.ts'
import { conditions, type NamedOrder, selectOrders, visibleTo } from './order-views.ts'
import { nextActor } from './rules/states.ts'

const MAX_ROWS = 20_000
const Workbook = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

/** Words of the sheet: an office keeps it in Chinese whatever language the screen speaks. */
const STATUS = {
  submitted: '待派单',
  dispatched: '待领单',
  claimed: '已领单',
  offered: '待接单',
  open: '待抢单',
  accepted: '已接单',
  scheduled: '已排期',
  serving: '服务中',
  done: '待确认',
  confirmed: '待评单',
  closed: '已办结',
  rejected: '未受理',
  merged: '已合并',
  withdrawn: '已撤回',
} as const
const HEADINGS = [
  '单号',
  '服务',
  '村（社区）',
  '点单日期',
  '户（组）数',
  '状态',
  '下一步',
  '时限',
  '领单单位',
  '服务队',
  '服务日期',
]

/** What the board shows, as a sheet: the same filter, no telephone, no words of askers. */
export const exportOrders = query({
  name: 'service.order.export',
  access: 'signedIn',
  input: OrderFilter,
  output: Workbook,
  async run(read, filter) {
    const { actor } = read
    if (actor === null) refuse({ code: 'platform.notSignedIn' })
    const root = await rootUnit(read.tx, read.county)
    const visible = visibleTo(actor, root.id, 'service.order.list')
    const where = sql`${conditions(read.county, filter, actor, read.today)} and ${visible}`
    const rows = await selectOrders(read.tx, where, MAX_ROWS)
    const workbook = new ExcelJS.Workbook()
    const sheet = workbook.addWorksheet('点单', { views: [{ state: 'frozen', ySplit: 1 }] })
    sheet.addRow(HEADINGS)
    sheet.getRow(1).font = { bold: true }
    for (const row of rows) sheet.addRow(cells(row))
    sheet.columns.forEach((column, i) => {
      column.width = i === 1 ? 32 : 16
    })
    return new Uint8Array(await workbook.xlsx.writeBuffer())
  },
})

function cells({ order, regionName, departmentName, holderName, placedOn }: NamedOrder): (string | number)[] {
  const actor = nextActor(order)
  const next = { unit: holderName, team: order.teamName ?? holderName, asker: '点单人', nobody: '' }[actor]
  return [
    order.number,
    safe(order.title),
    regionName,
    placedOn,
    order.askers,
    STATUS[order.status],
    safe(next),
    order.dueOn ?? '',
    departmentName ?? '',
    safe(order.teamName ?? ''),
    order.visitOn ?? '',
  ]
}

/** A cell that begins like a formula is text all the same. */
function safe(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}
