import type { Work } from '../../../../platform/command.ts'
import { insertAlias, insertUnits, kindOfName, listAliases, rootUnit } from '../../../organization/index.ts'
import { namesWithDuties, resolveName } from '../rules/readiness.ts'
import type { Draft } from '../types.ts'

/** Name as written → unit, or null for an open group. A name that is to be ignored is absent. */
export type UnitOfName = ReadonlyMap<string, string | null>

/** Makes the new bodies, notes other names of those there are, and tells what each written name stands for. */
export async function settleUnits(work: Work, draft: Draft): Promise<UnitOfName> {
  const resolved = [...namesWithDuties(draft.proposal).keys()].flatMap((written) => {
    const to = resolveName(draft, written)
    return typeof to === 'string' ? [] : [{ written, to }]
  })
  const unitOfNewName = await makeNewUnits(work, [
    ...new Set(resolved.filter(({ to }) => to.as === 'new').map(({ to }) => to.name)),
  ])
  const unitOfName = new Map<string, string | null>()
  for (const { written, to } of resolved) {
    if (to.as === 'openGroup') unitOfName.set(written, null)
    if (to.as === 'unit') unitOfName.set(written, to.unitId)
    if (to.as === 'new') unitOfName.set(written, unitOfNewName.get(to.name) ?? null)
  }
  await noteOtherNames(work, unitOfName)
  return unitOfName
}

async function makeNewUnits(work: Work, names: readonly string[]): Promise<Map<string, string>> {
  if (names.length === 0) return new Map()
  const there = await work.tx
    .selectFrom('organization.unit')
    .select(['id', 'name'])
    .where('county_code', '=', work.county)
    .where('active', '=', true)
    .where('name', 'in', names)
    .execute()
  const unitOf = new Map(there.map((unit) => [unit.name, unit.id]))
  const root = await rootUnit(work.tx, work.county)
  const missing = names.filter((name) => !unitOf.has(name))
  const made = await insertUnits(
    work,
    missing.map((name) => ({ name, kind: kindOfName(name), parent: root, regionCode: null })),
  )
  for (const unit of made) unitOf.set(unit.name, unit.id)
  return unitOf
}

async function noteOtherNames(work: Work, unitOfName: UnitOfName): Promise<void> {
  const unitIds = [...new Set([...unitOfName.values()].filter((id) => id !== null))]
  if (unitIds.length === 0) return
  const units = await work.tx
    .selectFrom('organization.unit')
    .select(['id', 'name'])
    .where('county_code', '=', work.county)
    .where('id', 'in', unitIds)
    .execute()
  const nameOf = new Map(units.map((unit) => [unit.id, unit.name]))
  const aliases = new Set((await listAliases(work.tx, work.county)).map((alias) => `${alias.unitId} ${alias.name}`))
  for (const [written, unitId] of unitOfName) {
    if (unitId === null || nameOf.get(unitId) === written || aliases.has(`${unitId} ${written}`)) continue
    await insertAlias(work, unitId, { name: written, validFrom: null, validTo: null })
  }
}
