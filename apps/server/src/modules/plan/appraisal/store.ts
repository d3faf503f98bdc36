import {
  type AppraisalRefusal,
  type EnteredScore,
  type SchemeRefusal,
  SheetContent,
} from '@kepu/contract/plan-appraisal'
import { sql } from 'kysely'
import type { Work } from '../../../platform/command.ts'
import type { Tx } from '../../../platform/database.ts'
import { Refused, refuse } from '../../../platform/problem.ts'
import { requirePlanRight } from '../document/store.ts'
import { listEditions } from './scheme-store.ts'
import type { Appraisal, Objection, SchemeEdition } from './types.ts'

/** Refuses in the words of the appraisal. */
export function stop(reason: AppraisalRefusal | SchemeRefusal): never {
  throw new Refused(reason)
}

export function stopIf(reason: AppraisalRefusal | SchemeRefusal | null): void {
  if (reason) stop(reason)
}

/** An appraisal is released when it has been frozen; what its own row says is not believed. */
function appraisals(tx: Tx, county: string) {
  return tx
    .selectFrom('plan.appraisal as appraisal')
    .innerJoin('plan.year_plan as year', (join) =>
      join.onRef('year.county_code', '=', 'appraisal.county_code').onRef('year.id', '=', 'appraisal.year_plan_id'),
    )
    .leftJoin('plan.appraisal_release as release', (join) =>
      join
        .onRef('release.county_code', '=', 'appraisal.county_code')
        .onRef('release.appraisal_id', '=', 'appraisal.id'),
    )
    .selectAll('appraisal')
    .select(['year.year', 'release.sha256', 'release.released_at', 'release.released_by_name'])
    .where('appraisal.county_code', '=', county)
}

type Row = Awaited<ReturnType<ReturnType<typeof appraisals>['executeTakeFirstOrThrow']>>

/** With what was frozen, if it was. */
export interface ReleasedAppraisal extends Appraisal {
  readonly sha256: string | null
  readonly releasedAt: Date | null
  readonly releasedByName: string | null
}

function appraisalOf(row: Row): ReleasedAppraisal {
  return {
    id: row.id,
    yearPlanId: row.year_plan_id,
    year: row.year,
    schemeId: row.scheme_id,
    edition: row.edition,
    title: row.title,
    status: row.sha256 !== null ? 'released' : row.status === 'disclosed' ? 'disclosed' : 'prepared',
    asOf: row.as_of,
    disclosedAt: row.disclosed_at,
    objectUntil: row.object_until,
    version: row.version,
    sha256: row.sha256,
    releasedAt: row.released_at,
    releasedByName: row.released_by_name,
  }
}

export async function listAppraisals(tx: Tx, county: string): Promise<ReleasedAppraisal[]> {
  const rows = await appraisals(tx, county)
    .orderBy('year.year', 'desc')
    .orderBy('appraisal.created_at', 'desc')
    .execute()
  return rows.map(appraisalOf)
}

export async function findAppraisal(tx: Tx, county: string, id: string): Promise<ReleasedAppraisal> {
  const row = await appraisals(tx, county).where('appraisal.id', '=', id).executeTakeFirst()
  return row ? appraisalOf(row) : refuse({ code: 'platform.notFound', kind: 'appraisal' })
}

/** Locks an appraisal: sheets, entries and objections are written only under this lock. */
export async function lockAppraisal(work: Work, id: string): Promise<ReleasedAppraisal> {
  await work.tx
    .selectFrom('plan.appraisal')
    .select('id')
    .where('county_code', '=', work.county)
    .where('id', '=', id)
    .forUpdate()
    .execute()
  return findAppraisal(work.tx, work.county, id)
}

/** The same for the county's own acts, by somebody who saw `version`. */
export async function lockForCounty(work: Work, id: string, version: number | null, permission: string) {
  await requirePlanRight(work, permission)
  const appraisal = await lockAppraisal(work, id)
  if (version !== null && appraisal.version !== version) refuse({ code: 'platform.stale', version: appraisal.version })
  return appraisal
}

export async function editionOf(tx: Tx, county: string, appraisal: Appraisal): Promise<SchemeEdition> {
  const editions = await listEditions(tx, county, appraisal.schemeId)
  return (
    editions.find(({ edition }) => edition === appraisal.edition) ??
    refuse({ code: 'platform.notFound', kind: 'scheme' })
  )
}

export async function bumpAppraisal(
  work: Work,
  { id, version }: Appraisal,
  change: { status?: string; as_of?: string; disclosed_at?: Date | null; object_until?: string | null } = {},
): Promise<void> {
  await work.tx
    .updateTable('plan.appraisal')
    .set({ version: version + 1, ...change })
    .where('county_code', '=', work.county)
    .where('id', '=', id)
    .execute()
}

export interface StoredSheet {
  readonly sheet: SheetContent
  readonly confirmedAt: Date | null
  readonly confirmedByName: string | null
}

/** Sheets in the official order of bodies; of one body alone when it's named. */
export async function readSheets(tx: Tx, county: string, appraisalId: string, unitId?: string): Promise<StoredSheet[]> {
  let rows = tx
    .selectFrom('plan.appraisal_sheet')
    .select(['content', 'confirmed_at', 'confirmed_by_name'])
    .where('county_code', '=', county)
    .where('appraisal_id', '=', appraisalId)
  if (unitId !== undefined) rows = rows.where('unit_id', '=', unitId)
  const found = await rows.orderBy('ordinal').execute()
  return found.map(({ content, confirmed_at, confirmed_by_name }) => ({
    sheet: SheetContent.parse(content),
    confirmedAt: confirmed_at,
    confirmedByName: confirmed_by_name,
  }))
}

/** New sheets take the place of all that were there. */
export async function replaceSheets(work: Work, appraisalId: string, sheets: readonly SheetContent[]): Promise<void> {
  await work.tx
    .deleteFrom('plan.appraisal_sheet')
    .where('county_code', '=', work.county)
    .where('appraisal_id', '=', appraisalId)
    .execute()
  if (sheets.length === 0) return
  await work.tx
    .insertInto('plan.appraisal_sheet')
    .values(
      sheets.map((sheet, i) => ({
        county_code: work.county,
        appraisal_id: appraisalId,
        unit_id: sheet.unitId,
        ordinal: i + 1,
        content: JSON.stringify(sheet),
      })),
    )
    .execute()
}

/** Writes sheets that are there: one statement, whatever their number. */
export async function saveSheets(work: Work, appraisalId: string, sheets: readonly SheetContent[]): Promise<void> {
  if (sheets.length === 0) return
  const rows = JSON.stringify(sheets.map((sheet) => ({ unit: sheet.unitId, content: sheet })))
  await sql`
    update plan.appraisal_sheet sheet set content = written.content
    from jsonb_to_recordset(${rows}::jsonb) as written(unit uuid, content jsonb)
    where sheet.county_code = ${work.county} and sheet.appraisal_id = ${appraisalId} and sheet.unit_id = written.unit
  `.execute(work.tx)
}

/** Says that a body objects to nothing, or takes that back (null). */
export async function saveConfirmation(work: Work, appraisalId: string, unitId: string | null, at: Date | null) {
  let rows = work.tx
    .updateTable('plan.appraisal_sheet')
    .set({ confirmed_at: at, confirmed_by_name: at === null ? null : work.actor.name })
    .where('county_code', '=', work.county)
    .where('appraisal_id', '=', appraisalId)
  if (unitId !== null) rows = rows.where('unit_id', '=', unitId)
  await rows.execute()
}

/** What persons gave, the last word of each: unit and item → points with the reason. */
export async function readEntries(tx: Tx, county: string, appraisalId: string): Promise<Map<string, EnteredScore>> {
  const rows = await tx
    .selectFrom('plan.appraisal_entry')
    .select(['unit_id', 'item_id', 'score', 'reason'])
    .where('county_code', '=', county)
    .where('appraisal_id', '=', appraisalId)
    .orderBy('id')
    .execute()
  return new Map(rows.map((row) => [entryKey(row.unit_id, row.item_id), { score: row.score, reason: row.reason }]))
}

export function entryKey(unitId: string, itemId: string): string {
  return `${unitId} ${itemId}`
}

export async function readObjections(tx: Tx, county: string, appraisalId: string): Promise<Objection[]> {
  const rows = await objections(tx, county).where('objection.appraisal_id', '=', appraisalId).execute()
  return rows.map(objectionOf)
}

export async function findObjection(tx: Tx, county: string, id: string): Promise<Objection> {
  const row = await objections(tx, county).where('objection.id', '=', id).executeTakeFirst()
  return row ? objectionOf(row) : refuse({ code: 'platform.notFound', kind: 'objection' })
}

function objections(tx: Tx, county: string) {
  return tx
    .selectFrom('plan.objection as objection')
    .innerJoin('organization.unit as unit', (join) =>
      join.onRef('unit.county_code', '=', 'objection.county_code').onRef('unit.id', '=', 'objection.unit_id'),
    )
    .selectAll('objection')
    .select('unit.name as unit_name')
    .where('objection.county_code', '=', county)
    .orderBy('objection.raised_at')
    .orderBy('objection.id')
}

type ObjectionRow = Awaited<ReturnType<ReturnType<typeof objections>['executeTakeFirstOrThrow']>>

function objectionOf(row: ObjectionRow): Objection {
  return {
    id: row.id,
    appraisalId: row.appraisal_id,
    unitId: row.unit_id,
    unitName: row.unit_name,
    itemId: row.item_id,
    score: row.score,
    reason: row.reason,
    raisedByName: row.raised_by_name,
    raisedAt: row.raised_at,
    state: row.state === 'upheld' ? 'upheld' : row.state === 'rejected' ? 'rejected' : 'open',
    answer: row.answer,
    newScore: row.new_score,
    answeredByName: row.answered_by_name,
    answeredAt: row.answered_at,
  }
}
