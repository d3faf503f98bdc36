import { DiscardDraft, EditDraft, PlanDraftView, PlanHeader, type PlanRefusal, UndoEdit } from '@kepu/contract/plan'
import { command, type Work } from '../../../../platform/command.ts'
import { Refused } from '../../../../platform/problem.ts'
import { draftView } from '../draft-view.ts'
import { planHeader } from '../headers.ts'
import { applyEdit } from '../rules/edit.ts'
import { findPlanRow, lockDraft, StoredDraft, saveDraft, setStatus } from '../store.ts'
import type { Draft, Plan } from '../types.ts'

/** Corrections by the reviewer: all of them or none. The draft before each is kept for undo. */
export const editDraft = command({
  name: 'plan.draft.edit',
  input: EditDraft,
  output: PlanDraftView,
  async run(work, { planId, version, edits }) {
    const plan = await lockDraft(work, planId, version, 'plan.draft.edit')
    const seq = (await lastEdit(work, planId))?.seq ?? 0
    const steps: { edit: (typeof edits)[number]; before: Draft }[] = []
    let draft = plan.draft
    for (const edit of edits) {
      const edited = applyEdit(draft, edit)
      if ('refusal' in edited) throw new Refused(edited.refusal)
      steps.push({ edit, before: draft })
      draft = edited.draft
    }
    await work.tx
      .insertInto('plan.draft_edit')
      .values(
        steps.map(({ edit, before }, i) => ({
          county_code: work.county,
          plan_id: planId,
          seq: seq + i + 1,
          at: work.now,
          by_name: work.actor.name,
          edit: JSON.stringify(edit),
          before: JSON.stringify(before),
        })),
      )
      .execute()
    return saved(work, plan, draft, { edits })
  },
})

export const undoEdit = command({
  name: 'plan.draft.undo',
  input: UndoEdit,
  output: PlanDraftView,
  async run(work, { planId, version }) {
    const plan = await lockDraft(work, planId, version, 'plan.draft.undo')
    const last = await lastEdit(work, planId)
    if (!last) {
      const reason: PlanRefusal = { code: 'plan.draft.nothingToUndo' }
      throw new Refused(reason)
    }
    await work.tx
      .deleteFrom('plan.draft_edit')
      .where('county_code', '=', work.county)
      .where('plan_id', '=', planId)
      .where('seq', '=', last.seq)
      .execute()
    return saved(work, plan, StoredDraft.parse(last.before), { undone: last.edit })
  },
})

export const discardDraft = command({
  name: 'plan.draft.discard',
  input: DiscardDraft,
  output: PlanHeader,
  async run(work, { planId, version }) {
    await lockDraft(work, planId, version, 'plan.draft.discard')
    await setStatus(work, planId, 'discarded')
    work.record({ subject: ['plan', planId], detail: {} })
    return planHeader(await findPlanRow(work.tx, work.county, planId), work.actor)
  },
})

function lastEdit(work: Work, planId: string) {
  return work.tx
    .selectFrom('plan.draft_edit')
    .select(['seq', 'edit', 'before'])
    .where('county_code', '=', work.county)
    .where('plan_id', '=', planId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
}

async function saved(work: Work, plan: Plan, draft: Draft, detail: Record<string, unknown>): Promise<PlanDraftView> {
  await saveDraft(work, plan, draft)
  work.record({ subject: ['plan', plan.id], detail })
  return draftView(work.tx, work.county, await findPlanRow(work.tx, work.county, plan.id), work.actor)
}
