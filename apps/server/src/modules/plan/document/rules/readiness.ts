import type { DraftProblem, PlanProposal, UnitDecision } from '@kepu/contract/plan'
import type { Draft } from '../types.ts'

/** Remarks of the importer that need no decision: nobody answers for anything there. */
const HARMLESS = new Set(['addressee', 'copied', 'mentioned', 'difference', 'ceiling', 'noNode', 'secondQuantity'])

/** What still stands between the draft and publishing, in the order that the reviewer meets it. Empty: ready. */
export function draftProblems(draft: Draft): DraftProblem[] {
  const { proposal } = draft
  const problems: DraftProblem[] = []
  if (!proposal.title) problems.push({ code: 'plan.draft.noTitle' })
  if (proposal.period === null || proposal.period.end < proposal.period.start)
    problems.push({ code: 'plan.draft.noPeriod' })
  if (proposal.tasks.length === 0) problems.push({ code: 'plan.draft.noTasks' })
  proposal.tasks.forEach((task, index) => {
    const led = task.lead.length > 0 || task.measures.some((measure) => measure.lead.length > 0)
    if (!led) problems.push({ code: 'plan.draft.noLead', task: index, title: task.title })
  })
  for (const name of namesWithDuties(proposal).keys()) {
    const settled = resolveName(draft, name)
    if (settled === 'undecided') problems.push({ code: 'plan.draft.unitUndecided', name })
    if (settled === 'circle') problems.push({ code: 'plan.draft.unitCircle', name })
  }
  proposal.unplaced.forEach(({ text, why }, index) => {
    if (HARMLESS.has(why) || draft.settled.includes(index)) return
    problems.push({ code: 'plan.draft.unplaced', index, text })
  })
  return problems
}

/** Names that answer for something, with the number of cells that they stand in. */
export function namesWithDuties(proposal: PlanProposal): Map<string, number> {
  const cells = new Map<string, number>()
  const count = (names: readonly string[]) => {
    for (const name of names) cells.set(name, (cells.get(name) ?? 0) + 1)
  }
  for (const task of proposal.tasks) {
    for (const names of [task.lead, task.responsible, task.implementers]) count(names)
    for (const measure of task.measures) for (const names of [measure.lead, measure.responsible]) count(names)
  }
  return cells
}

export type Resolution = Exclude<UnitDecision, { as: 'same' }> & { readonly name: string }

/** What a name comes to in the end, following «the same as» from name to name. */
export function resolveName(draft: Draft, name: string): Resolution | 'undecided' | 'circle' {
  const seen = new Set<string>()
  let current = name
  for (;;) {
    if (seen.has(current)) return 'circle'
    seen.add(current)
    const decision = draft.decisions[current]
    if (decision === undefined) return 'undecided'
    if (decision.as !== 'same') return { ...decision, name: current }
    current = decision.name
  }
}
