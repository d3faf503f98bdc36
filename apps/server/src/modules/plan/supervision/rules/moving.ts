import type { ExtensionStatus, SupervisionNodeRefusal } from '@kepu/contract/plan-supervision-node'

/** What is known of a light when somebody wants its day moved. */
export interface Movable {
  readonly year: number
  readonly startsOn: string
  readonly doneOn: string | null
  /** Null while the clock stands still. */
  readonly lastDay: string | null
}

/** Late work of a year counts until the end of March: no day beyond it helps anybody. */
const LATEST = '03-31'

/** Why a day can't be wanted or granted for a node, or null. */
export function whyNotDay(
  { year, doneOn, lastDay }: Movable,
  day: string,
  today: string,
): SupervisionNodeRefusal | null {
  if (doneOn !== null) return { code: 'plan.light.done', doneOn }
  if (lastDay !== null && day <= lastDay) return { code: 'plan.extension.notLater', lastDay, wantedDay: day }
  if (day < today) return { code: 'plan.extension.past', wantedDay: day, today }
  const latest = `${year + 1}-${LATEST}`
  return day > latest ? { code: 'plan.extension.tooFar', latest } : null
}

export function whyNotAnswer(status: ExtensionStatus): SupervisionNodeRefusal | null {
  return status === 'asked' ? null : { code: 'plan.extension.answered', extensionStatus: status }
}

export interface Wished {
  readonly unitId: string
  readonly awaitedId: string
  readonly since: string
}

/** Why a body can't say that it waits for another one, or null. */
export function whyNotWait(
  { startsOn, doneOn }: Movable,
  { unitId, awaitedId, since }: Wished,
  today: string,
): SupervisionNodeRefusal | null {
  if (doneOn !== null) return { code: 'plan.light.done', doneOn }
  if (unitId === awaitedId) return { code: 'plan.wait.self' }
  return since < startsOn || since > today ? { code: 'plan.wait.since', startsOn, today } : null
}
