import type { Audience } from '@kepu/contract'
import type { DeliveryKind } from '@kepu/contract/ledger'
import type { DayKind } from './days.ts'

/** A kind of work that a county does again and again, under other titles in other places. */
export interface Programme {
  /** A word of the task's title, and one of the measure's: what the work is done for. */
  readonly task: string
  readonly measure: string
  readonly kind: DeliveryKind
  /** {地} place, {题} subject, {年} year; {产} in a subject is what the county grows. */
  readonly titles: readonly string[]
  readonly subjects: readonly string[]
  /** Words in the names of the bodies that do it. */
  readonly by: readonly string[]
  /** Share that the township or the village does itself. */
  readonly local: number
  readonly at: 'village' | 'township' | 'county'
  /** Usual 人次 of each group; the first is always there, the others half of the time. */
  readonly audiences: Partial<Record<Audience, number>>
  /** How often it's done, against the other programmes. */
  readonly weight: number
  /** Weight of each month, January first; or the days of the year between which it's done. */
  readonly season: readonly number[] | { readonly from: string; readonly to: string }
  readonly days: DayKind
}

/** Terms from March and September on, little in the holidays. */
export const SCHOOL = [2, 2, 8, 9, 10, 8, 3, 3, 14, 9, 8, 5]
export const HOLIDAYS = [8, 6, 1, 1, 1, 2, 20, 20, 2, 1, 1, 2]
/** The slack months of farming: winter, and the weeks before spring and autumn work. */
export const FARMING = [10, 12, 9, 6, 4, 3, 4, 5, 7, 9, 13, 14]
export const FACTORY = [4, 4, 7, 8, 9, 16, 8, 7, 9, 8, 7, 5]
export const STEADY = [6, 6, 8, 9, 9, 9, 8, 7, 12, 11, 9, 6]

/** Of a kind of work: how often the number of people is known, and how many times one of them comes. */
export const countingOf: Readonly<Record<DeliveryKind, { readonly known: number; readonly visits: number }>> = {
  lecture: { known: 0.9, visits: 1 },
  training: { known: 0.97, visits: 2.6 },
  exhibition: { known: 0.08, visits: 1 },
  contest: { known: 0.95, visits: 1.3 },
  consultation: { known: 0.7, visits: 1.05 },
  openDay: { known: 0.2, visits: 1.1 },
  drill: { known: 0.85, visits: 1 },
  materials: { known: 0, visits: 1 },
  online: { known: 0, visits: 1 },
  practice: { known: 0.92, visits: 1.6 },
  other: { known: 0.5, visits: 1 },
}
