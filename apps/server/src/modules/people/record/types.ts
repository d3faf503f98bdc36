import type { Audience } from '@kepu/contract'
import type { DeliveryKind } from '@kepu/contract/ledger'
import type { RecordProof } from '@kepu/contract/people-record'

/** What a module tells of a service that was done: one record for each person, however often it's told. */
export interface DoneService {
  /** Module and record that it was done in, e.g. service and the visit's id. */
  readonly source: { readonly module: string; readonly record: string }
  /** The unit that organised it: it records, and it certifies. */
  readonly organiserId: string
  readonly personIds: readonly string[]
  readonly title: string
  readonly kind: DeliveryKind
  readonly servedOn: string
  /** Without travel, in half hours. */
  readonly hours: number
  readonly regionCode: string
  readonly place: string | null
  readonly personTimes: number | null
  readonly audience: Audience | null
  readonly proof: RecordProof
  readonly hostName: string | null
  /** The entry of the ledger about it, if there is one. */
  readonly deliveryId: string | null
}
