import { Heads, type RescheduleReason, type VisitRefusal, type VisitStatus } from '@kepu/contract/service-visit'
import { type Selectable, sql, type Updateable } from 'kysely'
import { DatabaseError } from 'pg'
import { z } from 'zod'
import type { Work } from '../../platform/command.ts'
import type { Tx } from '../../platform/database.ts'
import { Refused, refuse } from '../../platform/problem.ts'
import type { ServiceVisit } from '../../schema.gen.ts'
import { lockOrderRow, requireOver } from './order-rows.ts'
import type { Order, Visit } from './types.ts'

/** The contract and the columns' check constraints let no other words in. */
export function visitOf(row: Selectable<ServiceVisit>): Visit {
  return {
    id: row.id,
    teamId: row.team_id,
    teamName: row.team_name,
    unitId: row.unit_id,
    day: row.day,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    regionCode: row.region_code,
    place: row.place,
    status: row.status as VisitStatus,
    arrivedAt: row.arrived_at,
    leftAt: row.left_at,
    heads: z.array(Heads).parse(row.heads),
    memberIds: row.member_ids,
    note: row.note,
    moves: row.moves,
    lastMove: row.last_move as RescheduleReason | null,
    deliveryId: row.delivery_id,
    version: row.version,
  }
}

/** The visit and its orders, locked in the order that all keep: orders by id, then the visit. */
export async function lockVisit(
  work: Work,
  { visitId, version }: { visitId: string; version: number },
  permission: string,
): Promise<{ visit: Visit; orders: Order[] }> {
  const ids = await orderIdsOf(work.tx, work.county, visitId)
  const orders: Order[] = []
  for (const id of ids) orders.push(await lockOrderRow(work, id))
  const visit = await lockVisitRow(work, visitId)
  await requireOver(work, visit.unitId, permission)
  if (visit.version !== version) refuse({ code: 'platform.stale', version: visit.version })
  // An order that left the visit meanwhile is no longer of it.
  return { visit, orders: orders.filter((order) => order.visitId === visitId) }
}

export async function lockVisitRow(work: Work, visitId: string): Promise<Visit> {
  const row = await work.tx
    .selectFrom('service.visit')
    .selectAll()
    .where('county_code', '=', work.county)
    .where('id', '=', visitId)
    .forUpdate()
    .executeTakeFirst()
  return row ? visitOf(row) : refuse({ code: 'platform.notFound', kind: 'visit' })
}

async function orderIdsOf(tx: Tx, county: string, visitId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('service.order')
    .select('id')
    .where('county_code', '=', county)
    .where('visit_id', '=', visitId)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

export async function updateVisit(work: Work, visit: Visit, change: Updateable<ServiceVisit>): Promise<Visit> {
  const row = await work.tx
    .updateTable('service.visit')
    .set({ ...change, version: visit.version + 1 })
    .where('county_code', '=', work.county)
    .where('id', '=', visit.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return visitOf(row)
}

/** Takes an order out of its visit; a visit that serves nobody any more is cancelled and its kits are free again. */
export async function dropFromVisit(work: Work, order: Order): Promise<void> {
  if (order.visitId === null) return
  const others = (await orderIdsOf(work.tx, work.county, order.visitId)).filter((id) => id !== order.id)
  if (others.length > 0) return
  const visit = await lockVisitRow(work, order.visitId)
  if (visit.status !== 'planned') return
  await updateVisit(work, visit, { status: 'cancelled' })
  await freeKits(work, visit.id)
}

export async function freeKits(work: Work, visitId: string): Promise<void> {
  await work.tx
    .deleteFrom('service.kit_reservation')
    .where('county_code', '=', work.county)
    .where('visit_id', '=', visitId)
    .execute()
}

const EXCLUSION_VIOLATION = '23P01'

/** An hour on each side is for the way. */
export function kitRange({ day, startsAt, endsAt }: { day: string; startsAt: string; endsAt: string }) {
  const at = (time: string) => sql`(${day}::date + ${time}::time)`
  return sql<string>`tsrange(${at(startsAt)} - interval '1 hour', ${at(endsAt)} + interval '1 hour')`
}

/**
 * Takes sets of equipment for a visit. Who looks first may still come second: then the database's own constraint says so.
 * @throws Refused service.kit.*
 */
export async function reserveKits(work: Work, visit: Visit, kitIds: readonly string[]): Promise<void> {
  if (kitIds.length === 0) return
  const wanted = [...new Set(kitIds)].sort()
  const kits = await work.tx
    .selectFrom('service.kit')
    .select(['id', 'name'])
    .where('county_code', '=', work.county)
    .where('id', 'in', wanted)
    .where('active', '=', true)
    .execute()
  for (const kitId of wanted)
    if (!kits.some(({ id }) => id === kitId)) stopVisit({ code: 'service.kit.unknown', kitId })
  const taken = await takenKits(work.tx, work.county, visit)
  const clash = kits.filter(({ id }) => taken.has(id))
  if (clash.length > 0) stopVisit({ code: 'service.kit.taken', kits: clash.map(({ name }) => name) })
  try {
    await work.tx
      .insertInto('service.kit_reservation')
      .values(
        wanted.map((kit_id) => ({
          county_code: work.county,
          id: work.newId(),
          kit_id,
          visit_id: visit.id,
          during: kitRange(visit),
        })),
      )
      .execute()
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== EXCLUSION_VIOLATION) throw error
    stopVisit({ code: 'service.kit.taken', kits: kits.map(({ name }) => name) })
  }
}

/** Sets that are taken at that time. */
export async function takenKits(
  tx: Tx,
  county: string,
  when: { day: string; startsAt: string; endsAt: string },
): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('service.kit_reservation')
    .select('kit_id')
    .where('county_code', '=', county)
    .where(sql<boolean>`during && ${kitRange(when)}`)
    .execute()
  return new Set(rows.map(({ kit_id }) => kit_id))
}

export function stopVisit(reason: VisitRefusal): never {
  throw new Refused(reason)
}
