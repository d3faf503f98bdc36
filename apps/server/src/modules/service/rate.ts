import type { RatingWay, Score } from '@kepu/contract/service-rating'
import type { Work } from '../../platform/command.ts'
import { Refused } from '../../platform/problem.ts'
import { backToDepartment } from './commands/dispute.ts'
import { move } from './move.ts'
import { opensAgain, whyNotRate } from './rules/rating.ts'
import type { Order } from './types.ts'

export interface Said {
  readonly score: Score
  readonly comment: string | null
  readonly way: RatingWay
}

/** Keeps what an asker said, once a round; who isn't content gets the service again. The history doesn't say who or how. */
export async function rate(work: Work, order: Order, askerId: string, said: Said): Promise<Order> {
  const earlier = await work.tx
    .selectFrom('service.rating')
    .select('rated_at')
    .where('county_code', '=', work.county)
    .where('asker_id', '=', askerId)
    .where('round', '=', order.round)
    .executeTakeFirst()
  const refusal = whyNotRate(order.status, earlier?.rated_at.toISOString() ?? null)
  if (refusal) throw new Refused(refusal)
  await work.tx
    .insertInto('service.rating')
    .values({
      county_code: work.county,
      id: work.newId(),
      order_id: order.id,
      asker_id: askerId,
      round: order.round,
      team_id: order.teamId,
      score: said.score,
      comment: said.comment,
      way: said.way,
      rated_at: work.now,
    })
    .execute()
  if (!opensAgain(said.score)) return move(work, order, 'rate', { facts: { way: said.way } })
  const change = { ...backToDepartment(order), round: order.round + 1 }
  return move(work, order, 'reopen', { change, facts: { way: said.way } })
}
