import type { LightPause } from '@kepu/contract/plan-supervision'
import { dayInShanghai } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/database.ts'
import { countWorkingDays, shiftDay, type WorkingDays, workingCalendar } from '../../organization/index.ts'
import type { YearPlan } from '../year/types.ts'
import { type LightSubject, lightKey, readSubjects } from './facts.ts'
import { clockOn } from './rules/clock.ts'
import { lightChanges } from './rules/history.ts'
import { readPauses, readRecorded, readSweep, readThresholds } from './store.ts'
import type { LightChange, Threshold } from './types.ts'

/** A light as it stands on a day, with what it depends on. */
export interface NodeLight extends LightSubject {
  readonly colour: LightChange['colour']
  readonly reason: LightChange['reason']
  /** The last day in time: moved to a working day, with extensions and waiting; null while the clock stands still. */
  readonly lastDay: string | null
  /** Working days left, negative when it's late; null when it's done. */
  readonly left: number | null
  readonly doneOn: string | null
  /** Share of the amount; null where somebody confirms. */
  readonly share: number | null
  readonly paused: LightPause | null
  /** Oldest first: what was written down, and what has come since. */
  readonly history: readonly LightChange[]
}

/** All that lights of a year are computed from. */
export interface LightBook {
  readonly days: WorkingDays
  readonly thresholds: readonly Threshold[]
  readonly subjects: readonly LightSubject[]
  readonly recorded: ReadonlyMap<string, readonly LightChange[]>
  readonly closedThrough: string | null
  /** Before it's issued nobody is late. */
  readonly issuedOn: string
}

const YEARS_AHEAD = 6

/** The working days that lights of a year can come to. */
export async function workingDaysOf(tx: Tx, year: number): Promise<WorkingDays> {
  return countWorkingDays(await workingCalendar(tx), `${year - 1}-01-01`, `${year + YEARS_AHEAD}-12-31`)
}

export async function openBook(tx: Tx, county: string, year: YearPlan, today: string): Promise<LightBook> {
  const { beganOn, closedThrough } = await readSweep(tx, county, year.id, today)
  return {
    days: await workingDaysOf(tx, year.year),
    thresholds: await readThresholds(tx, county),
    subjects: await readSubjects(tx, county, year, beganOn),
    recorded: await readRecorded(tx, county, year.id),
    closedThrough,
    issuedOn: year.issuedAt === null ? today : dayInShanghai(year.issuedAt),
  }
}

/** A closed year has no lights after the day on which it was closed. */
export function lastDayOf(year: YearPlan, day: string): string {
  const closedOn = year.closedAt && dayInShanghai(year.closedAt)
  return closedOn !== null && closedOn < day ? closedOn : day
}

/** What a light has done up to and on a day since it was written down last. */
export function changesSince(
  book: LightBook,
  { node, unitId, task, facts }: LightSubject,
  through: string,
): LightChange[] {
  const first = [task.startsOn, book.issuedOn].sort().at(-1) ?? book.issuedOn
  const from = book.closedThrough === null ? first : shiftDay(book.closedThrough, 1)
  const before = book.recorded.get(lightKey(node.id, unitId)) ?? []
  return lightChanges(book.days, facts, book.thresholds, { from, through, before })
}

/**
 * The lights of a year on a day, one for each owner of each node, in the plan's order. Nine reads, one of them a year of
 * the ledger; what was written down is read, only the days since are computed.
 */
export async function readLights(tx: Tx, county: string, year: YearPlan, today: string): Promise<NodeLight[]> {
  const book = await openBook(tx, county, year, today)
  const pauses = await readPauses(tx, county, year.id)
  return book.subjects.map((subject) => lightOn(book, subject, lastDayOf(year, today), pauses))
}

function lightOn(
  book: LightBook,
  subject: LightSubject,
  today: string,
  pauses: ReadonlyMap<string, LightPause>,
): NodeLight {
  const { node, unitId, facts } = subject
  const key = lightKey(node.id, unitId)
  const history = [...(book.recorded.get(key) ?? []), ...changesSince(book, subject, today)]
  const clock = clockOn(book.days, facts, today)
  const step = facts.steps.filter(({ from }) => from <= today).at(-1)
  const doneOn = step?.doneOn ?? null
  const last = history.at(-1)
  return {
    ...subject,
    colour: last?.colour ?? 'grey',
    reason: last?.reason ?? 'notYet',
    lastDay: clock.lastDay,
    left: doneOn === null ? clock.left(today) : null,
    doneOn,
    share: step?.share ?? null,
    paused: pauses.get(key) ?? null,
    history,
  }
}
