import type { OrderStatus } from '@kepu/contract/service'

/** GeoReport knows open and closed alone; what an order is besides stands in the extension. */
export type ReportStatus = 'open' | 'closed'

const table: Readonly<Record<OrderStatus, { readonly status: ReportStatus; readonly notes: string }>> = {
  submitted: { status: 'open', notes: '待派单' },
  dispatched: { status: 'open', notes: '待部门领单' },
  claimed: { status: 'open', notes: '部门已领单' },
  offered: { status: 'open', notes: '待服务队接单' },
  open: { status: 'open', notes: '待服务队抢单' },
  accepted: { status: 'open', notes: '服务队已接单' },
  scheduled: { status: 'open', notes: '已排期' },
  serving: { status: 'open', notes: '服务中' },
  done: { status: 'open', notes: '已服务，待点单人确认' },
  confirmed: { status: 'closed', notes: '已确认完成' },
  closed: { status: 'closed', notes: '已办结' },
  rejected: { status: 'closed', notes: '未受理' },
  merged: { status: 'closed', notes: '已合并到另一张单子' },
  withdrawn: { status: 'closed', notes: '点单人已撤回' },
}

export function reported(status: OrderStatus): { readonly status: ReportStatus; readonly notes: string } {
  return table[status]
}

/** Our statuses that are one of theirs. */
export function statusesOf(wanted: readonly ReportStatus[]): OrderStatus[] {
  const found: OrderStatus[] = []
  let status: OrderStatus
  for (status in table) if (wanted.includes(table[status].status)) found.push(status)
  return found
}
