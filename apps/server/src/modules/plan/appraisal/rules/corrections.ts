import type { Scheme, SheetContent } from '@kepu/contract/plan-appraisal'
import type { Objection } from '../types.ts'
import { withTotal } from './score.ts'

type Answered = Pick<Objection, 'unitId' | 'itemId' | 'state' | 'newScore' | 'answer'>

/** Objections that were upheld change the points of their items: the last answer holds. */
export function withCorrections(scheme: Scheme, sheet: SheetContent, objections: readonly Answered[]): SheetContent {
  const upheld = objections.filter(({ unitId, state }) => unitId === sheet.unitId && state === 'upheld')
  if (upheld.length === 0) return sheet
  const items = sheet.items.map((item) => {
    const last = upheld.findLast(({ itemId }) => itemId === item.itemId)
    if (!last || last.newScore === null) return item
    const corrected = { score: last.newScore, reason: last.answer ?? '' }
    return { ...item, state: 'scored' as const, why: null, score: last.newScore, corrected }
  })
  return withTotal(scheme, { ...sheet, items })
}
