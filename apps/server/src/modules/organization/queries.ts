import { CountyView, RegionView, UnitView, unitKinds } from '@kepu/contract/organization'
import { z } from 'zod'
import { type Actor, canOf } from '../../platform/actor.ts'
import { refuse } from '../../platform/problem.ts'
import { query } from '../../platform/query.ts'
import { organizationRights } from './rights.ts'
import { findUnit, listAliases } from './store.ts'
import type { Unit, UnitAlias } from './types.ts'

const UNIT_VERBS = Object.keys(organizationRights).filter((verb) => /\.(unit|alias)\./.test(verb))

export function unitView(unit: Unit, aliases: readonly UnitAlias[], actor: Actor | null): UnitView {
  const { ancestors, ...facts } = unit
  return {
    ...facts,
    aliases: aliases.map(({ name, validFrom, validTo }) => ({ name, validFrom, validTo })),
    can: canOf(actor, UNIT_VERBS, ancestors),
  }
}

const Footer = z.object({
  host: z.string().default(''),
  contact: z.string().default(''),
  icp: z.string().default(''),
  publicSecurity: z.string().default(''),
  siteCode: z.string().default(''),
})

export const showCounty = query({
  name: 'organization.county.show',
  access: 'public',
  input: z.object({}),
  output: CountyView,
  async run(read) {
    const row = await read.tx
      .selectFrom('organization.county')
      .select((row) => ['code', 'name', 'province', 'demo', 'footer', row('outline', 'is not', null).as('has_outline')])
      .where('code', '=', read.county)
      .executeTakeFirst()
    if (!row) refuse({ code: 'platform.notFound', kind: 'county' })
    return {
      code: row.code,
      name: row.name,
      province: row.province,
      demo: row.demo,
      now: read.now.toISOString(),
      footer: Footer.parse(row.footer),
      hasOutline: Boolean(row.has_outline),
    }
  },
})

/** GeoJSON geometry of the county, for maps. */
export const showOutline = query({
  name: 'organization.county.outline',
  access: 'public',
  input: z.object({}),
  output: z.unknown(),
  async run(read) {
    const row = await read.tx
      .selectFrom('organization.county')
      .select('outline')
      .where('code', '=', read.county)
      .executeTakeFirst()
    return row?.outline ?? refuse({ code: 'platform.notFound', kind: 'outline' })
  },
})

export const listRegions = query({
  name: 'organization.region.list',
  access: 'public',
  input: z.object({ level: z.enum(['township', 'village']).optional(), parent: z.string().max(12).optional() }),
  output: z.object({ items: z.array(RegionView) }),
  async run(read, { level, parent }) {
    let rows = read.tx
      .selectFrom('organization.region as region')
      .select(['code', 'name', 'level', 'parent_code'])
      .select((row) =>
        row
          .selectFrom('organization.region_former_name as former')
          .select((former) => former.fn<string[]>('array_agg', ['former.name']).as('names'))
          .whereRef('former.region_code', '=', 'region.code')
          .as('former'),
      )
      // All codes of a county begin with its own: a range on the primary key.
      .where('code', '>=', read.county)
      .where('code', '<', `${read.county}:`)
    if (level) rows = rows.where('level', '=', level)
    if (parent) rows = rows.where('parent_code', '=', parent)
    const found = await rows.orderBy('code').execute()
    return {
      items: found.map((row) => ({
        code: row.code,
        name: row.name,
        level: row.level as RegionView['level'],
        parentCode: row.parent_code,
        formerNames: row.former ?? [],
      })),
    }
  },
})

export const listUnits = query({
  name: 'organization.unit.list',
  access: 'signedIn',
  input: z.object({ kind: z.enum(unitKinds).optional(), text: z.string().trim().max(40).optional() }),
  output: z.object({ items: z.array(UnitView) }),
  async run(read, { kind, text }) {
    let rows = read.tx.selectFrom('organization.unit').selectAll().where('county_code', '=', read.county)
    if (kind) rows = rows.where('kind', '=', kind)
    const [units, aliases] = [
      await rows.orderBy('created_at').orderBy('id').execute(),
      await listAliases(read.tx, read.county),
    ]
    const aliasesOf = Map.groupBy(aliases, (alias) => alias.unitId)
    const views = units.map((row) =>
      unitView(
        { ...row, kind: row.kind as Unit['kind'], parentId: row.parent_id, regionCode: row.region_code },
        aliasesOf.get(row.id) ?? [],
        read.actor,
      ),
    )
    const wanted = (view: UnitView) =>
      text === undefined || view.name.includes(text) || view.aliases.some((alias) => alias.name.includes(text))
    return { items: views.filter(wanted).map((view) => UnitView.parse(view)) }
  },
})

export const showUnit = query({
  name: 'organization.unit.show',
  access: 'signedIn',
  input: z.object({ unitId: z.uuid() }),
  output: UnitView,
  async run(read, { unitId }) {
    const unit = (await findUnit(read.tx, read.county, unitId)) ?? refuse({ code: 'platform.notFound', kind: 'unit' })
    return unitView(unit, await listAliases(read.tx, read.county, unitId), read.actor)
  },
})
