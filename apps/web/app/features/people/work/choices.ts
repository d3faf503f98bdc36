import { MeView } from '@kepu/contract/identity'
import { RegionView, UnitView } from '@kepu/contract/organization'
import { z } from 'zod'
import { apiOf, path, type RouteCall } from '../../../lib/api.ts'

export interface Option {
  readonly value: string
  readonly label: string
}

/** What the screens of people choose from. */
export interface Choices {
  /** Units that the person may keep people of. */
  readonly own: readonly Option[]
  readonly units: readonly Option[]
  readonly townships: readonly Option[]
  readonly places: readonly Option[]
}

const listOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) })

export async function readChoices(call: RouteCall): Promise<Choices> {
  const api = apiOf(call)
  const me = await api.get('/me', MeView)
  const [units, regions] = await Promise.all([
    api.get('/units', listOf(UnitView)),
    api.get(path`/counties/${me.county}/regions`, listOf(RegionView)),
  ])
  const active = units.items.filter(({ active: on }) => on)
  const granted = new Set(me.grants.map(({ unitId }) => unitId))
  const nameOf = new Map(regions.items.map(({ code, name }) => [code, name]))
  const placeOf = ({ code, name, level, parentCode }: RegionView) => ({
    value: code,
    label: level === 'village' ? `${nameOf.get(parentCode ?? '') ?? ''}${name}` : name,
  })
  return {
    own: active.filter((unit) => isBelow(unit, granted, active)).map(optionOf),
    units: active.filter(({ kind }) => kind !== 'village').map(optionOf),
    townships: regions.items.filter(({ level }) => level === 'township').map(placeOf),
    places: regions.items.filter(({ level }) => level !== 'county').map(placeOf),
  }
}

function optionOf({ id, name }: UnitView): Option {
  return { value: id, label: name }
}

function isBelow(unit: UnitView, granted: ReadonlySet<string>, all: readonly UnitView[]): boolean {
  if (granted.has(unit.id)) return true
  const above = all.find(({ id }) => id === unit.parentId)
  return above !== undefined && isBelow(above, granted, all)
}

/** A closed list with its words. */
export function optionsOf(words: Readonly<Record<string, string>>): Option[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }))
}
