import type { Audience } from '@kepu/contract'
import type { DayPart, Topic } from '@kepu/contract/people'
import type { OrderChannel, OrderStatus } from '@kepu/contract/service'
import type { MenuItemInput, MenuStatus } from '@kepu/contract/service-menu'
import type { StepTerms } from '@kepu/contract/service-settings'
import type { RescheduleReason, VisitStatus } from '@kepu/contract/service-visit'

/** An order (点单) as commands see it. */
export interface Order {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly wish: string
  readonly menuItemId: string | null
  readonly topic: Topic | null
  readonly words: readonly string[]
  readonly audience: Audience | null
  readonly people: number | null
  readonly regionCode: string
  readonly place: string | null
  readonly wantedFrom: string | null
  readonly wantedTo: string | null
  readonly dayPart: DayPart | null
  readonly channel: OrderChannel
  readonly status: OrderStatus
  readonly regionUnitId: string
  /** The unit that acts next; of a team, the unit whose team it is. */
  readonly holderUnitId: string
  readonly dispatcherUnitId: string | null
  readonly departmentId: string | null
  readonly teamId: string | null
  readonly teamName: string | null
  readonly seenBy: readonly string[]
  readonly stepFrom: string
  readonly dueOn: string | null
  readonly question: string | null
  readonly escalatedTo: string | null
  readonly visitId: string | null
  readonly visitOn: string | null
  readonly round: number
  readonly mergedInto: string | null
  readonly askers: number
  readonly version: number
}

/** How a county runs its orders (办理设置). */
export interface Setting {
  readonly terms: StepTerms
  readonly entry: 'village' | 'township'
  readonly version: number
}

/** What can be ordered (服务项目). */
export interface MenuItem extends MenuItemInput {
  readonly id: string
  readonly unitId: string
  readonly status: MenuStatus
  readonly reason: string | null
  readonly version: number
}

/** A team comes (上门服务); times are of Asia/Shanghai. */
export interface Visit {
  readonly id: string
  readonly teamId: string
  readonly teamName: string
  readonly unitId: string
  readonly day: string
  readonly startsAt: string
  readonly endsAt: string
  readonly regionCode: string
  readonly place: string | null
  readonly status: VisitStatus
  readonly arrivedAt: string | null
  readonly leftAt: string | null
  readonly heads: readonly { readonly audience: Audience; readonly count: number }[]
  readonly memberIds: readonly string[]
  readonly note: string | null
  readonly moves: number
  readonly lastMove: RescheduleReason | null
  readonly deliveryId: string | null
  readonly version: number
}
