import { unitsOf } from '../../../platform/actor.ts'
import type { Work } from '../../../platform/command.ts'
import type { Tx } from '../../../platform/database.ts'
import { listAliases } from '../../organization/index.ts'
import type { Vocabulary } from './understand.ts'
import type { Names } from './words.ts'

async function readUnits(tx: Tx, county: string) {
  return tx
    .selectFrom('organization.unit')
    .select(['id', 'name', 'ancestors', 'active'])
    .where('county_code', '=', county)
    .execute()
}

async function readRegions(tx: Tx, county: string) {
  const rows = await tx
    .selectFrom('organization.region')
    .select(['code', 'name', 'level', 'parent_code'])
    .where('code', '>=', county)
    .where('code', '<', `${county}:`)
    .orderBy('code', 'desc')
    .execute()
  const nameOf = new Map(rows.map(({ code, name }) => [code, name]))
  // 乡镇+村 always names one place: it's how the list is written.
  return rows.map((row) => ({
    code: row.code,
    name: row.name,
    full: row.level === 'village' ? `${nameOf.get(row.parent_code ?? '') ?? ''}${row.name}` : row.name,
  }))
}

export async function readNames(tx: Tx, county: string): Promise<Names> {
  const units = new Map((await readUnits(tx, county)).map(({ id, name }) => [id, name]))
  const regions = new Map((await readRegions(tx, county)).map(({ code, full }) => [code, full]))
  return { unit: (id) => units.get(id) ?? '', region: (code) => regions.get(code) ?? '' }
}

export async function readVocabulary(work: Work): Promise<Vocabulary> {
  const units = (await readUnits(work.tx, work.county)).filter(({ active }) => active)
  const regions = await readRegions(work.tx, work.county)
  const mine = unitsOf(work.actor, 'people.import.check')
  const allowed = units.filter(({ ancestors }) => mine === null || ancestors.some((above) => mine.includes(above)))
  return {
    today: work.today,
    units: new Map([
      ...(await listAliases(work.tx, work.county)).map(({ name, unitId }) => [name, unitId] as const),
      ...units.map(({ name, id }) => [name, id] as const),
    ]),
    // In descending order of code, so that a township wins over a village of the same name.
    regions: new Map([
      ...regions.map(({ name, code }) => [name, code] as const),
      ...regions.map(({ full, code }) => [full, code] as const),
    ]),
    allowedUnits: mine === null ? null : new Set(allowed.map(({ id }) => id)),
  }
}
