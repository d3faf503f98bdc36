import type { UnitKind } from '@kepu/contract/organization'

/** A unit with what its checks need (单位). */
export interface Unit {
  readonly id: string
  readonly name: string
  readonly kind: UnitKind
  readonly parentId: string | null
  /** The unit itself and all above it. */
  readonly ancestors: readonly string[]
  readonly regionCode: string | null
  readonly active: boolean
  readonly version: number
}

/** Another name of a unit and when it held (简称、原名); an open end is null. */
export interface UnitAlias {
  readonly name: string
  readonly validFrom: string | null
  readonly validTo: string | null
}
