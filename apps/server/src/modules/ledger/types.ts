import type { Audience } from '@kepu/contract'
import type { DeliveryKind } from '@kepu/contract/ledger'

/** How many of one group: 人次 and 人数. */
export interface Reach {
  readonly audience: Audience
  readonly personTimes: number
  readonly persons: number | null
}

/** A fact on its way into the ledger (台账记录). */
export interface NewDelivery {
  readonly occurredOn: string
  readonly title: string
  readonly kind: DeliveryKind
  readonly unitId: string
  readonly regionCode: string
  readonly taskId: string | null
  readonly measureId: string | null
  readonly reach: readonly Reach[]
  readonly note: string | null
  /** Module and record that the work was done in: one delivery each, however often it is reported. */
  readonly source: { readonly module: string; readonly record: string | null }
  readonly reverses: string | null
  readonly reason: string | null
}

/** What the duplicate check looks at. */
export interface Resembling {
  readonly id: string
  readonly title: string
  readonly occurredOn: string
  readonly unitId: string
  readonly regionCode: string
}
