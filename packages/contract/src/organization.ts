import { z } from 'zod'
import { CountyCode, Day, Id, Instant, RegionCode, Version } from './common.ts'

export const regionLevels = ['county', 'township', 'village'] as const
export const RegionView = z.object({
  code: RegionCode,
  name: z.string(),
  level: z.enum(regionLevels),
  parentCode: RegionCode.nullable(),
  formerNames: z.array(z.string()),
})
export type RegionView = z.infer<typeof RegionView>

/** A county as a tenant: who it is, what its footer says, which clock it runs on. */
export const CountyView = z.object({
  code: CountyCode,
  name: z.string(),
  province: z.string(),
  demo: z.boolean(),
  /** The county's own now: the true time, shifted for a demonstration county. */
  now: Instant,
  footer: z.object({
    host: z.string(),
    contact: z.string(),
    icp: z.string(),
    publicSecurity: z.string(),
    siteCode: z.string(),
  }),
  hasOutline: z.boolean(),
})
export type CountyView = z.infer<typeof CountyView>

/** Kinds of unit (单位类别): 政府、党委部门、政府部门、群团组织、乡镇街道、村社区、其他. */
export const unitKinds = [
  'government',
  'party',
  'department',
  'massOrganization',
  'township',
  'village',
  'other',
] as const
export const UnitKind = z.enum(unitKinds)
export type UnitKind = z.infer<typeof UnitKind>

/** Another name of a unit, true between two days (名称沿革、简称). */
export const UnitAlias = z.object({ name: z.string(), validFrom: Day.nullable(), validTo: Day.nullable() })

export const UnitView = z.object({
  id: Id,
  name: z.string(),
  kind: UnitKind,
  parentId: Id.nullable(),
  regionCode: RegionCode.nullable(),
  aliases: z.array(UnitAlias),
  active: z.boolean(),
  version: Version,
  can: z.array(z.string()),
})
export type UnitView = z.infer<typeof UnitView>

const Name = z.string().trim().min(2).max(60)

export const AddUnit = z.object({
  name: Name,
  kind: UnitKind,
  parentId: Id.optional(),
  regionCode: RegionCode.optional(),
})
export const RenameUnit = z.object({
  unitId: Id,
  version: Version,
  name: Name,
  /** The day the new name holds from; the old one stays as an alias until then. */
  since: Day.optional(),
})
export const AddUnitAlias = z.object({
  unitId: Id,
  version: Version,
  name: Name,
  validFrom: Day.optional(),
  validTo: Day.optional(),
})
export const RemoveUnitAlias = z.object({ unitId: Id, version: Version, name: Name })
export const ChangeFooter = z.object({
  host: z.string().max(100),
  contact: z.string().max(100),
  icp: z.string().max(60),
  publicSecurity: z.string().max(60),
  siteCode: z.string().max(30),
})

export type OrganizationRefusal =
  | { code: 'organization.unit.nameTaken'; name: string; unitId: Id }
  | { code: 'organization.alias.isName'; name: string }
  | { code: 'organization.alias.period'; validFrom: string; validTo: string }
  | { code: 'organization.region.outside'; regionCode: string }
