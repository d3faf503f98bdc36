import type { Topic } from '@kepu/contract/people'
import type { Tx } from '../../platform/database.ts'
import type { Offer } from './rules/classify.ts'

/** What can be ordered now, with the words that mean it. */
export async function listOffers(tx: Tx, county: string): Promise<Offer[]> {
  const rows = await tx
    .selectFrom('service.menu_item')
    .select(['id', 'title', 'topic', 'keywords'])
    .where('county_code', '=', county)
    .where('status', '=', 'offered')
    .orderBy('title')
    .execute()
  // The contract lets no other topic in.
  return rows.map((row) => ({ ...row, topic: row.topic as Topic }))
}
