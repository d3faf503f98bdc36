import type { AppraisalRefusal, Scheme, SheetContent } from '@kepu/contract/plan-appraisal'
import type { Appraisal, Objection } from '../types.ts'

type Course = Pick<Appraisal, 'status' | 'objectUntil'>

function unless(appraisal: Course, wanted: Appraisal['status']): AppraisalRefusal | null {
  const { status } = appraisal
  return status === wanted ? null : { code: 'plan.appraisal.state', appraisalStatus: status }
}

/** Computing and entering end with showing the sheets: from then on points change by objection. */
export function whyNotPrepare(appraisal: Course): AppraisalRefusal | null {
  return unless(appraisal, 'prepared')
}

/** Bodies see their sheets when every item has its points: nobody objects to what isn't known yet. */
export function whyNotDisclose(
  appraisal: Course,
  scheme: Scheme,
  sheets: readonly SheetContent[],
): AppraisalRefusal | null {
  const reason = unless(appraisal, 'prepared')
  if (reason) return reason
  if (sheets.length === 0) return { code: 'plan.appraisal.nobody' }
  const pending = sheets.flatMap(({ unitName, items }) =>
    items.filter(({ state }) => state === 'pending').map(({ itemId }) => ({ unitName, itemId })),
  )
  const [first] = pending
  if (first === undefined) return null
  const { unitName, itemId } = first
  return { code: 'plan.appraisal.incomplete', pending: pending.length, unitName, itemTitle: titleOf(scheme, itemId) }
}

export function titleOf({ sections }: Scheme, itemId: string): string {
  return sections.flatMap(({ items }) => items).find(({ id }) => id === itemId)?.title ?? itemId
}

/** Only of sheets that are shown and not yet released. */
export function whyNotReopen(appraisal: Course): AppraisalRefusal | null {
  return unless(appraisal, 'disclosed')
}

export function whyNotObject(appraisal: Course, today: string): AppraisalRefusal | null {
  const reason = unless(appraisal, 'disclosed')
  if (reason) return reason
  const { objectUntil } = appraisal
  return objectUntil !== null && today > objectUntil ? { code: 'plan.objection.late', until: objectUntil } : null
}

export function whyNotAnswer(
  appraisal: Course,
  { state, answeredAt }: Pick<Objection, 'state' | 'answeredAt'>,
): AppraisalRefusal | null {
  const reason = unless(appraisal, 'disclosed')
  if (reason) return reason
  if (state === 'open') return null
  return { code: 'plan.objection.answered', answeredAt: answeredAt?.toISOString() ?? '' }
}

/** Released when the term is over, or every body has said that it objects to nothing; and every objection is answered. */
export function whyNotRelease(
  appraisal: Course,
  today: string,
  unconfirmed: number,
  openObjections: number,
): AppraisalRefusal | null {
  const reason = unless(appraisal, 'disclosed')
  if (reason) return reason
  if (openObjections > 0) return { code: 'plan.appraisal.objectionsOpen', open: openObjections }
  const until = appraisal.objectUntil ?? today
  if (unconfirmed > 0 && today <= until) return { code: 'plan.appraisal.termRunning', until, waitingFor: unconfirmed }
  return null
}
