import { createHash } from 'node:crypto'
import type { ReportContent } from '@kepu/contract/plan-report'
import { canonical } from '../../../platform/canonical.ts'
import type { Tx } from '../../../platform/database.ts'
import { listPurposes, workBetween } from '../../ledger/index.ts'
import { readAncestors } from '../year/store.ts'
import { readAnnualTasks, readCompletions } from '../year/task-rows.ts'
import { assemble, countAll, type Grounds } from './rules/assemble.ts'
import type { ReportingUnits } from './rules/owing.ts'
import { readSentences } from './store.ts'
import type { Report, ReportRound } from './types.ts'

export async function readReportingUnits(tx: Tx, county: string): Promise<ReportingUnits> {
  const rows = await tx
    .selectFrom('organization.unit')
    .select(['id', 'name', 'kind', 'parent_id'])
    .where('county_code', '=', county)
    .execute()
  return new Map(rows.map(({ id, name, kind, parent_id }) => [id, { id, name, kind, parentId: parent_id }]))
}

async function readRegionNames(tx: Tx, county: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectFrom('organization.region')
    .select(['code', 'name'])
    // All codes of a county begin with its own: a range on the primary key.
    .where('code', '>=', county)
    .where('code', '<', `${county}:`)
    .execute()
  return new Map(rows.map(({ code, name }) => [code, name]))
}

/** What all reports of a round are made of: eight reads, whether it's one report or all of them. */
export async function readGrounds(tx: Tx, county: string, round: ReportRound): Promise<Grounds> {
  const { yearPlanId, year, startsOn, endsOn } = round
  const tasks = await readAnnualTasks(tx, county, yearPlanId)
  const work = await workBetween(tx, county, `${year}-01-01`, endsOn)
  const ancestors = await readAncestors(tx, county)
  const completions = await readCompletions(tx, county, yearPlanId)
  const purposes = await listPurposes(tx, county)
  return {
    startsOn,
    endsOn,
    tasks,
    work: new Map(work.map((row) => [row.id, row])),
    countedOf: countAll(tasks, work, ancestors),
    ancestors,
    completions: completions.filter(({ doneOn }) => doneOn <= endsOn),
    units: await readReportingUnits(tx, county),
    labels: new Map(purposes.map(({ id, label }) => [id, label])),
    regions: await readRegionNames(tx, county),
  }
}

/** SHA-256 of the content in canonical JSON: what somebody says they saw. */
export function hashOf(content: ReportContent): string {
  return createHash('sha256').update(canonical(content)).digest('hex')
}

/** Reports of one round as the ledger has them now. */
export async function assembleReports(
  tx: Tx,
  county: string,
  round: ReportRound,
  reports: readonly Report[],
): Promise<ReadonlyMap<string, ReportContent>> {
  const grounds = await readGrounds(tx, county, round)
  const sentences = await readSentences(
    tx,
    county,
    reports.map(({ id }) => id),
  )
  return new Map(
    reports.map(({ id, unitId, remark }) => [
      id,
      assemble(unitId, grounds, { remark, byTask: sentences.get(id) ?? new Map() }),
    ]),
  )
}
