import type {
  SupervisionAction,
  SupervisionKind,
  SupervisionLevel,
  SupervisionOrderRefusal,
  SupervisionStep,
} from '@kepu/contract/plan-supervision-order'
import type { Selectable } from 'kysely'
import type { Work } from '../../../../platform/command.ts'
import type { Tx } from '../../../../platform/database.ts'
import { Refused, refuse } from '../../../../platform/problem.ts'
import type { PlanSupervisionOrder } from '../../../../schema.gen.ts'
import type { SupervisionOrder } from './types.ts'

export function stop(reason: SupervisionOrderRefusal): never {
  throw new Refused(reason)
}

export function orderOf(row: Selectable<PlanSupervisionOrder>): SupervisionOrder {
  return {
    id: row.id,
    year: row.year,
    ordinal: row.ordinal,
    // The columns' check constraints allow nothing else.
    kind: row.kind as SupervisionKind,
    level: row.level as SupervisionLevel,
    step: row.step as SupervisionStep,
    annualTaskId: row.annual_task_id,
    nodeId: row.node_id,
    ownerId: row.owner_id,
    unitId: row.unit_id,
    issuerId: row.issuer_id,
    legalBasis: row.legal_basis,
    title: row.title,
    basis: row.basis,
    demand: row.demand,
    termDays: row.term_days,
    submittedById: row.submitted_by_id,
    termFrom: row.term_from,
    deadline: row.deadline,
    openedOn: row.opened_on,
    version: row.version,
  }
}

export async function findOrder(tx: Tx, county: string, id: string): Promise<SupervisionOrder> {
  const row = await tx
    .selectFrom('plan.supervision_order')
    .selectAll()
    .where('county_code', '=', county)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? orderOf(row) : refuse({ code: 'platform.notFound', kind: 'order' })
}

/** Locks an order for somebody who saw `version`. */
export async function lockOrder(work: Work, id: string, version: number): Promise<SupervisionOrder> {
  const row = await work.tx
    .selectFrom('plan.supervision_order')
    .selectAll()
    .where('county_code', '=', work.county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) refuse({ code: 'platform.notFound', kind: 'order' })
  if (row.version !== version) refuse({ code: 'platform.stale', version: row.version })
  return orderOf(row)
}

/** The open order to a body about a node. */
export async function openOrderOf(tx: Tx, county: string, nodeId: string, unitId: string) {
  const row = await tx
    .selectFrom('plan.supervision_order')
    .selectAll()
    .where('county_code', '=', county)
    .where('node_id', '=', nodeId)
    .where('unit_id', '=', unitId)
    .where('step', 'not in', ['closed', 'withdrawn'])
    .executeTakeFirst()
  return row ? orderOf(row) : null
}

/** The next number of a year. Of two who open orders at once the second waits for the year's row. */
export async function nextOrdinal(work: Work, kind: SupervisionKind, year: number): Promise<number> {
  await work.tx
    .selectFrom('plan.year_plan')
    .select('id')
    .where('county_code', '=', work.county)
    .where('year', '=', year)
    .forUpdate()
    .execute()
  const row = await work.tx
    .selectFrom('plan.supervision_order')
    .select((order) => order.fn.max('ordinal').as('last'))
    .where('county_code', '=', work.county)
    .where('kind', '=', kind)
    .where('year', '=', year)
    .executeTakeFirst()
  return (row?.last ?? 0) + 1
}

export interface Happening {
  readonly action: SupervisionAction
  readonly step: SupervisionStep
  readonly level: SupervisionLevel
  readonly note: string | null
  readonly deadline: string | null
}

/** Appends to what was done with an order; `version` numbers it, since every act makes a new one. */
export async function insertEvent(work: Work, orderId: string, version: number, happening: Happening): Promise<void> {
  await work.tx
    .insertInto('plan.supervision_order_event')
    .values({
      county_code: work.county,
      order_id: orderId,
      ordinal: version,
      ...happening,
      unit_id: work.actor.unitId,
      by_name: work.actor.name,
      at: work.now,
    })
    .execute()
}
