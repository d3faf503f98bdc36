import type { WorkStep } from '../types.ts'

/** An amount of work: when it was done, and when the ledger learned of it. */
export interface Amount {
  readonly occurredOn: string
  readonly recordedOn: string
  readonly amount: number
}

/** Somebody's word that a node is done; taken back when it was returned. */
export interface Confirmation {
  readonly doneOn: string
  readonly recordedOn: string
  readonly returnedOn: string | null
}

/** The day from which on something counts: what was known when the watch began counts by the day on which it happened. */
function effective(happenedOn: string, knownOn: string, beganOn: string): string {
  return knownOn <= beganOn || knownOn < happenedOn ? happenedOn : knownOn
}

/** First day from which the sum of what happened has stayed at the quantity. */
function reachedOn(amounts: readonly Amount[], quantity: number): string | null {
  let sum = 0
  let reached: string | null = null
  for (const { occurredOn, amount } of amounts.toSorted((a, b) => a.occurredOn.localeCompare(b.occurredOn))) {
    sum += amount
    if (sum < quantity) reached = null
    else reached ??= occurredOn
  }
  return reached
}

/** What the ledger said of an amount, day by day. A day's entries count together, whatever their order. */
export function stepsOfAmounts(amounts: readonly Amount[], quantity: number, beganOn: string): WorkStep[] {
  const byDay = Map.groupBy(amounts, ({ occurredOn, recordedOn }) => effective(occurredOn, recordedOn, beganOn))
  const known: Amount[] = []
  let sum = 0
  let doneOn: string | null = null
  return [...byDay.keys()].sort().map((from) => {
    const news = byDay.get(from) ?? []
    known.push(...news)
    sum += news.reduce((total, { amount }) => total + amount, 0)
    doneOn = sum < quantity ? null : (doneOn ?? reachedOn(known, quantity))
    return { from, doneOn, share: sum / quantity }
  })
}

/** What bodies said, day by day: done on the earliest day that somebody has named and nobody has returned. */
export function stepsOfConfirmations(said: readonly Confirmation[], beganOn: string): WorkStep[] {
  const holding = said.map((one) => ({ ...one, from: effective(one.doneOn, one.recordedOn, beganOn) }))
  const days = new Set(holding.flatMap(({ from, returnedOn }) => (returnedOn === null ? [from] : [from, returnedOn])))
  return [...days].sort().map((day) => {
    const now = holding.filter(({ from, returnedOn }) => from <= day && (returnedOn === null || returnedOn > day))
    return { from: day, doneOn: now.map(({ doneOn }) => doneOn).sort()[0] ?? null, share: null }
  })
}
