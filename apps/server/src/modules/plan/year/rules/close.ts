import type { NodeStateView, YearRefusal } from '@kepu/contract/plan-year'
import type { YearPlan } from '../types.ts'

/** A year is closed once, while it runs. */
export function whyNotClose({ status }: YearPlan): YearRefusal | null {
  return status === 'issued' ? null : { code: 'plan.year.state', yearStatus: status }
}

/** What stays open: the person who closes has to have seen how much it is. */
export function openNodes(standing: readonly { readonly nodeStates: readonly NodeStateView[] }[]): NodeStateView[] {
  return standing.flatMap(({ nodeStates }) => nodeStates.filter(({ doneOn }) => doneOn === null))
}
