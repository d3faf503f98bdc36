import type { DeliveryKind } from '@kepu/contract/ledger'
import type { HintView } from '@kepu/contract/ledger-hint'

/** Fewer earlier records than this say nothing about what is usual. */
const ENOUGH = 8
/** So few suffice to notice a digit too many. */
const ENOUGH_FOR_A_DIGIT = 3
/** Below this a tenth or tenfold is nothing strange: 3 people, 30 people. */
const SMALL = 10
/** Iglewicz and Hoaglin's cut for the modified z-score. */
const FAR = 3.5
/** And not only far in spreads, but at least so many times more or less: a body whose numbers hardly vary isn't nagged. */
const TIMES = 3
/** MAD of a normal distribution is its standard deviation / 1.4826; mean absolute deviation, / 1.2533. */
const MAD_TO_SD = 1.4826
const MEAN_DEVIATION_TO_SD = 1.2533

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** What is usual: the median, and a robust standard deviation. Where half of the values are equal MAD is 0 and the mean deviation stands in. */
export function usualOf(values: readonly number[]): { usual: number; spread: number; of: number } {
  const usual = median(values)
  const deviations = values.map((value) => Math.abs(value - usual))
  const mad = median(deviations)
  const mean = deviations.reduce((sum, one) => sum + one, 0) / values.length
  return { usual, spread: mad > 0 ? MAD_TO_SD * mad : MEAN_DEVIATION_TO_SD * mean, of: values.length }
}

function isFar(value: number, { usual, spread, of }: ReturnType<typeof usualOf>): boolean {
  if (of < ENOUGH || spread === 0) return false
  if (Math.abs(value - usual) <= FAR * spread) return false
  return value >= TIMES * usual || value * TIMES <= usual
}

/** Ten times what is usual or a tenth of it, with the usual no handful. */
function isDigitOff(value: number, { usual, of }: ReturnType<typeof usualOf>): boolean {
  if (of < ENOUGH_FOR_A_DIGIT || usual < SMALL) return false
  return value >= 10 * usual || value * 10 <= usual
}

/**
 * What is strange about a number beside the body's own earlier ones of the kind, and beside those of like bodies: at most one
 * reason, the one that says most. The order of the earlier numbers doesn't matter.
 */
export function hintOnAttendance(value: number, own: readonly number[], peers: readonly number[]): HintView | null {
  const mine = usualOf(own)
  if (isDigitOff(value, mine)) return { code: 'timesTen', value, ...mine }
  if (isFar(value, mine)) return { code: 'unlikeOwn', value, ...mine }
  // Who has a history of their own is measured by it: a big town's lecture is no village's.
  if (mine.of >= ENOUGH) return null
  const theirs = usualOf(peers)
  return isFar(value, theirs) ? { code: 'unlikePeers', value, ...theirs } : null
}

/** 人数 counts everybody once, so there can't be more of them than attendances. */
export function hintOnPersons(personTimes: number, persons: number | undefined): HintView | null {
  if (persons === undefined || persons <= personTimes) return null
  return { code: 'moreNewThanCome', value: personTimes, persons }
}

/** All of at least eight numbers end in 00. */
export function hintOnRounding(values: readonly number[]): HintView | null {
  if (values.length < ENOUGH || values.some((value) => value === 0 || value % 100 !== 0)) return null
  return { code: 'rounded', of: values.length }
}

/** A delivery as the check sees it, reversed ones left out. */
export interface Attendance {
  readonly id: string
  readonly occurredOn: string
  readonly unitId: string
  /** Sort of body: like is compared with like. */
  readonly unitKind: string
  readonly regionCode: string
  readonly kind: DeliveryKind
  readonly personTimes: number
}

/** Same day, place, kind, body and number: groups of two and more. A body that sends one leaflet to two schools is asked once. */
export function hintsOnTwins(deliveries: readonly Attendance[]): HintView[] {
  const alike = Map.groupBy(deliveries, (one) =>
    [one.occurredOn, one.unitId, one.regionCode, one.kind, one.personTimes].join(' '),
  )
  return [...alike.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined || group.length < 2 || first.personTimes === 0) return []
    const deliveryIds = group.map(({ id }) => id).sort()
    return [{ code: 'twice' as const, value: first.personTimes, occurredOn: first.occurredOn, deliveryIds }]
  })
}

/** What is strange about one delivery beside all others. */
export function hintOnDelivery(one: Attendance, others: readonly Attendance[]): HintView | null {
  const alike = others.filter((other) => other.kind === one.kind && other.id !== one.id)
  const own = alike.filter(({ unitId }) => unitId === one.unitId)
  const peers = alike.filter(({ unitId, unitKind }) => unitId !== one.unitId && unitKind === one.unitKind)
  const times = (rows: readonly Attendance[]) => rows.map(({ personTimes }) => personTimes)
  return hintOnAttendance(one.personTimes, times(own), times(peers))
}
