import type { OrganizationRefusal } from '@kepu/contract/organization'
import type { Unit, UnitAlias } from '../types.ts'
import { shiftDay } from './working-time.ts'

/** Why a unit can't take this name, or null: two units in force never share one. */
export function whyNotName(
  name: string,
  holder: Pick<Unit, 'id'> | null,
  unitId: string | null,
): OrganizationRefusal | null {
  if (holder !== null && holder.id !== unitId) return { code: 'organization.unit.nameTaken', name, unitId: holder.id }
  return null
}

/** Why this can't be another name of the unit, or null. */
export function whyNotAlias(unit: Pick<Unit, 'name'>, alias: UnitAlias): OrganizationRefusal | null {
  const { name, validFrom, validTo } = alias
  if (name === unit.name) return { code: 'organization.alias.isName', name }
  if (validFrom !== null && validTo !== null && validTo < validFrom) {
    return { code: 'organization.alias.period', validFrom, validTo }
  }
  return null
}

/** Does another name hold on a day? */
export function holdsOn(alias: UnitAlias, day: string): boolean {
  return (alias.validFrom === null || alias.validFrom <= day) && (alias.validTo === null || day <= alias.validTo)
}

/** The last day of an old name, given the first of the new one. */
export function dayBefore(day: string): string {
  return shiftDay(day, -1)
}

/** Kind of a body from its name, as the field names them (县委…部、团县委、县…局). A proposal: a person can correct it. */
export function kindOfName(name: string): 'party' | 'massOrganization' | 'department' | 'township' | 'other' {
  if (/(科协|妇联|总工会|文联|残联|工商联|红十字会|团.{0,2}委)$/.test(name)) return 'massOrganization'
  if (/(委(宣传|组织|统战|政法)部|委网信办|委党校|机关工委|老干部局|委办公室|纪委)/.test(name)) return 'party'
  if (/(镇|乡|街道|街道办事处)$/.test(name)) return 'township'
  if (/(局|委|办|中心|院|馆|台|站|委员会)$/.test(name)) return 'department'
  return 'other'
}
