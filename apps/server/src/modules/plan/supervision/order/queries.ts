import { Id, pageOf } from '@kepu/contract'
import { NodePageView } from '@kepu/contract/plan-supervision-node'
import {
  ListSupervisionOrders,
  SupervisionOrderHeader,
  SupervisionOrderView,
  type SupervisionStep,
  supervisionSteps,
} from '@kepu/contract/plan-supervision-order'
import { sql } from 'kysely'
import { z } from 'zod'
import { holds, may } from '../../../../platform/actor.ts'
import type { Tx } from '../../../../platform/database.ts'
import { decodeCursor, pageOfRows } from '../../../../platform/page.ts'
import { refuse } from '../../../../platform/problem.ts'
import { query, type Read } from '../../../../platform/query.ts'
import { rootUnit, type WorkingDays } from '../../../organization/index.ts'
import type { Ancestors } from '../../year/rules/progress.ts'
import { readAncestors } from '../../year/store.ts'
import { workingDaysOf } from '../lights.ts'
import { readNodePage } from '../node-page.ts'
import { actionsAt, numberOf, whyNotAct } from '../rules/order.ts'
import type { Waiting } from '../types.ts'
import { actsForOffice, mayAct } from './access.ts'
import { orderClock, waitsOfNodes } from './clock.ts'
import { findLight, lightOfOrder } from './light.ts'
import { orderOf } from './store.ts'
import type { SupervisionOrder } from './types.ts'

const NOT_ISSUED: readonly SupervisionStep[] = ['matter', 'approval', 'notice']

/** Who coordinates or reads the county sees all; the office its own; a body those that were issued to it. */
function sees({ actor }: Read, order: SupervisionOrder, ancestors: Ancestors): boolean {
  if (actor === null) return false
  if (holds(actor, 'plan.light.all') || actsForOffice(actor, order.issuerId, 'plan.order.open')) return true
  const issued = !NOT_ISSUED.includes(order.step) && (order.step !== 'withdrawn' || order.termFrom !== null)
  return issued && may(actor, 'plan.order.receive', ancestors.get(order.unitId) ?? [])
}

/** Orders with the names that a list shows, newest first. */
function orderRows(tx: Tx, county: string) {
  return tx
    .selectFrom('plan.supervision_order as o')
    .innerJoin('organization.unit as unit', (join) =>
      join.onRef('unit.county_code', '=', 'o.county_code').onRef('unit.id', '=', 'o.unit_id'),
    )
    .innerJoin('organization.unit as issuer', (join) =>
      join.onRef('issuer.county_code', '=', 'o.county_code').onRef('issuer.id', '=', 'o.issuer_id'),
    )
    .innerJoin('plan.annual_node as node', (join) =>
      join.onRef('node.county_code', '=', 'o.county_code').onRef('node.id', '=', 'o.node_id'),
    )
    .innerJoin('plan.annual_task as task', (join) =>
      join.onRef('task.county_code', '=', 'o.county_code').onRef('task.id', '=', 'o.annual_task_id'),
    )
    .selectAll('o')
    .select([
      'unit.name as unit_name',
      'issuer.name as issuer_name',
      'node.title as node_title',
      'task.title as task_title',
    ])
    .where('o.county_code', '=', county)
    .orderBy('o.opened_at', 'desc')
    .orderBy('o.id', 'desc')
}

type Row = Awaited<ReturnType<ReturnType<typeof orderRows>['execute']>>[number]

function headerOf(row: Row, days: WorkingDays, waits: readonly Waiting[], today: string): SupervisionOrderHeader {
  const order = orderOf(row)
  return {
    id: order.id,
    number: numberOf(order),
    kind: order.kind,
    level: order.level,
    step: order.step,
    title: order.title,
    unitId: order.unitId,
    unitName: row.unit_name,
    nodeId: order.nodeId,
    nodeTitle: row.node_title,
    taskTitle: row.task_title,
    openedOn: order.openedOn,
    ...orderClock(days, order, waits, today),
  }
}

/** A county has some dozens of orders a year: they're read whole, and what this reader may see is cut in pages. */
export const listOrders = query({
  name: 'plan.order.list',
  access: 'signedIn',
  input: ListSupervisionOrders,
  output: pageOf(SupervisionOrderHeader),
  async run(read, { cursor, limit, step, state }) {
    const { tx, county, today } = read
    const steps = supervisionSteps.filter((one) => (step === undefined ? state === 'all' || isOpen(one) : one === step))
    let rows = orderRows(tx, county).where('o.step', 'in', steps)
    if (cursor) {
      const [openedAt, id] = decodeCursor(cursor, z.tuple([z.iso.datetime(), Id]))
      rows = rows.where(sql<boolean>`(o.opened_at, o.id) < (${openedAt}::timestamptz, ${id}::uuid)`)
    }
    const ancestors = await readAncestors(tx, county)
    const found = (await rows.execute()).filter((row) => sees(read, orderOf(row), ancestors))
    const { items, next } = pageOfRows(found, limit, (row) => [row.opened_at.toISOString(), row.id])
    const waits = await waitsOfNodes(
      tx,
      county,
      items.map((row) => row.node_id),
    )
    const days = await workingDaysOf(tx, Number(today.slice(0, 4)))
    return { next, items: items.map((row) => headerOf(row, days, waits.get(row.node_id) ?? [], today)) }
  },
})

const isOpen = (step: SupervisionStep) => step !== 'closed' && step !== 'withdrawn'

/** An order with everything that was done with it. */
async function readOrder(read: Read, orderId: string): Promise<SupervisionOrderView> {
  const { tx, county, today, actor } = read
  const row = await orderRows(tx, county).where('o.id', '=', orderId).executeTakeFirst()
  const ancestors = await readAncestors(tx, county)
  if (!row || !sees(read, orderOf(row), ancestors)) refuse({ code: 'platform.notFound', kind: 'order' })
  const order = orderOf(row)
  const waits = await waitsOfNodes(tx, county, [order.nodeId])
  const header = headerOf(row, await workingDaysOf(tx, order.year), waits.get(order.nodeId) ?? [], today)
  const root = (await rootUnit(tx, county)).ancestors
  const light = await lightOfOrder(read, order)
  const facts = {
    step: order.step,
    level: order.level,
    deadline: header.deadline,
    today,
    nodeDone: light === null || light.doneOn !== null,
    ownOrder: order.submittedById === actor?.id,
  }
  return SupervisionOrderView.parse({
    ...header,
    version: order.version,
    ownerId: order.ownerId,
    annualTaskId: order.annualTaskId,
    issuerName: row.issuer_name,
    legalBasis: order.legalBasis,
    basis: order.basis,
    demand: order.demand,
    termDays: order.termDays,
    light,
    events: await eventsOf(tx, county, orderId),
    can: actionsAt(order.step)
      .filter((action) => actor !== null && mayAct(actor, order, action, { ancestors, root }))
      .filter((action) => whyNotAct(facts, action) === null)
      .map((action) => `plan.order.${action}`),
  })
}

export const showOrder = query({
  name: 'plan.order.show',
  access: 'signedIn',
  input: z.object({ supervisionOrderId: Id }),
  output: SupervisionOrderView,
  run: (read, { supervisionOrderId: orderId }) => readOrder(read, orderId),
})

async function eventsOf(tx: Tx, county: string, orderId: string) {
  const rows = await tx
    .selectFrom('plan.supervision_order_event as event')
    .leftJoin('organization.unit as unit', (join) =>
      join.onRef('unit.county_code', '=', 'event.county_code').onRef('unit.id', '=', 'event.unit_id'),
    )
    .selectAll('event')
    .select('unit.name as unit_name')
    .where('event.county_code', '=', county)
    .where('event.order_id', '=', orderId)
    .orderBy('event.ordinal')
    .execute()
  return rows.map((row) => ({
    action: row.action,
    step: row.step,
    level: row.level,
    note: row.note,
    deadline: row.deadline,
    unitName: row.unit_name,
    byName: row.by_name,
    at: row.at.toISOString(),
  }))
}

/** 移交材料: an order with the whole history of its node, for the county's own office of supervision. */
export const showHandOver = query({
  name: 'plan.order.handOver',
  access: 'signedIn',
  input: z.object({ supervisionOrderId: Id }),
  output: z.object({ order: SupervisionOrderView, page: NodePageView.nullable() }),
  async run(read, { supervisionOrderId }) {
    const order = await readOrder(read, supervisionOrderId)
    const light = await findLight(read, order)
    return { order, page: light && (await readNodePage(read, order.nodeId, order.ownerId ?? undefined)) }
  },
})
