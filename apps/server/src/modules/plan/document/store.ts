import { PlanProposal, type PlanRefusal, type PlanStatus, UnitDecision } from '@kepu/contract/plan'
import type { Selectable } from 'kysely'
import { z } from 'zod'
import { may } from '../../../platform/actor.ts'
import type { Work } from '../../../platform/command.ts'
import type { Tx } from '../../../platform/database.ts'
import { Refused, refuse } from '../../../platform/problem.ts'
import type { PlanPlan } from '../../../schema.gen.ts'
import { rootUnit } from '../../organization/index.ts'
import type { Draft, Plan } from './types.ts'

export const StoredDraft = z.object({
  proposal: PlanProposal,
  decisions: z.record(z.string(), UnitDecision),
  settled: z.array(z.number().int()),
})

export type PlanRow = Selectable<PlanPlan>

function planOf(row: PlanRow): Plan {
  return {
    id: row.id,
    title: row.title,
    // The column's check constraint allows no other status.
    status: row.status as PlanStatus,
    revision: row.revision,
    previousId: row.previous_id,
    version: row.version,
    sourceText: row.source_text,
    draft: StoredDraft.parse(row.draft),
  }
}

export async function findPlanRow(tx: Tx, county: string, id: string): Promise<PlanRow> {
  const row = await tx
    .selectFrom('plan.plan')
    .selectAll()
    .where('county_code', '=', county)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? refuse({ code: 'platform.notFound', kind: 'plan' })
}

/** A plan belongs to the county as a whole: the permission is needed over its root unit. */
export async function requirePlanRight(work: Work, permission: string): Promise<void> {
  const root = await rootUnit(work.tx, work.county)
  if (!may(work.actor, permission, root.ancestors)) refuse({ code: 'platform.notAllowed', permission })
}

/** Locks an open draft for somebody who saw `version`. */
export async function lockDraft(work: Work, id: string, version: number, permission: string): Promise<Plan> {
  await requirePlanRight(work, permission)
  const row = await work.tx
    .selectFrom('plan.plan')
    .selectAll()
    .where('county_code', '=', work.county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) refuse({ code: 'platform.notFound', kind: 'plan' })
  const plan = planOf(row)
  if (plan.version !== version) refuse({ code: 'platform.stale', version: plan.version })
  if (plan.status !== 'draft') {
    const reason: PlanRefusal = { code: 'plan.draft.closed', planStatus: plan.status }
    throw new Refused(reason)
  }
  return plan
}

/** Header fields of the row follow the draft, so that lists need not open it. */
export async function saveDraft(work: Work, plan: Plan, draft: Draft): Promise<void> {
  const { proposal } = draft
  await work.tx
    .updateTable('plan.plan')
    .set({
      draft: JSON.stringify(draft),
      version: plan.version + 1,
      title: proposal.title ?? '',
      issuer: proposal.issuer,
      document_number: proposal.documentNumber,
      issued_on: proposal.issuedOn,
      period_start: proposal.period?.start ?? null,
      period_end: proposal.period?.end ?? null,
    })
    .where('county_code', '=', work.county)
    .where('id', '=', plan.id)
    .execute()
}

export async function setStatus(work: Work, planId: string, status: PlanStatus): Promise<void> {
  await work.tx
    .updateTable('plan.plan')
    .set((row) => ({
      status,
      version: row('version', '+', 1),
      ...(status === 'published' ? { published_at: work.now } : {}),
    }))
    .where('county_code', '=', work.county)
    .where('id', '=', planId)
    .execute()
}

/** The plan published last, besides the one asked about. */
export async function latestPublished(tx: Tx, county: string, besides: string): Promise<string | null> {
  const latest = await tx
    .selectFrom('plan.plan')
    .select('id')
    .where('county_code', '=', county)
    .where('status', '=', 'published')
    .where('id', '<>', besides)
    .orderBy('published_at', 'desc')
    .executeTakeFirst()
  return latest?.id ?? null
}
