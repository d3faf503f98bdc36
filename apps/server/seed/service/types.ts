import type { appendDeliveries } from '../../src/modules/ledger/index.ts'
import type { Team } from '../../src/modules/people/index.ts'
import type { PastOrder } from '../../src/modules/service/index.ts'
import type { DemoOffer } from './menu-data.ts'

export interface Place {
  readonly id: string
  readonly name: string
  readonly ancestors: readonly string[]
}

export interface Offered extends DemoOffer {
  readonly id: string
  readonly unitId: string
  readonly taskId: string | null
}

/** What the generator knows of the county. */
export interface Setting {
  readonly rootId: string
  readonly units: readonly Place[]
  readonly villages: readonly (Place & { readonly regionCode: string })[]
  readonly tasks: readonly { readonly id: string; readonly title: string }[]
  readonly teams: readonly Team[]
  readonly offers: readonly Offered[]
}

/** What the generator asks to be put into the ledger with an order. */
export interface Served {
  readonly order: PastOrder
  readonly delivery: Parameters<typeof appendDeliveries>[1][number] | null
}
