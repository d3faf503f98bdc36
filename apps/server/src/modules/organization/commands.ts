import {
  AddUnit,
  AddUnitAlias,
  ChangeFooter,
  type OrganizationRefusal,
  RemoveUnitAlias,
  RenameUnit,
  UnitView,
} from '@kepu/contract/organization'
import { command, type Work } from '../../platform/command.ts'
import { Refused, refuse } from '../../platform/problem.ts'
import { unitView } from './queries.ts'
import { dayBefore, whyNotAlias, whyNotName } from './rules/naming.ts'
import {
  bumpUnit,
  findUnit,
  findUnitByName,
  insertAlias,
  insertUnits,
  listAliases,
  lockUnit,
  rootUnit,
  unitForActor,
} from './store.ts'
import type { Unit, UnitAlias } from './types.ts'

async function viewOf(work: Work, unit: Unit): Promise<UnitView> {
  return unitView(unit, await listAliases(work.tx, work.county, unit.id), work.actor)
}

async function requireRegion(work: Work, code: string): Promise<void> {
  const region = await work.tx
    .selectFrom('organization.region')
    .select('code')
    .where('code', '=', code)
    .executeTakeFirst()
  if (!region || !code.startsWith(work.county)) {
    const reason: OrganizationRefusal = { code: 'organization.region.outside', regionCode: code }
    throw new Refused(reason)
  }
}

export const addUnit = command({
  name: 'organization.unit.add',
  input: AddUnit,
  output: UnitView,
  async run(work, { name, kind, parentId, regionCode }) {
    const parent = parentId
      ? await unitForActor(work, parentId, 'organization.unit.add')
      : await unitForActor(work, (await rootUnit(work.tx, work.county)).id, 'organization.unit.add')
    if (regionCode !== undefined) await requireRegion(work, regionCode)
    const reason = whyNotName(name, await findUnitByName(work.tx, work.county, name), null)
    if (reason) throw new Refused(reason)

    const [unit] = await insertUnits(work, [{ name, kind, parent, regionCode: regionCode ?? null }])
    if (!unit) throw new Error('insert returned nothing')
    work.record({ subject: ['unit', unit.id], detail: { name, kind } })
    return viewOf(work, unit)
  },
})

/** The old name stays as an alias until the day before, so that old documents still find the unit. */
export const renameUnit = command({
  name: 'organization.unit.rename',
  input: RenameUnit,
  output: UnitView,
  async run(work, { unitId, version, name, since }) {
    const unit = await lockUnit(work, unitId, version, 'organization.unit.rename')
    const reason = whyNotName(name, await findUnitByName(work.tx, work.county, name), unitId)
    if (reason) throw new Refused(reason)

    const renamed = await bumpUnit(work, unit, { name })
    const from = since ?? work.today
    if (name !== unit.name)
      await insertAlias(work, unitId, { name: unit.name, validFrom: null, validTo: dayBefore(from) })
    work.record({ subject: ['unit', unitId], detail: { before: unit.name, after: name, since: from } })
    return viewOf(work, renamed)
  },
})

export const addAlias = command({
  name: 'organization.alias.add',
  input: AddUnitAlias,
  output: UnitView,
  async run(work, { unitId, version, name, validFrom, validTo }) {
    const unit = await lockUnit(work, unitId, version, 'organization.alias.add')
    const alias: UnitAlias = { name, validFrom: validFrom ?? null, validTo: validTo ?? null }
    const holder = await findUnitByName(work.tx, work.county, name)
    const reason = whyNotAlias(unit, alias) ?? whyNotName(name, holder, unitId)
    if (reason) throw new Refused(reason)

    await insertAlias(work, unitId, alias)
    const changed = await bumpUnit(work, unit, {})
    work.record({ subject: ['unit', unitId], detail: { ...alias } })
    return viewOf(work, changed)
  },
})

export const removeAlias = command({
  name: 'organization.alias.remove',
  input: RemoveUnitAlias,
  output: UnitView,
  async run(work, { unitId, version, name }) {
    const unit = await lockUnit(work, unitId, version, 'organization.alias.remove')
    const removed = await work.tx
      .deleteFrom('organization.unit_alias')
      .where('county_code', '=', work.county)
      .where('unit_id', '=', unitId)
      .where('name', '=', name)
      .executeTakeFirst()
    if (removed.numDeletedRows === 0n) refuse({ code: 'platform.notFound', kind: 'alias' })

    const changed = await bumpUnit(work, unit, {})
    work.record({ subject: ['unit', unitId], detail: { removed: name } })
    return viewOf(work, changed)
  },
})

export const changeFooter = command({
  name: 'organization.footer.change',
  input: ChangeFooter,
  output: ChangeFooter,
  async run(work, footer) {
    const root = await findUnit(work.tx, work.county, (await rootUnit(work.tx, work.county)).id)
    if (root) await unitForActor(work, root.id, 'organization.footer.change')
    await work.tx
      .updateTable('organization.county')
      .set({ footer: JSON.stringify(footer) })
      .where('code', '=', work.county)
      .execute()
    work.record({ subject: ['county', work.county], detail: { ...footer } })
    return footer
  },
})
