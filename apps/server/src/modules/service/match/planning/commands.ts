import { Id } from '@kepu/contract'
import {
  CancelAssignment,
  ChangeAssignment,
  ConfirmAssignment,
  ConfirmedAssignment,
  type PlanningProgress,
  ProposeAssignment,
} from '@kepu/contract/service-match'
import { z } from 'zod'
import { command, type Work } from '../../../../platform/command.ts'
import { unitForActor } from '../../../organization/index.ts'
import { findTeam } from '../../../people/index.ts'
import { move } from '../../move.ts'
import { lockOrderRow, requireOver } from '../../order-rows.ts'
import { whyNotAct } from '../../rules/states.ts'
import { readMatchSettings } from '../data.ts'
import type { Planning } from '../types.ts'
import { countWaiting, MOST_ORDERS } from './backlog.ts'
import { lockPlanning, setPlanning, stop } from './plan-rows.ts'

export const SOLVE = 'service.solveAssignment'

const NOT_BEGUN: PlanningProgress = { stage: 'waiting', done: 0, best: 0, bound: 0 }

/** 统筹排期: asks for a proposal; it's worked out by a job, and nothing changes for anybody until it's confirmed. */
export const proposeAssignment = command({
  name: 'service.assignment.propose',
  input: ProposeAssignment,
  output: z.object({ planningId: Id }),
  async run(work, { unitId, from, to }) {
    await unitForActor(work, unitId, 'service.assignment.propose')
    if (from <= work.today) stop({ code: 'service.planning.past', from, today: work.today })
    const running = await work.tx
      .selectFrom('service.assignment_plan')
      .select('id')
      .where('county_code', '=', work.county)
      .where('unit_id', '=', unitId)
      .where('status', '=', 'running')
      .executeTakeFirst()
    if (running) stop({ code: 'service.planning.running', planningId: running.id })
    const orders = await countWaiting(work.tx, work.county, unitId)
    if (orders === 0) stop({ code: 'service.planning.empty' })
    if (orders > MOST_ORDERS) stop({ code: 'service.planning.tooMany', orders, limit: MOST_ORDERS })
    const { settings } = await readMatchSettings(work.tx, work.county)
    const planningId = work.newId()
    await work.tx
      .insertInto('service.assignment_plan')
      .values({
        county_code: work.county,
        id: planningId,
        unit_id: unitId,
        from_day: from,
        to_day: to,
        status: 'running',
        settings: JSON.stringify(settings),
        progress: JSON.stringify(NOT_BEGUN),
        made_by_name: work.actor.name,
        made_at: work.now,
      })
      .execute()
    await work.schedule(SOLVE, { planningId })
    work.record({ subject: ['planning', planningId], detail: { unitId, from, to, orders } })
    return { planningId }
  },
})

export const cancelAssignment = command({
  name: 'service.assignment.cancel',
  input: CancelAssignment,
  output: z.object({ planningId: Id }),
  async run(work, seen) {
    const planning = await lockPlanning(work, seen, 'service.assignment.cancel')
    if (planning.status !== 'running' && planning.status !== 'proposed')
      stop({ code: 'service.planning.state', planningStatus: planning.status })
    await setPlanning(work, planning, { status: 'cancelled', settled_at: work.now })
    work.record({ subject: ['planning', planning.id], detail: { from: planning.status } })
    return { planningId: planning.id }
  },
})

async function lockProposed(work: Work, seen: { planningId: string; version: number }, permission: string) {
  const planning = await lockPlanning(work, seen, permission)
  if (planning.status !== 'proposed') stop({ code: 'service.planning.state', planningStatus: planning.status })
  return planning
}

/** A person knows better: another team and day for an order, or none of this proposal. */
export const changeAssignment = command({
  name: 'service.assignment.change',
  input: ChangeAssignment,
  output: z.object({ planningId: Id }),
  async run(work, { orderId, choice, ...seen }) {
    const planning = await lockProposed(work, seen, 'service.assignment.change')
    if (choice) await requireChoice(work, planning, choice)
    const changed = await work.tx
      .updateTable('service.assignment_row')
      .set(
        choice
          ? { team_id: choice.teamId, day: choice.day, stop: null, by_hand: true, dropped: false, why_not: null }
          : { by_hand: true, dropped: true },
      )
      .where('county_code', '=', work.county)
      .where('plan_id', '=', planning.id)
      .where('order_id', '=', orderId)
      .executeTakeFirst()
    if (changed.numUpdatedRows === 0n) stop({ code: 'service.planning.row', orderId })
    await setPlanning(work, planning)
    work.record({ subject: ['planning', planning.id], detail: { orderId, ...(choice ?? { dropped: true }) } })
    return { planningId: planning.id }
  },
})

async function requireChoice(work: Work, { from, to }: Planning, { teamId, day }: { teamId: string; day: string }) {
  if (day < from || day > to) stop({ code: 'service.planning.day', day, from, to })
  const team = await findTeam(work.tx, work.county, teamId)
  if (!team?.active) stop({ code: 'service.planning.team', teamId })
}

/** Offers every order of the proposal that is still free to its team; the others are told apart and stay as they are. */
export const confirmAssignment = command({
  name: 'service.assignment.confirm',
  input: ConfirmAssignment,
  output: ConfirmedAssignment,
  async run(work, seen) {
    const planning = await lockProposed(work, seen, 'service.assignment.confirm')
    const rows = await work.tx
      .selectFrom('service.assignment_row')
      .select(['order_id', 'team_id', 'day'])
      .where('county_code', '=', work.county)
      .where('plan_id', '=', planning.id)
      .where('dropped', '=', false)
      .where('team_id', 'is not', null)
      // Orders are locked in ascending order: see the module's README.
      .orderBy('order_id')
      .execute()
    const count = { offered: 0, moved: 0, refused: 0 }
    for (const { order_id, team_id, day } of rows) {
      const outcome = await offer(work, order_id, team_id ?? '', day ?? '')
      count[outcome] += 1
      await work.tx
        .updateTable('service.assignment_row')
        .set({ outcome })
        .where('county_code', '=', work.county)
        .where('plan_id', '=', planning.id)
        .where('order_id', '=', order_id)
        .execute()
    }
    await setPlanning(work, planning, { status: 'confirmed', settled_at: work.now })
    work.record({ subject: ['planning', planning.id], detail: count })
    return count
  },
})

async function offer(
  work: Work,
  orderId: string,
  teamId: string,
  day: string,
): Promise<'offered' | 'moved' | 'refused'> {
  const order = await lockOrderRow(work, orderId)
  // Somebody was faster: it has a team, went elsewhere, or its asker is awaited.
  if (whyNotAct(order, 'offer')) return 'moved'
  await requireOver(work, order.holderUnitId, 'service.order.offer')
  const team = await findTeam(work.tx, work.county, teamId)
  if (!team?.active) return 'refused'
  const change = { team_id: team.id, team_name: team.name, holder_unit_id: team.unitId }
  await move(work, order, 'offer', { change, facts: { team: team.name, proposedOn: day } })
  return 'offered'
}
