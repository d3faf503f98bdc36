import { CallbackRound, CallbackView } from '@kepu/contract/service-rating'
import { sql } from 'kysely'
import type { Work } from '../../platform/command.ts'
import type { Read } from '../../platform/query.ts'

interface Row {
  readonly id: string
  readonly round_id: string
  readonly order_id: string
  readonly order_number: string
  readonly title: string
  readonly region_name: string
  readonly phone_masked: string | null
  readonly outcome: string | null
  readonly score: number | null
  readonly noted_at: Date | null
}

const ROUNDS = 24

/** The last rounds of call-backs, or one of them, with everybody who was drawn. */
export async function readRounds(
  { tx, county }: Pick<Read | Work, 'tx' | 'county'>,
  id?: string,
): Promise<CallbackRound[]> {
  let rounds = tx.selectFrom('service.callback_round').selectAll().where('county_code', '=', county)
  if (id !== undefined) rounds = rounds.where('id', '=', id)
  const found = await rounds.orderBy('id', 'desc').limit(ROUNDS).execute()
  if (found.length === 0) return []
  const calls = await sql<Row>`
    select callback.id, callback.round_id, callback.order_id, o.number as order_number, o.title,
      region.name as region_name, asker.phone_masked, callback.outcome, callback.noted_at,
      (select rating.score from service.rating rating where rating.county_code = callback.county_code
        and rating.asker_id = callback.asker_id and rating.way = 'callback' order by rating.round desc limit 1) as score
    from service.callback callback
    join service."order" o on o.county_code = callback.county_code and o.id = callback.order_id
    join service.asker asker on asker.county_code = callback.county_code and asker.id = callback.asker_id
    join organization.region region on region.code = o.region_code
    where callback.county_code = ${county}
      and callback.round_id = any(${sql.val(found.map((round) => round.id))}::uuid[])
    order by callback.ordinal`.execute(tx)
  const byRound = Map.groupBy(calls.rows, (row) => row.round_id)
  return found.map((round) =>
    CallbackRound.parse({
      id: round.id,
      from: round.from_day,
      to: round.to_day,
      seed: round.seed,
      listHash: round.list_hash,
      listSize: round.list_size,
      drawnAt: round.drawn_at.toISOString(),
      drawnByName: round.drawn_by_name,
      calls: (byRound.get(round.id) ?? []).map(callView),
    }),
  )
}

function callView(row: Row): CallbackView {
  return CallbackView.parse({
    id: row.id,
    orderId: row.order_id,
    orderNumber: row.order_number,
    title: row.title,
    regionName: row.region_name,
    phoneMasked: row.phone_masked,
    outcome: row.outcome,
    score: row.score,
    notedAt: row.noted_at?.toISOString() ?? null,
  })
}
