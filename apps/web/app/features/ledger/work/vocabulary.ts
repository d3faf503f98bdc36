import { Id } from '@kepu/contract'
import { MeView } from '@kepu/contract/identity'
import { RegionView, UnitView } from '@kepu/contract/organization'
import { z } from 'zod'
import { apiOf, path, type RouteCall } from '../../../lib/api.ts'

const Purpose = z.object({ id: Id, taskId: Id, title: z.string(), label: z.string(), active: z.boolean() })
export type Purpose = z.infer<typeof Purpose>

/** What the ledger's screens choose from. */
export interface Vocabulary {
  readonly units: readonly UnitView[]
  readonly regions: readonly RegionView[]
  readonly purposes: readonly Purpose[]
}

const listOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) })

export async function readVocabulary(call: RouteCall): Promise<Vocabulary> {
  const api = apiOf(call)
  const { county } = await api.get('/me', MeView)
  const [units, regions, purposes] = await Promise.all([
    api.get('/units', listOf(UnitView)),
    api.get(path`/counties/${county}/regions`, listOf(RegionView)),
    api.get('/ledger/purposes', listOf(Purpose)),
  ])
  return { units: units.items, regions: regions.items, purposes: purposes.items }
}

export interface Option {
  readonly value: string
  readonly label: string
}

/** Units for which the person may record: those of their grants and all below. */
export function unitsBelow(units: readonly UnitView[], granted: ReadonlySet<string>): UnitView[] {
  const parentOf = new Map(units.map(({ id, parentId }) => [id, parentId]))
  const isBelow = (id: string | null | undefined): boolean => {
    if (id === null || id === undefined) return false
    return granted.has(id) || isBelow(parentOf.get(id))
  }
  return units.filter(({ id, active }) => active && isBelow(id))
}

/** Places with their township before them: two villages may share a name. */
export function regionOptions(regions: readonly RegionView[]): Option[] {
  const nameOf = new Map(regions.map(({ code, name }) => [code, name]))
  return regions.map(({ code, name, level, parentCode }) => ({
    value: code,
    label: level === 'village' ? `${nameOf.get(parentCode ?? '') ?? ''}${name}` : name,
  }))
}

export function taskOptions(purposes: readonly Purpose[]): Option[] {
  return purposes
    .filter(({ id, taskId, active }) => active && id === taskId)
    .map(({ id, label, title }) => ({ value: id, label: `${label} ${title}` }))
}

export function measureOptions(purposes: readonly Purpose[], taskId: string | undefined): Option[] {
  return purposes
    .filter((purpose) => purpose.active && purpose.taskId === taskId && purpose.id !== taskId)
    .map(({ id, title }) => ({ value: id, label: title }))
}
