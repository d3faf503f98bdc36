import type { LedgerRefusal } from '@kepu/contract/ledger'
import type { NewDelivery } from '../types.ts'

/** Why this can't go into the ledger on this day, or null. */
export function whyNotRecord(
  delivery: Pick<NewDelivery, 'occurredOn' | 'regionCode'>,
  today: string,
  county: string,
): LedgerRefusal | null {
  if (delivery.occurredOn > today) return { code: 'ledger.delivery.future', occurredOn: delivery.occurredOn, today }
  if (!delivery.regionCode.startsWith(county))
    return { code: 'ledger.delivery.region', regionCode: delivery.regionCode }
  return null
}

/** Why an entry can't be reversed, or null. */
export function whyNotReverse(entry: { reverses: string | null; reversedBy: string | null }): LedgerRefusal | null {
  if (entry.reverses !== null) return { code: 'ledger.delivery.isReversal' }
  if (entry.reversedBy !== null) return { code: 'ledger.delivery.alreadyReversed', reversedBy: entry.reversedBy }
  return null
}

/** The entry that cancels another: the same fact, its reach with a minus sign. */
export function reversalOf(
  entry: { id: string } & Omit<NewDelivery, 'reverses' | 'reason' | 'source'>,
  reason: string,
): NewDelivery {
  return {
    ...entry,
    reach: entry.reach.map(({ audience, personTimes, persons }) => ({
      audience,
      personTimes: -personTimes,
      persons: persons === null ? null : -persons,
    })),
    source: { module: 'ledger', record: null },
    reverses: entry.id,
    reason,
  }
}
