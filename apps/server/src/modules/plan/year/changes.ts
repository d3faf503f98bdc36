import { Id, Instant } from '@kepu/contract'
import { AnnualChangePage, type AnnualChangeView, ListAnnualChanges } from '@kepu/contract/plan-year-change'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../../platform/database.ts'
import { decodeCursor, pageOfRows } from '../../../platform/page.ts'
import { query } from '../../../platform/query.ts'
import { Snapshot } from './change-rows.ts'
import { yearPlanFor } from './queries.ts'
import { differencesOf } from './rules/change.ts'
import { purposeWords } from './views.ts'

/** Instant and id of the last row of a page. */
const SortKey = z.tuple([Instant, Id])

/** 调整记录: every change of the year's tasks, newest first, field by field. Four reads a page. */
export const listAnnualChanges = query({
  name: 'plan.annualChange.list',
  access: 'signedIn',
  input: ListAnnualChanges,
  output: AnnualChangePage,
  async run(read, { yearPlanId, cursor, limit }) {
    const year = await yearPlanFor(read, yearPlanId)
    const after = cursor ? decodeCursor(cursor, SortKey) : null
    const rows = await selectChanges(read.tx, read.county, year.id, after, limit + 1)
    const page = pageOfRows(rows, limit, (row) => [row.changed_at.toISOString(), row.id])
    const receipts = await receiptsOf(
      read.tx,
      read.county,
      page.items.map(({ id }) => id),
    )
    const items = page.items.map(
      (row): AnnualChangeView => ({
        id: row.id,
        annualTaskId: row.annual_task_id,
        taskTitle: row.title,
        reason: row.reason,
        differences: differencesOf(Snapshot.parse(row.before), Snapshot.parse(row.after)),
        changedByName: row.changed_by_name,
        changedAt: row.changed_at.toISOString(),
        receipts: receipts.get(row.id) ?? [],
      }),
    )
    return { items, next: page.next, names: await namesIn(read.tx, read.county, items) }
  },
})

function selectChanges(tx: Tx, county: string, yearPlanId: string, after: [string, string] | null, limit: number) {
  let rows = tx
    .selectFrom('plan.annual_change as change')
    .innerJoin('plan.annual_task as task', (join) =>
      join.onRef('task.county_code', '=', 'change.county_code').onRef('task.id', '=', 'change.annual_task_id'),
    )
    .selectAll('change')
    .select('task.title')
    .where('change.county_code', '=', county)
    .where('task.year_plan_id', '=', yearPlanId)
  if (after) {
    const [at, id] = after
    rows = rows.where(sql<boolean>`(change.changed_at, change.id) < (${at}::timestamptz, ${id}::uuid)`)
  }
  return rows.orderBy('change.changed_at', 'desc').orderBy('change.id', 'desc').limit(limit).execute()
}

async function receiptsOf(tx: Tx, county: string, changeIds: readonly string[]) {
  if (changeIds.length === 0) return new Map<string, AnnualChangeView['receipts']>()
  const rows = await tx
    .selectFrom('plan.annual_change_receipt as receipt')
    .innerJoin('organization.unit as unit', (join) =>
      join.onRef('unit.county_code', '=', 'receipt.county_code').onRef('unit.id', '=', 'receipt.unit_id'),
    )
    .select(['receipt.change_id', 'receipt.unit_id', 'receipt.received_at', 'unit.name'])
    .where('receipt.county_code', '=', county)
    .where('receipt.change_id', 'in', changeIds)
    .orderBy('unit.created_at')
    .orderBy('unit.id')
    .execute()
  const groups = Map.groupBy(rows, ({ change_id }) => change_id)
  return new Map(
    [...groups].map(([id, own]) => [
      id,
      own.map(({ unit_id, name, received_at }) => ({
        unitId: unit_id,
        unitName: name,
        receivedAt: received_at?.toISOString() ?? null,
      })),
    ]),
  )
}

/** Names of what the differences speak of: bodies are in the receipts, tasks and measures in the ledger's purposes. */
async function namesIn(tx: Tx, county: string, items: readonly AnnualChangeView[]) {
  const names: Record<string, string> = {}
  for (const { unitId, unitName } of items.flatMap(({ receipts }) => receipts)) names[unitId] = unitName
  const purposes = items.some(({ differences }) => differences.some(({ field }) => field === 'purpose'))
  if (purposes) for (const [id, { title }] of await purposeWords(tx, county)) names[id] = title
  return names
}
