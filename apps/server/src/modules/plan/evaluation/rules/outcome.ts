import type { TaskOutcome } from '@kepu/contract/plan-evaluation'
import type { AnnualProgress, NodeStateView } from '@kepu/contract/plan-year'

/** A task of a year as its outcome needs it. */
export interface AnnualStanding {
  readonly dueOn: string
  /** Null: nothing to count. */
  readonly quantity: number | null
  readonly progress: readonly AnnualProgress[]
  readonly nodeStates: readonly NodeStateView[]
}

/** Fulfilled; begun and past its day; untouched and past its day; not due yet. */
export type AnnualOutcome = 'done' | 'partly' | 'notDone' | 'running'

/**
 * Done: everybody who has to reach the quantity has reached it, and every node is done, late or not. A task without quantity
 * and without nodes says nothing of what would fulfil it: it counts as done in part when its day is over, so that somebody looks.
 */
export function outcomeOfYear({ dueOn, quantity, progress, nodeStates }: AnnualStanding, asOf: string): AnnualOutcome {
  const enough = quantity === null || progress.every(({ achieved }) => achieved >= quantity)
  const nodesDone = nodeStates.every(({ doneOn }) => doneOn !== null)
  const sayable = quantity !== null || nodeStates.length > 0
  if (enough && nodesDone && sayable) return 'done'
  if (dueOn >= asOf) return 'running'
  const begun =
    !sayable || progress.some(({ achieved }) => achieved > 0) || nodeStates.some(({ doneOn }) => doneOn !== null)
  return begun ? 'partly' : 'notDone'
}

export interface OutcomeCounts {
  readonly total: number
  readonly done: number
  readonly partly: number
  readonly notDone: number
  readonly running: number
}

export function countOutcomes(outcomes: readonly AnnualOutcome[]): OutcomeCounts {
  const count = (outcome: AnnualOutcome) => outcomes.filter((one) => one === outcome).length
  return {
    total: outcomes.length,
    done: count('done'),
    partly: count('partly'),
    notDone: count('notDone'),
    running: count('running'),
  }
}

/** What became of a task of the plan, from its tasks of the years. */
export function outcomeOf({ total, done, partly, notDone, running }: OutcomeCounts): TaskOutcome {
  if (total === 0) return 'notPlanned'
  if (done === total) return 'done'
  if (partly === 0 && notDone === 0) return 'running'
  if (done === 0 && partly === 0 && running === 0) return 'notDone'
  return 'partly'
}
