import { PlanHeader } from '@kepu/contract/plan'
import { type Actor, holds } from '../../../platform/actor.ts'
import type { PlanRow } from './store.ts'

const VERBS = ['plan.draft.show', 'plan.draft.edit', 'plan.draft.undo', 'plan.draft.discard', 'plan.plan.publish']

export function planHeader(row: Omit<PlanRow, 'source_text' | 'imported' | 'draft'>, actor: Actor | null): PlanHeader {
  return PlanHeader.parse({
    id: row.id,
    title: row.title,
    issuer: row.issuer,
    documentNumber: row.document_number,
    issuedOn: row.issued_on,
    period:
      row.period_start === null || row.period_end === null ? null : { start: row.period_start, end: row.period_end },
    status: row.status,
    revision: row.revision,
    previousId: row.previous_id,
    fileName: row.file_name,
    publishedAt: row.published_at?.toISOString() ?? null,
    version: row.version,
    can: row.status === 'draft' && actor !== null ? VERBS.filter((verb) => holds(actor, verb)) : [],
  })
}
