import type { UnitKind } from '@kepu/contract/organization'
import type { Selectable } from 'kysely'
import { may } from '../../platform/actor.ts'
import type { Work } from '../../platform/command.ts'
import type { Tx } from '../../platform/database.ts'
import { refuse } from '../../platform/problem.ts'
import type { OrganizationUnit } from '../../schema.gen.ts'
import type { Unit, UnitAlias } from './types.ts'

type Row = Selectable<OrganizationUnit>

function unitOf(row: Row): Unit {
  return {
    id: row.id,
    name: row.name,
    // The column's check constraint allows no other kind.
    kind: row.kind as UnitKind,
    parentId: row.parent_id,
    ancestors: row.ancestors,
    regionCode: row.region_code,
    active: row.active,
    version: row.version,
  }
}

export async function findUnit(tx: Tx, county: string, id: string): Promise<Unit | null> {
  const row = await tx
    .selectFrom('organization.unit')
    .selectAll()
    .where('county_code', '=', county)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? unitOf(row) : null
}

/** The unit, if the actor may do this to it; else not found or not allowed. */
export async function unitForActor(work: Work, id: string, permission: string): Promise<Unit> {
  const unit = (await findUnit(work.tx, work.county, id)) ?? refuse({ code: 'platform.notFound', kind: 'unit' })
  if (!may(work.actor, permission, unit.ancestors)) refuse({ code: 'platform.notAllowed', permission })
  return unit
}

/** Locks the unit for a change by somebody who saw `version`. */
export async function lockUnit(work: Work, id: string, version: number, permission: string): Promise<Unit> {
  await work.tx
    .selectFrom('organization.unit')
    .select('id')
    .where('county_code', '=', work.county)
    .where('id', '=', id)
    .forUpdate()
    .execute()
  const unit = await unitForActor(work, id, permission)
  if (unit.version !== version) refuse({ code: 'platform.stale', version: unit.version })
  return unit
}

export async function findUnitByName(tx: Tx, county: string, name: string): Promise<Unit | null> {
  const row = await tx
    .selectFrom('organization.unit')
    .selectAll()
    .where('county_code', '=', county)
    .where('name', '=', name)
    .where('active', '=', true)
    .executeTakeFirst()
  return row ? unitOf(row) : null
}

export async function rootUnit(tx: Tx, county: string): Promise<Unit> {
  const row = await tx
    .selectFrom('organization.unit')
    .selectAll()
    .where('county_code', '=', county)
    .where('parent_id', 'is', null)
    .orderBy('created_at')
    .executeTakeFirst()
  return row ? unitOf(row) : refuse({ code: 'platform.notFound', kind: 'county' })
}

export interface NewUnit {
  readonly name: string
  readonly kind: UnitKind
  readonly parent: Pick<Unit, 'id' | 'ancestors'> | null
  readonly regionCode: string | null
}

/** Inserts units whose parents exist already. */
export async function insertUnits(work: Work, units: readonly NewUnit[]): Promise<Unit[]> {
  if (units.length === 0) return []
  const rows = await work.tx
    .insertInto('organization.unit')
    .values(
      units.map((unit) => {
        const id = work.newId()
        return {
          county_code: work.county,
          id,
          name: unit.name,
          kind: unit.kind,
          parent_id: unit.parent?.id ?? null,
          ancestors: [...(unit.parent?.ancestors ?? []), id],
          region_code: unit.regionCode,
          created_at: work.now,
        }
      }),
    )
    .returningAll()
    .execute()
  return rows.map(unitOf)
}

export async function listAliases(
  tx: Tx,
  county: string,
  unitId?: string,
): Promise<(UnitAlias & { unitId: string })[]> {
  let rows = tx.selectFrom('organization.unit_alias').selectAll().where('county_code', '=', county)
  if (unitId !== undefined) rows = rows.where('unit_id', '=', unitId)
  const found = await rows.orderBy('name').execute()
  return found.map((row) => ({ unitId: row.unit_id, name: row.name, validFrom: row.valid_from, validTo: row.valid_to }))
}

export async function insertAlias(work: Work, unitId: string, alias: UnitAlias): Promise<void> {
  await work.tx
    .insertInto('organization.unit_alias')
    .values({
      county_code: work.county,
      unit_id: unitId,
      name: alias.name,
      valid_from: alias.validFrom,
      valid_to: alias.validTo,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['county_code', 'unit_id', 'name'])
        .doUpdateSet({ valid_from: alias.validFrom, valid_to: alias.validTo }),
    )
    .execute()
}

/** Moves the version on after any change. */
export async function bumpUnit(work: Work, unit: Unit, change: { name?: string }): Promise<Unit> {
  const row = await work.tx
    .updateTable('organization.unit')
    .set({ version: unit.version + 1, ...change })
    .where('county_code', '=', work.county)
    .where('id', '=', unit.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return unitOf(row)
}
