import type { OrderStatus } from '@kepu/contract/service'
import type { SignalKind } from '@kepu/contract/service-rating'

/** What is looked at of an order: keyed hashes, never a telephone or an address. */
export interface Suspect {
  readonly orderId: string
  readonly regionCode: string
  readonly placedAt: number
  readonly device: string | null
  readonly phones: readonly string[]
  readonly teamId: string | null
  readonly status: OrderStatus
  readonly doneDaysAgo: number | null
  readonly confirmedWay: 'asker' | 'helper' | 'phone' | null
}

export interface Signal {
  readonly kind: SignalKind
  readonly facts: Readonly<Record<string, string | number>>
}

/** So many orders of one village within an hour, of one device within a day. */
export const VILLAGE_BURST = { count: 5, milliseconds: 3_600_000 }
export const DEVICE_BURST = { count: 4, milliseconds: 86_400_000 }
export const NEVER_CONFIRMED_DAYS = 15
/** From so many confirmations of a team on, none of them by an asker is strange. */
export const STAFF_CONFIRMS = 8

/**
 * What makes orders look invented. A sign, no proof: a helper orders for a whole village from one telephone, and people come
 * out of a meeting and order together. So a person looks, and says what they found.
 */
export function signalsOf(
  suspects: readonly Suspect[],
  phonesOfTeam: ReadonlyMap<string, ReadonlySet<string>>,
): Map<string, Signal[]> {
  const found = new Map<string, Signal[]>()
  const add = (orderId: string, signal: Signal) => found.set(orderId, [...(found.get(orderId) ?? []), signal])
  const village = burst(suspects, (one) => one.regionCode, VILLAGE_BURST)
  const device = burst(suspects, (one) => one.device, DEVICE_BURST)
  const staff = teamsWithoutAskers(suspects)
  for (const one of suspects) {
    const inVillage = village.get(one.orderId)
    if (inVillage) add(one.orderId, { kind: 'villageBurst', facts: { orders: inVillage } })
    const onDevice = device.get(one.orderId)
    if (onDevice) add(one.orderId, { kind: 'deviceBurst', facts: { orders: onDevice } })
    const members = one.teamId === null ? undefined : phonesOfTeam.get(one.teamId)
    if (members && one.phones.some((phone) => members.has(phone))) add(one.orderId, { kind: 'askerInTeam', facts: {} })
    if (one.status === 'done' && (one.doneDaysAgo ?? 0) > NEVER_CONFIRMED_DAYS)
      add(one.orderId, { kind: 'neverConfirmed', facts: { days: one.doneDaysAgo ?? 0 } })
    const confirmations = one.teamId === null ? undefined : staff.get(one.teamId)
    if (confirmations && one.confirmedWay !== null)
      add(one.orderId, { kind: 'staffConfirms', facts: { confirmations } })
  }
  return found
}

/** Orders that lie in a window with so many of the same key, each with the largest number of them. */
function burst(
  suspects: readonly Suspect[],
  keyOf: (one: Suspect) => string | null,
  { count, milliseconds }: { count: number; milliseconds: number },
): Map<string, number> {
  const found = new Map<string, number>()
  for (const [key, group] of Map.groupBy(suspects, keyOf)) {
    if (key === null || group.length < count) continue
    const sorted = [...group].sort((a, b) => a.placedAt - b.placedAt)
    for (let start = 0, end = 0; start < sorted.length; start++) {
      const first = sorted[start]?.placedAt ?? 0
      while (end < sorted.length && (sorted[end]?.placedAt ?? 0) - first <= milliseconds) end += 1
      const size = end - start
      if (size < count) continue
      for (const one of sorted.slice(start, end)) found.set(one.orderId, Math.max(size, found.get(one.orderId) ?? 0))
    }
  }
  return found
}

function teamsWithoutAskers(suspects: readonly Suspect[]): Map<string, number> {
  const found = new Map<string, number>()
  const confirmed = suspects.filter((one) => one.confirmedWay !== null)
  for (const [teamId, group] of Map.groupBy(confirmed, (one) => one.teamId)) {
    const byAsker = group.some((one) => one.confirmedWay === 'asker')
    if (teamId !== null && !byAsker && group.length >= STAFF_CONFIRMS) found.set(teamId, group.length)
  }
  return found
}
