import { AnnualTaskView, type ReceiptView, YearPlanHeader, type YearPlanStatus } from '@kepu/contract/plan-year'
import { type Actor, holds } from '../../../platform/actor.ts'
import type { Tx } from '../../../platform/database.ts'
import { listPurposes } from '../../ledger/index.ts'
import type { TaskStanding } from './progress.ts'
import type { YearPlan } from './types.ts'

/** What may be done to a year's plan, by how far it is. */
const VERBS = {
  draft: ['plan.annualTask.add', 'plan.annualTask.rewrite', 'plan.annualTask.remove', 'plan.year.issue'],
  issued: ['plan.annualTask.change', 'plan.annualTask.withdraw', 'plan.year.remind', 'plan.year.close'],
  closed: [],
} as const satisfies Record<YearPlanStatus, readonly string[]>

export function yearHeader(year: YearPlan, actor: Actor | null): YearPlanHeader {
  return YearPlanHeader.parse({
    id: year.id,
    planId: year.planId,
    year: year.year,
    title: year.title,
    documentNumber: year.documentNumber,
    status: year.status,
    issuedAt: year.issuedAt?.toISOString() ?? null,
    closedAt: year.closedAt?.toISOString() ?? null,
    version: year.version,
    can: actor === null ? [] : VERBS[year.status].filter((verb) => holds(actor, verb)),
  })
}

/** Labels and titles of tasks and measures, by id. */
export async function purposeWords(
  tx: Tx,
  county: string,
): Promise<ReadonlyMap<string, { label: string; title: string }>> {
  const purposes = await listPurposes(tx, county)
  return new Map(purposes.map(({ id, label, title }) => [id, { label, title }]))
}

export function annualTaskView(
  { task, progress, nodeStates }: TaskStanding,
  words: ReadonlyMap<string, { label: string; title: string }>,
): AnnualTaskView {
  const own = words.get(task.taskId)
  const measure = task.measureId === null ? undefined : words.get(task.measureId)
  const { yearPlanId, copiedFrom, ...facts } = task
  return AnnualTaskView.parse({
    ...facts,
    label: measure?.label ?? own?.label ?? '',
    taskTitle: own?.title ?? '',
    measureTitle: measure?.title ?? null,
    progress,
    nodeStates,
  })
}

export async function readReceipts(tx: Tx, county: string, yearPlanId: string): Promise<ReceiptView[]> {
  const rows = await tx
    .selectFrom('plan.year_receipt as receipt')
    .innerJoin('organization.unit as unit', (join) =>
      join.onRef('unit.county_code', '=', 'receipt.county_code').onRef('unit.id', '=', 'receipt.unit_id'),
    )
    .select(['receipt.unit_id', 'unit.name', 'receipt.issued_at', 'receipt.received_at', 'receipt.received_by_name'])
    .select('receipt.reminded_at')
    .where('receipt.county_code', '=', county)
    .where('receipt.year_plan_id', '=', yearPlanId)
    .orderBy('unit.created_at')
    .orderBy('unit.id')
    .execute()
  return rows.map((row) => ({
    unitId: row.unit_id,
    unitName: row.name,
    issuedAt: row.issued_at.toISOString(),
    receivedAt: row.received_at?.toISOString() ?? null,
    receivedByName: row.received_by_name,
    remindedAt: row.reminded_at?.toISOString() ?? null,
  }))
}
