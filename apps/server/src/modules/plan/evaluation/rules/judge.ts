import type { Verdict, VerdictBasis } from '@kepu/contract/plan-evaluation'
import type { Goal, Reading } from '../types.ts'

export interface Judgement {
  readonly verdict: Verdict
  readonly basis: VerdictBasis
}

/**
 * Has the goal been reached? With an interval: yes if all of it reaches the goal, no if none of it does, else nobody can tell.
 * Without one the value is taken as it was reported, and the answer says so. «About 12 %» has no edge below which it is
 * certainly missed, so a lone value below it decides nothing. A goal written as «=» is one to be reached: more is not a miss.
 */
export function judge(goal: Goal, reading: Reading | null): Judgement {
  if (reading === null) return { verdict: 'cannotTell', basis: 'none' }
  if (otherRule(goal.scoringRule, reading.scoringRule)) return { verdict: 'cannotTell', basis: 'otherRule' }
  const { value, interval } = reading
  if (interval === null) {
    if (reaches(goal, value)) return { verdict: 'met', basis: 'reported' }
    return { verdict: goal.comparator === '~' ? 'cannotTell' : 'notMet', basis: 'reported' }
  }
  if (reaches(goal, interval.low)) return { verdict: 'met', basis: 'interval' }
  if (!reaches(goal, interval.high)) return { verdict: 'notMet', basis: 'interval' }
  return { verdict: 'cannotTell', basis: 'interval' }
}

function reaches({ value, comparator }: Goal, found: number): boolean {
  return comparator === '>' ? found > value : found >= value
}

/** Both are known, and differ: then the two numbers mean different things. */
function otherRule(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one !== other
}
