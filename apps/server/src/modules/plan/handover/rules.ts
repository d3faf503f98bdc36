import type { HandoverContent } from '@kepu/contract/plan-handover'
import { actionWords, OTHER_ACTION } from './action-words.ts'

/** An entry of the audit trail as the pack needs it: no person. */
export interface Act {
  readonly day: string
  readonly action: string
  readonly title: string | null
}

/** Acts that come by the dozen are counted by month; the others stand one by one. */
const BY_THE_DOZEN = /^(ledger\.|plan\.evaluation\.write$|plan\.draft\.)/

/** What was decided and done, newest first: the routine in sums, so that the decisions are seen. */
export function decisionsOf(acts: readonly Act[]): HandoverContent['decisions'] {
  const groups = Map.groupBy(acts, ({ action, day, title }) =>
    BY_THE_DOZEN.test(action) || !(action in actionWords)
      ? `${day.slice(0, 7)} ${wordsOf(action)}`
      : `${day} ${action} ${title ?? ''}`,
  )
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group
      if (!first) return []
      const day =
        group
          .map((one) => one.day)
          .sort()
          .at(-1) ?? first.day
      const one = group.length === 1 && wordsOf(first.action) !== OTHER_ACTION
      return [{ day, what: wordsOf(first.action), title: one ? first.title : null, times: group.length }]
    })
    .sort((a, b) => b.day.localeCompare(a.day) || a.what.localeCompare(b.what))
}

function wordsOf(action: string): string {
  return actionWords[action] ?? OTHER_ACTION
}

interface Shared {
  readonly unitId: string
  readonly unitName: string
  readonly task: string
}

/** Bodies with a part in the same tasks, those with most in common first. */
export function counterpartsOf(unitId: string, shares: readonly Shared[]): HandoverContent['counterparts'] {
  const others = Map.groupBy(
    shares.filter((one) => one.unitId !== unitId),
    (one) => one.unitId,
  )
  return [...others]
    .map(([id, group]) => ({
      unitId: id,
      unitName: group[0]?.unitName ?? '',
      shared: [...new Set(group.map(({ task }) => task))],
    }))
    .sort((a, b) => b.shared.length - a.shared.length)
}
