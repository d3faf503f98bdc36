import type { Audience } from '@kepu/contract'
import type { Topic } from '@kepu/contract/people'
import type { OrderChannel, OrderStatus } from '@kepu/contract/service'
import type { Score } from '@kepu/contract/service-rating'
import type { Work } from '../../platform/command.ts'
import { dueOn } from './clock.ts'
import { codeText, makeCode, makeNumber } from './numbers.ts'
import { titleOf } from './rules/classify.ts'
import { nextActor } from './rules/states.ts'

/** A step of an order that was handled elsewhere, or is invented for a demonstration. */
export interface PastStep {
  readonly action: string
  readonly to: OrderStatus
  readonly at: Date
  readonly unitId: string | null
  readonly byName: string
  readonly reason: string | null
}

/** An order with its whole story, as it comes in from another system or from a demonstration. */
export interface PastOrder {
  readonly wish: string
  readonly menu: { readonly id: string; readonly title: string } | null
  readonly topic: Topic | null
  readonly regionCode: string
  readonly channel: OrderChannel
  readonly people: number | null
  readonly called: string | null
  readonly regionUnitId: string
  readonly holderUnitId: string
  readonly departmentId: string | null
  readonly team: { readonly id: string; readonly name: string; readonly unitId: string } | null
  readonly seenBy: readonly string[]
  readonly steps: readonly [PastStep, ...PastStep[]]
  readonly visit: {
    readonly day: string
    readonly startsAt: string
    readonly endsAt: string
    readonly done: boolean
    readonly heads: readonly { readonly audience: Audience; readonly count: number }[]
    readonly deliveryId: string | null
  } | null
  readonly score: Score | null
}

const dayOf = (instant: Date) => new Date(instant.getTime() + 8 * 3600_000).toISOString().slice(0, 10)
const CONFIRMED: ReadonlySet<OrderStatus> = new Set(['confirmed', 'closed'])

/**
 * Takes in an order that has happened: rows as the commands would have written them, with the times of then. The caller has its
 * own audit entry, and has written the visit into the ledger.
 */
export async function appendPastOrder(work: Work, past: PastOrder): Promise<string> {
  const county_code = work.county
  const [first] = past.steps
  const last = past.steps.at(-1) ?? first
  const id = work.newId()
  const visitId = past.visit === null ? null : work.newId()
  const number = makeNumber()
  const visitOn = past.visit?.day ?? null
  const ended = nextActor({ status: last.to, question: null }) === 'nobody'
  await work.tx
    .insertInto('service.order')
    .values({
      county_code,
      id,
      number,
      title: titleOf(past.wish, past.menu?.title ?? null),
      wish: past.wish,
      menu_item_id: past.menu?.id ?? null,
      topic: past.topic,
      words: [],
      audience: null,
      people: past.people,
      region_code: past.regionCode,
      channel: past.channel,
      status: last.to,
      region_unit_id: past.regionUnitId,
      holder_unit_id: past.holderUnitId,
      dispatcher_unit_id: past.departmentId === null ? null : past.regionUnitId,
      department_id: past.departmentId,
      team_id: past.team?.id ?? null,
      team_name: past.team?.name ?? null,
      seen_by: [...past.seenBy],
      step_from: dayOf(last.at),
      due_on: ended ? null : await dueOn(work, { id, status: last.to, stepFrom: dayOf(last.at), visitOn }),
      visit_id: visitId,
      visit_on: visitOn,
      created_at: first.at,
      placed_on: dayOf(first.at),
      closed_at: ended ? last.at : null,
    })
    .execute()
  await insertStory(work, id, past)
  const asker = await insertAsker(work, id, number, past)
  if (visitId !== null) await insertVisit(work, visitId, past)
  if (past.score !== null) await insertRating(work, { orderId: id, asker, past, score: past.score, at: last.at })
  return id
}

async function insertStory(work: Work, order_id: string, { steps }: PastOrder): Promise<void> {
  await work.tx
    .insertInto('service.order_event')
    .values(
      steps.map((step, i) => ({
        county_code: work.county,
        id: work.newId(),
        order_id,
        at: step.at,
        action: step.action,
        from_status: steps[i - 1]?.to ?? null,
        to_status: step.to,
        by_name: step.byName,
        unit_id: step.unitId,
        reason: step.reason,
        facts: '{}',
      })),
    )
    .execute()
}

async function insertAsker(work: Work, order_id: string, number: string, past: PastOrder): Promise<string> {
  const id = work.newId()
  const [first] = past.steps
  const confirmed = past.steps.find(({ to }) => CONFIRMED.has(to))
  await work.tx
    .insertInto('service.asker')
    .values({
      county_code: work.county,
      id,
      order_id,
      number,
      // Nobody was given this code: who handled the order then has told them what they need.
      code_print: work.vault.print(codeText(number, makeCode())),
      called: past.called,
      channel: past.channel,
      people: past.people,
      joined_at: first.at,
      confirmed_at: confirmed?.at ?? null,
      confirmed_way: confirmed ? 'asker' : null,
    })
    .execute()
  return id
}

async function insertVisit(
  work: Work,
  id: string,
  { visit, team, regionCode, seenBy, steps }: PastOrder,
): Promise<void> {
  if (visit === null || team === null) return
  await work.tx
    .insertInto('service.visit')
    .values({
      county_code: work.county,
      id,
      team_id: team.id,
      team_name: team.name,
      unit_id: team.unitId,
      day: visit.day,
      starts_at: visit.startsAt,
      ends_at: visit.endsAt,
      region_code: regionCode,
      status: visit.done ? 'done' : 'planned',
      arrived_at: visit.done ? visit.startsAt : null,
      left_at: visit.done ? visit.endsAt : null,
      heads: JSON.stringify(visit.heads),
      member_ids: [],
      delivery_id: visit.deliveryId,
      seen_by: [...seenBy],
      created_at: steps[0].at,
    })
    .execute()
}

interface Rated {
  readonly orderId: string
  readonly asker: string
  readonly past: PastOrder
  readonly score: Score
  readonly at: Date
}

async function insertRating(work: Work, { orderId, asker, past, score, at }: Rated): Promise<void> {
  await work.tx
    .insertInto('service.rating')
    .values({
      county_code: work.county,
      id: work.newId(),
      order_id: orderId,
      asker_id: asker,
      round: 1,
      team_id: past.team?.id ?? null,
      score,
      comment: null,
      way: 'asker',
      rated_at: at,
    })
    .execute()
}
