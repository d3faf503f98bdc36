import { PlanDraftView, type PlanEdit, PlanHeader } from '@kepu/contract/plan'
import type { Client } from './client.ts'
import { type PlanWish, planDocument } from './plan-document.ts'

export async function importPlan(person: Client, wish: PlanWish = {}): Promise<PlanHeader> {
  return (await person.upload('/plans', '实施方案.docx', await planDocument(wish))).as(PlanHeader)
}

export async function showDraft(person: Client, planId: string): Promise<PlanDraftView> {
  return (await person.get(`/plans/${planId}/draft`)).as(PlanDraftView)
}

/** Makes corrections of the version that is there now. */
export async function edit(person: Client, planId: string, ...edits: PlanEdit[]): Promise<PlanDraftView> {
  const { header } = await showDraft(person, planId)
  return (await person.post(`/plans/${planId}/edits`, { version: header.version, edits })).as(PlanDraftView)
}

/** Every undecided name becomes a new unit, every remark is settled: ready to publish. */
export async function settle(person: Client, planId: string): Promise<PlanDraftView> {
  const draft = await showDraft(person, planId)
  const edits = draft.problems.flatMap((problem): PlanEdit[] => {
    if (problem.code === 'plan.draft.unplaced') return [{ edit: 'settleUnplaced', unplaced: problem.index }]
    if (problem.code !== 'plan.draft.unitUndecided') return []
    return [{ edit: 'unit', name: problem.name, decision: { as: 'new' } }]
  })
  return edits.length === 0 ? draft : edit(person, planId, ...edits)
}

export async function publish(person: Client, planId: string): Promise<PlanHeader> {
  const { header } = await settle(person, planId)
  return (await person.post(`/plans/${planId}/publish`, { version: header.version })).as(PlanHeader)
}
