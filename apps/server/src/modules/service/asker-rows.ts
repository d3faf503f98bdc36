import type { Work } from '../../platform/command.ts'
import type { Tx } from '../../platform/database.ts'
import type { Vault } from '../../platform/vault.ts'
import { codeText } from './numbers.ts'
import { lockOrderRow } from './order-rows.ts'
import type { Order } from './types.ts'
import { stopVisit } from './visit-rows.ts'

export interface KnownAsker {
  readonly id: string
  readonly orderId: string
}

/** Who has the number and its code. @throws Refused service.number.unknown, the same for a wrong number and a wrong code */
export async function askerByNumber(
  { tx, county, vault }: { tx: Tx; county: string; vault: Vault },
  { number, code }: { number: string; code: string },
): Promise<KnownAsker> {
  const row = await tx
    .selectFrom('service.asker')
    .select(['id', 'order_id'])
    .where('county_code', '=', county)
    .where('number', '=', number)
    .where('left_at', 'is', null)
    .where('code_print', '=', vault.print(codeText(number, code)))
    .executeTakeFirst()
  return row ? { id: row.id, orderId: row.order_id } : stopVisit({ code: 'service.number.unknown' })
}

export async function lockByNumber(
  work: Work,
  given: { number: string; code: string },
): Promise<{ asker: KnownAsker; order: Order }> {
  const asker = await askerByNumber(work, given)
  return { asker, order: await lockOrderRow(work, asker.orderId) }
}

/** Ten tries of a number in a quarter of an hour, and a village's worth from one address. */
export const byNumber = {
  perClient: { max: 120, seconds: 600 },
  per: ({ number }: { number: string }) => [{ of: `number ${number}`, max: 15, seconds: 900 }],
}
