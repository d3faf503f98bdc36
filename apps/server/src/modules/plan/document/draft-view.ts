import { PlanDraftView } from '@kepu/contract/plan'
import type { Actor } from '../../../platform/actor.ts'
import { dayInShanghai } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/database.ts'
import { knownNames } from './commands/import-plan.ts'
import { planHeader } from './headers.ts'
import { suggestUnits } from './rules/matching.ts'
import { draftProblems, namesWithDuties } from './rules/readiness.ts'
import { latestPublished, type PlanRow, StoredDraft } from './store.ts'

const EDITS_SHOWN = 50

/** All that the review screen shows. */
export async function draftView(tx: Tx, county: string, row: PlanRow, actor: Actor | null): Promise<PlanDraftView> {
  const draft = StoredDraft.parse(row.draft)
  const known = await knownNames(tx, county, row.issued_on ?? dayInShanghai(row.created_at))
  const edits = await tx
    .selectFrom('plan.draft_edit')
    .select(['seq', 'at', 'by_name', 'edit'])
    .where('county_code', '=', county)
    .where('plan_id', '=', row.id)
    .orderBy('seq', 'desc')
    .limit(EDITS_SHOWN)
    .execute()
  const sameAs = new Map(draft.proposal.units.map((unit) => [unit.name, unit.sameAs]))
  return PlanDraftView.parse({
    header: planHeader(row, actor),
    text: row.source_text,
    proposal: draft.proposal,
    units: [...namesWithDuties(draft.proposal)].map(([name, cells]) => ({
      name,
      cells,
      decision: draft.decisions[name] ?? null,
      suggestions: suggestUnits(name, sameAs.get(name) ?? [], known),
    })),
    settled: draft.settled,
    problems: draftProblems(draft),
    edits: edits.map((edit) => ({ seq: edit.seq, at: edit.at.toISOString(), by: edit.by_name, edit: edit.edit })),
    canUndo: edits.length > 0 && row.status === 'draft',
    inForceId: await latestPublished(tx, county, row.id),
  })
}
