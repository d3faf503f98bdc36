import type { Audience } from '@kepu/contract'
import type { Availability, Consent, Language, PersonInput, PersonStatus, Topic } from '@kepu/contract/people'

/** A telephone as it lies in the database: encrypted, and its keyed hash (联系电话). */
export interface SealedPhone {
  readonly sealed: Buffer
  readonly print: Buffer
}

/** A person of the register (人才). */
export interface Person extends Omit<PersonInput, 'consent'> {
  readonly id: string
  readonly unitName: string
  /** The person's unit and all above it. */
  readonly ancestors: readonly string[]
  readonly phone: SealedPhone | null
  readonly consent: Consent | null
  readonly userId: string | null
  readonly status: PersonStatus
  readonly leftOn: string | null
  readonly eraseOn: string | null
  readonly mergedInto: string | null
  readonly version: number
}

/** A team of science volunteers (科技志愿服务队). */
export interface Team {
  readonly id: string
  readonly name: string
  readonly unitId: string
  readonly unitName: string
  readonly ancestors: readonly string[]
  readonly leaderId: string | null
  readonly leaderName: string | null
  readonly topics: readonly Topic[]
  readonly audiences: readonly Audience[]
  readonly languages: readonly Language[]
  readonly regionCode: string
  readonly regionName: string
  readonly longitude: number | null
  readonly latitude: number | null
  readonly radiusKm: number
  readonly weeklyVisits: number
  readonly availability: Availability
  readonly platformNumber: string | null
  readonly note: string | null
  readonly active: boolean
  readonly memberCount: number
  readonly version: number
}

/** A person in a team, as other modules need it (队员). */
export interface TeamMember {
  readonly teamId: string
  readonly personId: string
  readonly name: string
  readonly leads: boolean
  /** The person's own account, if there is one. */
  readonly userId: string | null
}
