import type { OrderStatus } from '@kepu/contract/service'
import type { StepTerms } from '@kepu/contract/service-settings'

/** The usual terms in working days; no law gives any. A county sets its own. */
export const usualTerms: StepTerms = {
  submitted: 2,
  dispatched: 2,
  claimed: 2,
  offered: 2,
  open: 3,
  accepted: 3,
  scheduled: 2,
  done: 5,
  confirmed: 5,
}

/** The term of a step, null where nothing is due. A team that is there reports as if it were still to come. */
export function termOf(status: OrderStatus, terms: StepTerms): number | null {
  const days: Partial<Record<OrderStatus, number>> = { ...terms, serving: terms.scheduled }
  return days[status] ?? null
}

/** The day from which a step's term runs: of a scheduled visit, the day of the visit. */
export function termFrom(order: { status: OrderStatus; stepFrom: string; visitOn: string | null }): string {
  const waitsForVisit = order.status === 'scheduled' || order.status === 'serving'
  return waitsForVisit && order.visitOn !== null && order.visitOn > order.stepFrom ? order.visitOn : order.stepFrom
}
