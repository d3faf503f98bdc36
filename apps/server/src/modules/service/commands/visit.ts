import { Id, Version } from '@kepu/contract'
import { ArriveAtVisit, FinishVisit, RescheduleVisit, ScheduleVisit, VisitStatus } from '@kepu/contract/service-visit'
import { z } from 'zod'
import { command } from '../../../platform/command.ts'
import { refuse } from '../../../platform/problem.ts'
import { findUnit } from '../../organization/index.ts'
import { membersOfTeams } from '../../people/index.ts'
import { move } from '../move.ts'
import { lockOrderRow, requireOver } from '../order-rows.ts'
import { regionOfVisit, whyNotArrive, whyNotFinish, whyNotReschedule, whyNotSchedule } from '../rules/visit.ts'
import type { Order, Visit } from '../types.ts'
import { freeKits, lockVisit, reserveKits, stopVisit, updateVisit, visitOf } from '../visit-rows.ts'

const Answer = z.object({ visitId: Id, status: VisitStatus, version: Version })
const answerOf = ({ id, status, version }: Visit) => ({ visitId: id, status, version })

/** 排期: the team says when it comes, with what; one visit may serve several orders of a township. */
export const scheduleVisit = command({
  name: 'service.visit.schedule',
  input: ScheduleVisit,
  output: Answer,
  async run(work, { orderIds, kitIds, ...when }) {
    const orders: Order[] = []
    for (const id of [...new Set(orderIds)].sort()) {
      const order = await lockOrderRow(work, id)
      await requireOver(work, order.holderUnitId, 'service.visit.schedule')
      orders.push(order)
    }
    const reason = whyNotSchedule(orders, when.day, work.today)
    if (reason) stopVisit(reason)
    const visitId = work.newId()
    for (const order of orders) {
      const facts = { day: when.day, startsAt: when.startsAt, team: order.teamName }
      await move(work, order, 'schedule', { change: { visit_id: visitId, visit_on: when.day }, facts })
    }
    const [first] = orders
    if (!first?.teamId) stopVisit({ code: 'service.visit.orders' })
    const team = await findUnit(work.tx, work.county, first.holderUnitId)
    const row = await work.tx
      .insertInto('service.visit')
      .values({
        county_code: work.county,
        id: visitId,
        team_id: first.teamId,
        team_name: first.teamName ?? '',
        unit_id: first.holderUnitId,
        day: when.day,
        starts_at: when.startsAt,
        ends_at: when.endsAt,
        region_code: regionOfVisit(orders),
        place: when.place ?? first.place,
        status: 'planned',
        heads: '[]',
        member_ids: [],
        seen_by: [...new Set([...orders.flatMap(({ seenBy }) => seenBy), ...(team?.ancestors ?? [])])],
        created_at: work.now,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    const visit = visitOf(row)
    await reserveKits(work, visit, kitIds)
    work.record({ subject: ['visit', visitId], detail: { day: when.day, orders: orders.length, kits: kitIds.length } })
    return answerOf(visit)
  },
})

/** 改期: the weather, nobody there, or somebody can't. */
export const rescheduleVisit = command({
  name: 'service.visit.reschedule',
  input: RescheduleVisit,
  output: Answer,
  async run(work, { kitIds, why, note, day, startsAt, endsAt, ...seen }) {
    const { visit, orders } = await lockVisit(work, seen, 'service.visit.reschedule')
    const reason = whyNotReschedule(visit, day, work.today)
    if (reason) stopVisit(reason)
    for (const order of orders) {
      const facts = { why, from: visit.day, day, startsAt }
      await move(work, order, 'reschedule', { change: { visit_on: day }, facts, ...(note ? { reason: note } : {}) })
    }
    await freeKits(work, visit.id)
    const moved = await updateVisit(work, visit, {
      day,
      starts_at: startsAt,
      ends_at: endsAt,
      moves: visit.moves + 1,
      last_move: why,
      note,
    })
    await reserveKits(work, moved, kitIds)
    work.record({ subject: ['visit', visit.id], detail: { from: visit.day, day, why } })
    return answerOf(moved)
  },
})

/** 到场: whoever wants to, so that askers see that the team is there. Nobody has to. */
export const arriveAtVisit = command({
  name: 'service.visit.arrive',
  input: ArriveAtVisit,
  output: Answer,
  async run(work, seen) {
    const { visit, orders } = await lockVisit(work, seen, 'service.visit.arrive')
    const reason = whyNotArrive(visit, work.today)
    if (reason) stopVisit(reason)
    for (const order of orders) await move(work, order, 'arrive')
    const arrived = await updateVisit(work, visit, { status: 'arrived' })
    work.record({ subject: ['visit', visit.id], detail: {} })
    return answerOf(arrived)
  },
})

/** 完成: noted once for all of the visit's orders; the village asks the askers whether it's so. */
export const finishVisit = command({
  name: 'service.visit.finish',
  input: FinishVisit,
  output: Answer,
  async run(work, { arrivedAt, leftAt, heads, memberIds, note, ...seen }) {
    const { visit, orders } = await lockVisit(work, seen, 'service.visit.finish')
    const reason = whyNotFinish(visit, heads, work.today)
    if (reason) stopVisit(reason)
    const members = new Set((await membersOfTeams(work.tx, work.county, [visit.teamId])).map((one) => one.personId))
    if (memberIds.some((id) => !members.has(id))) refuse({ code: 'platform.notFound', kind: 'member' })
    const people = heads.reduce((sum, { count }) => sum + count, 0)
    for (const order of orders)
      await move(work, order, 'finish', { change: { holder_unit_id: order.regionUnitId }, facts: { people } })
    const done = await updateVisit(work, visit, {
      status: 'done',
      arrived_at: arrivedAt,
      left_at: leftAt,
      heads: JSON.stringify(heads.filter(({ count }) => count > 0)),
      member_ids: [...new Set(memberIds)],
      note,
    })
    work.record({ subject: ['visit', visit.id], detail: { people, members: memberIds.length } })
    return answerOf(done)
  },
})
