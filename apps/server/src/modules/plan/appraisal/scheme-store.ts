import { createHash } from 'node:crypto'
import { Scheme as SchemeContent } from '@kepu/contract/plan-appraisal'
import { canonical } from '../../../platform/canonical.ts'
import type { Work } from '../../../platform/command.ts'
import type { Tx } from '../../../platform/database.ts'
import { refuse } from '../../../platform/problem.ts'
import { requirePlanRight } from '../document/store.ts'
import type { Scheme, SchemeEdition } from './types.ts'

/** SHA-256 of the canonical JSON: the same content always has the same hash. */
export function hashOf(content: unknown): string {
  return sha256(canonical(content))
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

interface SchemeRow {
  readonly id: string
  readonly draft: unknown
  readonly version: number
}

function schemeOf({ id, draft, version }: SchemeRow): Scheme {
  return { id, draft: SchemeContent.parse(draft), version }
}

export async function listSchemes(tx: Tx, county: string): Promise<Scheme[]> {
  const rows = await tx
    .selectFrom('plan.scheme')
    .select(['id', 'draft', 'version'])
    .where('county_code', '=', county)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(schemeOf)
}

/** Every published edition, the newest of each scheme first. */
export async function listEditions(tx: Tx, county: string, schemeId?: string): Promise<SchemeEdition[]> {
  let rows = tx.selectFrom('plan.scheme_edition').selectAll().where('county_code', '=', county)
  if (schemeId !== undefined) rows = rows.where('scheme_id', '=', schemeId)
  const found = await rows.orderBy('edition', 'desc').execute()
  return found.map((row) => ({
    schemeId: row.scheme_id,
    edition: row.edition,
    content: SchemeContent.parse(row.content),
    sha256: row.sha256,
    publishedAt: row.published_at,
    publishedByName: row.published_by_name,
  }))
}

export async function findScheme(tx: Tx, county: string, id: string): Promise<Scheme> {
  const row = await tx
    .selectFrom('plan.scheme')
    .select(['id', 'draft', 'version'])
    .where('county_code', '=', county)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? schemeOf(row) : refuse({ code: 'platform.notFound', kind: 'scheme' })
}

/** Locks a scheme for somebody who saw `version`. */
export async function lockScheme(work: Work, id: string, version: number, permission: string): Promise<Scheme> {
  await requirePlanRight(work, permission)
  const row = await work.tx
    .selectFrom('plan.scheme')
    .select(['id', 'draft', 'version'])
    .where('county_code', '=', work.county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) refuse({ code: 'platform.notFound', kind: 'scheme' })
  if (row.version !== version) refuse({ code: 'platform.stale', version: row.version })
  return schemeOf(row)
}

export async function insertScheme(work: Work, draft: SchemeContent): Promise<string> {
  const id = work.newId()
  await work.tx
    .insertInto('plan.scheme')
    .values({ county_code: work.county, id, draft: JSON.stringify(draft), created_at: work.now })
    .execute()
  return id
}

export async function saveScheme(work: Work, { id, version }: Scheme, draft: SchemeContent): Promise<void> {
  await work.tx
    .updateTable('plan.scheme')
    .set({ draft: JSON.stringify(draft), version: version + 1 })
    .where('county_code', '=', work.county)
    .where('id', '=', id)
    .execute()
}

export async function deleteScheme(work: Work, { id }: Scheme): Promise<void> {
  await work.tx.deleteFrom('plan.scheme').where('county_code', '=', work.county).where('id', '=', id).execute()
}

export async function insertEdition(work: Work, scheme: Scheme, edition: number): Promise<string> {
  const hash = hashOf(scheme.draft)
  await work.tx
    .insertInto('plan.scheme_edition')
    .values({
      county_code: work.county,
      scheme_id: scheme.id,
      edition,
      content: JSON.stringify(scheme.draft),
      sha256: hash,
      published_at: work.now,
      published_by_name: work.actor.name,
    })
    .execute()
  return hash
}
