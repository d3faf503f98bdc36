import type { VisitRefusal } from '@kepu/contract/service-visit'
import type { Order, Visit } from '../types.ts'
import { sameTownship } from './similar.ts'

/** Why these orders can't be served by one visit on that day, or null. */
export function whyNotSchedule(orders: readonly Order[], day: string, today: string): VisitRefusal | null {
  if (day < today) return { code: 'service.visit.past', day, today }
  const [first] = orders
  const together = orders.every(
    (order) =>
      order.teamId !== null && order.teamId === first?.teamId && sameTownship(order.regionCode, first.regionCode),
  )
  return together && first !== undefined ? null : { code: 'service.visit.orders' }
}

export function whyNotReschedule(visit: Visit, day: string, today: string): VisitRefusal | null {
  if (visit.status !== 'planned') return { code: 'service.visit.state', visitStatus: visit.status }
  return day < today ? { code: 'service.visit.past', day, today } : null
}

export function whyNotArrive(visit: Visit, today: string): VisitRefusal | null {
  if (visit.status !== 'planned') return { code: 'service.visit.state', visitStatus: visit.status }
  return visit.day > today ? { code: 'service.visit.notYet', day: visit.day, today } : null
}

/** A visit is done once; of nobody there nothing is done, and it's moved instead. */
export function whyNotFinish(
  visit: Visit,
  heads: readonly { readonly count: number }[],
  today: string,
): VisitRefusal | null {
  if (visit.status !== 'planned' && visit.status !== 'arrived')
    return { code: 'service.visit.state', visitStatus: visit.status }
  if (visit.day > today) return { code: 'service.visit.notYet', day: visit.day, today }
  return heads.every(({ count }) => count === 0) ? { code: 'service.visit.nobody' } : null
}

/** Hours of service by the half hour, begun ones not counted, at least one half. */
export function halfHours(arrivedAt: string, leftAt: string): number {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  return Math.max(0.5, Math.floor((minutes(leftAt) - minutes(arrivedAt)) / 30) / 2)
}

/** The place of a visit: that of its orders, or their township where they differ. */
export function regionOfVisit(orders: readonly Order[]): string {
  const codes = new Set(orders.map(({ regionCode }) => regionCode))
  const [first = ''] = codes
  return codes.size === 1 ? first : first.slice(0, 9)
}
