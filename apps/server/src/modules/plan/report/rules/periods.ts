import { type ReportRefusal, type RoundKind, roundKinds } from '@kepu/contract/plan-report'
import { endOfTerm, shiftDay, type WorkingCalendar, workingDayFrom } from '../../../organization/index.ts'
import type { ReportPeriod, ReportSchedule } from '../types.ts'

export const USUAL_SCHEDULE: ReportSchedule = { kind: 'quarter', termDays: 5 }

const MONTHS: Readonly<Record<RoundKind, number>> = { quarter: 3, half: 6, year: 12 }

/** The periods of a kind in a year, in order: four, two or one. */
export function periodsOf(year: number, kind: RoundKind): ReportPeriod[] {
  const months = MONTHS[kind]
  const firstOf = (month: number) => new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)
  return Array.from({ length: 12 / months }, (_, i) => ({
    kind,
    ordinal: i + 1,
    startsOn: firstOf(i * months),
    endsOn: shiftDay(firstOf((i + 1) * months), -1),
  }))
}

/** The last day to report: so many working days after the period, or the day that was asked for, moved to a working day. */
export function dueDay(
  calendar: WorkingCalendar,
  { endsOn }: ReportPeriod,
  { termDays }: ReportSchedule,
  wanted?: string,
): string {
  if (wanted !== undefined) return workingDayFrom(calendar, wanted)
  return endOfTerm(calendar, endsOn, termDays) ?? shiftDay(endsOn, termDays)
}

/** A round is opened when its period is over: the figures are then what they are, and nobody types them. */
export function whyNotOpenRound(period: ReportPeriod, dueOn: string, today: string): ReportRefusal | null {
  if (today <= period.endsOn) return { code: 'plan.round.early', endsOn: period.endsOn }
  if (dueOn <= period.endsOn) return { code: 'plan.round.due', endsOn: period.endsOn, dueOn }
  return null
}

const isSame = (a: Pick<ReportPeriod, 'kind' | 'ordinal'>, b: Pick<ReportPeriod, 'kind' | 'ordinal'>) =>
  a.kind === b.kind && a.ordinal === b.ordinal

/** Periods that are over and have no round yet, of every kind: what the coordinator may open. */
export function openablePeriods(
  year: number,
  opened: readonly Pick<ReportPeriod, 'kind' | 'ordinal'>[],
  today: string,
): ReportPeriod[] {
  return roundKinds
    .flatMap((kind) => periodsOf(year, kind))
    .filter((period) => period.endsOn < today && !opened.some((one) => isSame(one, period)))
}

/** After so many working days a round that was forgotten isn't opened by itself any more: somebody decided against it. */
const OPENS_WITHIN = 10

/**
 * The period that opens by itself today: the last one that is over, from the first working day after it on. One that ended
 * before the year was issued is left alone.
 */
export function periodToOpen(
  year: { readonly year: number; readonly issuedOn: string | null },
  { kind }: ReportSchedule,
  opened: readonly Pick<ReportPeriod, 'kind' | 'ordinal'>[],
  today: string,
  calendar: WorkingCalendar,
): ReportPeriod | null {
  const { issuedOn } = year
  const period = periodsOf(year.year, kind).findLast(({ endsOn }) => endsOn < today)
  if (period === undefined || issuedOn === null || issuedOn > period.endsOn) return null
  if (opened.some((one) => isSame(one, period))) return null
  const first = endOfTerm(calendar, period.endsOn, 1) ?? today
  const last = endOfTerm(calendar, period.endsOn, OPENS_WITHIN) ?? today
  return first <= today && today <= last ? period : null
}
