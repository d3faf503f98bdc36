import type { WorkingDays } from '../../../organization/index.ts'
import { shiftDay } from '../../../organization/index.ts'
import type { LightChange, LightFacts, Threshold, WorkStep } from '../types.ts'
import { clockOn, type NodeClock } from './clock.ts'

/** Which days are looked at, and what was shown before them. */
export interface Stretch {
  readonly from: string
  readonly through: string
  readonly before: readonly LightChange[]
}

const NOTHING_YET: WorkStep = { from: '', doneOn: null, share: null }

/** The last of a list, in order of days, that holds on a day. */
function lastBy<T>(list: readonly T[], dayOf: (one: T) => string, day: string): T | null {
  return (
    list
      .filter((one) => dayOf(one) <= day)
      .sort((a, b) => dayOf(a).localeCompare(dayOf(b)))
      .at(-1) ?? null
  )
}

/** Days on which something becomes known; between two of them only the clock goes on. */
function daysOfNews({ steps, granted, waits }: LightFacts, thresholds: readonly Threshold[]): string[] {
  return [
    ...steps.map(({ from }) => from),
    ...granted.map(({ grantedOn }) => grantedOn),
    ...waits.flatMap(({ toldOn, endedOn }) => (endedOn === null ? [toldOn] : [toldOn, endedOn])),
    ...thresholds.map(({ validFrom }) => validFrom),
  ]
}

function hasBegun(since: string | null, day: string): boolean {
  return since !== null && since <= day
}

interface Moment {
  readonly day: string
  readonly clock: NodeClock
  readonly threshold: Threshold
  readonly step: WorkStep
  /** Was it red before? Then it's never green again. */
  readonly wasRed: boolean
}

/** The colour of a day, from what is known on that day and from whether it ever was red. */
function colourOf({ day, clock, threshold, step, wasRed }: Moment): Pick<LightChange, 'colour' | 'reason'> {
  const { lastDay } = clock
  if (step.doneOn !== null) {
    const inTime = lastDay === null || step.doneOn <= lastDay
    if (!inTime) return { colour: 'yellow', reason: 'late' }
    return wasRed ? { colour: 'yellow', reason: 'madeGood' } : { colour: 'green', reason: 'inTime' }
  }
  if (lastDay !== null && day > lastDay) return { colour: 'red', reason: 'overdue' }
  if (wasRed) return { colour: 'yellow', reason: 'extended' }
  if (hasBegun(clock.dayWithLeft(threshold.yellowDays), day)) return { colour: 'yellow', reason: 'soon' }
  if (!hasBegun(clock.dayWithLeft(threshold.blueDays), day)) return { colour: 'grey', reason: 'notYet' }
  const behind = step.share !== null && step.share * 100 < threshold.behindPercent
  return behind ? { colour: 'yellow', reason: 'behind' } : { colour: 'blue', reason: 'near' }
}

/**
 * The changes of a light on the days of a stretch: a pure function of what was known on each of them, so it's the same
 * whether it's asked every night or once a month. Of a day's news, the evening counts.
 */
export function lightChanges(
  days: WorkingDays,
  facts: LightFacts,
  thresholds: readonly Threshold[],
  { from, through, before }: Stretch,
): LightChange[] {
  const news = daysOfNews(facts, thresholds).filter((day) => day > from && day <= through)
  const starts = [...new Set([from, ...news])].sort()
  const changes: LightChange[] = []
  let last = before.at(-1)
  let wasRed = before.some(({ colour }) => colour === 'red')
  for (const [i, start] of starts.entries()) {
    const next = starts[i + 1] ?? shiftDay(through, 1)
    const clock = clockOn(days, facts, start)
    const threshold = lastBy(thresholds, ({ validFrom }) => validFrom, start) ?? DEFAULT_THRESHOLD
    const step = lastBy(facts.steps, (one) => one.from, start) ?? NOTHING_YET
    for (const day of turningDays(clock, threshold, start, next)) {
      const shown = { on: day, ...colourOf({ day, clock, threshold, step, wasRed }), lastDay: clock.lastDay }
      wasRed ||= shown.colour === 'red'
      if (last?.colour === shown.colour && last.reason === shown.reason) continue
      changes.push(shown)
      last = shown
    }
  }
  return from > through ? [] : changes
}

/** The first day of a segment, and those in it on which the clock alone may turn the light. */
function turningDays(clock: NodeClock, { blueDays, yellowDays }: Threshold, start: string, next: string): string[] {
  const { lastDay } = clock
  const turns = [clock.dayWithLeft(blueDays), clock.dayWithLeft(yellowDays), lastDay && shiftDay(lastDay, 1)]
  return [start, ...turns.filter((day) => day !== null && day > start && day < next).sort()].flatMap((day) => day ?? [])
}

/** Until the county sets its own: blue ten working days before, yellow three, or behind half of the amount. */
export const DEFAULT_THRESHOLD: Threshold = { validFrom: '', blueDays: 10, yellowDays: 3, behindPercent: 50 }
