import {
  type AppraisedGroup,
  appliesTo,
  countsInSum,
  type EnteredScore,
  type Scheme,
  type SchemeItem,
  type ScorePart,
  type SheetContent,
  type SheetItem,
} from '@kepu/contract/plan-appraisal'
import { dividedBy, type Fraction, fractionOf, least, minus, most, rounded, sumOf, times, ZERO } from './fraction.ts'
import type { Gathered } from './parts.ts'

type Numbers = Pick<ScorePart, 'achieved' | 'of' | 'weight' | 'ceiling'>

/** min(1, achieved ÷ of) × ceiling %, between 0 and 1. */
function shareOf({ achieved, of, ceiling }: Numbers): Fraction {
  if (of <= 0) return ZERO
  const reached = least(fractionOf(1), most(ZERO, dividedBy(fractionOf(achieved), fractionOf(of))))
  return times(reached, fractionOf(ceiling / 100))
}

/** Mean of the shares by weight. At least one part weighs something. */
function meanShare(parts: readonly Numbers[]): Fraction {
  const weights = sumOf(parts.map(({ weight }) => fractionOf(weight)))
  if (weights.over === 0n) return ZERO
  return dividedBy(sumOf(parts.map((part) => times(shareOf(part), fractionOf(part.weight)))), weights)
}

/**
 * Points of a computed item, half up to the scheme's decimals.
 *
 *   points × Σ wᵢ · min(1, achievedᵢ ÷ ofᵢ) · ceilingᵢ ÷ Σ wᵢ        and for lights  max(0, points − Σ lostᵢ)
 *
 * Exact until it's rounded, so the order of the parts doesn't matter.
 */
export function scoreOfParts(
  { formula, points }: Pick<SchemeItem, 'formula' | 'points'>,
  parts: readonly Numbers[],
  decimals: number,
): number {
  const full = fractionOf(points)
  if (formula.kind === 'lightMonths') {
    const lost = sumOf(parts.map(({ achieved }) => fractionOf(achieved)))
    return rounded(most(ZERO, minus(full, lost)), decimals)
  }
  return rounded(times(full, meanShare(parts)), decimals)
}

/** Points that a person gave, within what the item allows. */
export function scoreOfEntry({ points }: Pick<SchemeItem, 'points'>, entered: EnteredScore, decimals: number): number {
  return rounded(least(fractionOf(points), fractionOf(entered.score)), decimals)
}

/** Does a person give the points of this item? */
export function isEntered({ formula: { kind } }: Pick<SchemeItem, 'formula'>): boolean {
  return kind === 'manual' || kind === 'deduction' || kind === 'bonus'
}

type SheetPart = Omit<Gathered & { state: 'scored' }, 'parts'> & { readonly parts: readonly ScorePart[] }
/** What was gathered, its deliveries condensed. */
export type Condensed = Exclude<Gathered, { state: 'scored' }> | SheetPart

/** An item of a sheet from what was gathered for it, or from what a person gave. */
export function sheetItem(
  item: SchemeItem,
  gathered: Condensed,
  entered: EnteredScore | null,
  { decimals, absent }: Pick<Scheme, 'decimals' | 'absent'>,
): SheetItem {
  const nothing: SheetItem = {
    itemId: item.id,
    state: 'absent',
    why: null,
    score: absent === 'full' && countsInSum(item) ? item.points : null,
    parts: [],
    entered: null,
    corrected: null,
  }
  if (gathered.state === 'absent') return nothing
  if (isEntered(item)) {
    if (entered !== null) return { ...nothing, state: 'scored', score: scoreOfEntry(item, entered, decimals), entered }
    // Nothing was deducted, nothing added: that is known. A score that nobody gave isn't.
    if (item.formula.kind !== 'manual') return { ...nothing, state: 'scored', score: 0 }
    return { ...nothing, state: 'pending', why: 'notEntered', score: null }
  }
  if (gathered.state === 'pending') return { ...nothing, state: 'pending', why: gathered.why, score: null }
  const score = scoreOfParts(item, gathered.parts, decimals)
  return { ...nothing, state: 'scored', score, parts: [...gathered.parts] }
}

/** The items of a scheme that stand on the sheet of a group. */
export function itemsFor(scheme: Scheme, group: AppraisedGroup): SchemeItem[] {
  return scheme.sections.flatMap(({ items }) => items.filter((item) => appliesTo(item, group)))
}

/**
 * The total: the sum of the items as they were rounded, spread over what the body had to do (缺项折算), plus bonuses, less
 * deductions, never below 0. Null as long as an item is pending, and where nothing applies.
 */
export function totalOf(scheme: Scheme, group: AppraisedGroup, items: readonly SheetItem[]): number | null {
  if (items.some(({ state }) => state === 'pending')) return null
  const found = new Map(items.map((item) => [item.itemId, item]))
  const all = itemsFor(scheme, group).map((item) => ({ item, sheet: found.get(item.id) }))
  const counting = all.filter(({ item }) => countsInSum(item))
  const present = counting.filter(({ sheet }) => sheet !== undefined && sheet.score !== null)
  const points = (some: typeof all) => sumOf(some.map(({ item }) => fractionOf(item.points)))
  const scores = (some: typeof all) => sumOf(some.map(({ sheet }) => fractionOf(sheet?.score ?? 0)))
  const possible = points(present)
  if (possible.over === 0n) return null
  const reached = rounded(dividedBy(times(scores(present), points(counting)), possible), scheme.decimals)
  const beside = (kind: 'bonus' | 'deduction') => scores(all.filter(({ item }) => item.formula.kind === kind))
  const total = minus(sumOf([fractionOf(reached), beside('bonus')]), beside('deduction'))
  return rounded(most(ZERO, total), scheme.decimals)
}

/** The highest grade that the points reach. */
export function gradeOf({ grades }: Pick<Scheme, 'grades'>, total: number): string | null {
  return grades.findLast(({ from }) => from <= total)?.name ?? null
}

/** A sheet with total and grade, from its items. */
export function withTotal(scheme: Scheme, sheet: Omit<SheetContent, 'total' | 'grade'>): SheetContent {
  const total = totalOf(scheme, sheet.group, sheet.items)
  return { ...sheet, total, grade: total === null ? null : gradeOf(scheme, total) }
}

/** Points of an item once more from what stands on the sheet: what a check of a frozen appraisal compares. */
export function scoreAgain(item: SchemeItem, sheet: SheetItem, scheme: Scheme): number | null {
  if (sheet.corrected !== null) return sheet.corrected.score
  const gathered: Condensed =
    sheet.state === 'pending'
      ? { state: 'pending', why: sheet.why ?? 'notEntered' }
      : sheet.state === 'absent'
        ? { state: 'absent' }
        : { state: 'scored', parts: sheet.parts }
  return sheetItem(item, gathered, sheet.entered, scheme).score
}
