import { Id } from '@kepu/contract'
import { ExtensionView, NodePageView, WaitView } from '@kepu/contract/plan-supervision-node'
import { z } from 'zod'
import { canOf, may } from '../../../platform/actor.ts'
import type { Tx } from '../../../platform/database.ts'
import { refuse } from '../../../platform/problem.ts'
import { query, type Read } from '../../../platform/query.ts'
import { rootUnit } from '../../organization/index.ts'
import type { Ancestors } from '../year/rules/progress.ts'
import { readAncestors } from '../year/store.ts'
import { purposeWords } from '../year/views.ts'
import type { NodeLight } from './lights.ts'
import { lightsOfNode } from './node-rows.ts'
import { orderOf } from './order/store.ts'
import { seesLight } from './queries.ts'
import { numberOf } from './rules/order.ts'
import { answerableFor, lightView } from './views.ts'

/** One node with the whole history of its light: what it showed, who asked for more time, who waited for whom. */
export const showNode = query({
  name: 'plan.node.show',
  access: 'signedIn',
  input: z.object({ nodeId: Id, unitId: Id.optional() }),
  output: NodePageView,
  run: (read, { nodeId, unitId }) => readNodePage(read, nodeId, unitId),
})

export async function readNodePage(read: Read, nodeId: string, unitId: string | undefined): Promise<NodePageView> {
  const { tx, county, actor } = read
  const { year, lights } = await lightsOfNode(tx, county, nodeId, read.today)
  const ancestors = await readAncestors(tx, county)
  const light = lights.find((one) => unitId === undefined || one.unitId === unitId || one.unitId === null)
  const awaited = light ? (await openWaits(tx, county, light)).map(({ awaited_id }) => awaited_id) : []
  if (!light || !(seesLight(read, light, ancestors) || answersFor(read, awaited, ancestors)))
    refuse({ code: 'platform.notFound', kind: 'node' })
  const actsFor = answerableFor(light).filter(
    (duty) => actor !== null && may(actor, 'plan.extension.ask', ancestors.get(duty.unitId) ?? []),
  )
  const extensions = await extensionsOf(read, light, ancestors)
  const words = await purposeWords(tx, county)
  const open = light.doneOn === null && year.status === 'issued' && actsFor.length > 0
  return {
    year: year.year,
    yearPlanId: year.id,
    light: lightView(light, words),
    extensions,
    waits: await waitsOf(read, light, ancestors),
    orders: await ordersOf(tx, county, light),
    actsFor: actsFor.map(({ unitId: id, unitName }) => ({ unitId: id, unitName })),
    can: [
      ...(open && !extensions.some(({ status }) => status === 'asked') ? ['plan.extension.ask'] : []),
      ...(open && light.paused === null ? ['plan.wait.tell'] : []),
    ],
  }
}

function answersFor({ actor }: Read, units: readonly string[], ancestors: Ancestors): boolean {
  return actor !== null && units.some((unitId) => may(actor, 'plan.wait.answer', ancestors.get(unitId) ?? []))
}

function rowsOf(tx: Tx, county: string, { node, unitId }: NodeLight) {
  return {
    extensions: tx
      .selectFrom('plan.extension as e')
      .innerJoin('organization.unit as unit', (join) =>
        join.onRef('unit.county_code', '=', 'e.county_code').onRef('unit.id', '=', 'e.unit_id'),
      )
      .selectAll('e')
      .select('unit.name as unit_name')
      .where('e.county_code', '=', county)
      .where('e.node_id', '=', node.id)
      .where('e.owner_id', unitId === null ? 'is' : '=', unitId)
      .orderBy('e.asked_at'),
    waits: tx
      .selectFrom('plan.wait as w')
      .innerJoin('organization.unit as unit', (join) =>
        join.onRef('unit.county_code', '=', 'w.county_code').onRef('unit.id', '=', 'w.unit_id'),
      )
      .innerJoin('organization.unit as awaited', (join) =>
        join.onRef('awaited.county_code', '=', 'w.county_code').onRef('awaited.id', '=', 'w.awaited_id'),
      )
      .selectAll('w')
      .select(['unit.name as unit_name', 'awaited.name as awaited_name'])
      .where('w.county_code', '=', county)
      .where('w.node_id', '=', node.id)
      .where('w.owner_id', unitId === null ? 'is' : '=', unitId)
      .orderBy('w.told_at'),
  }
}

function openWaits(tx: Tx, county: string, light: NodeLight) {
  return rowsOf(tx, county, light).waits.where('w.ended_on', 'is', null).execute()
}

async function extensionsOf(read: Read, light: NodeLight, ancestors: Ancestors): Promise<ExtensionView[]> {
  const { tx, county, actor } = read
  const root = await rootUnit(tx, county)
  const rows = await rowsOf(tx, county, light).extensions.execute()
  return rows.map((row) =>
    ExtensionView.parse({
      id: row.id,
      unitId: row.unit_id,
      unitName: row.unit_name,
      wantedDay: row.wanted_day,
      reason: row.reason,
      askedOn: row.asked_on,
      askedByName: row.asked_by_name,
      askedAt: row.asked_at.toISOString(),
      status: row.status,
      grantedDay: row.granted_day,
      answer: row.answer,
      answeredOn: row.answered_on,
      answeredByName: row.answered_by_name,
      can:
        row.status === 'asked'
          ? [
              ...canOf(actor, ['plan.extension.answer'], root.ancestors),
              ...canOf(actor, ['plan.extension.withdraw'], ancestors.get(row.unit_id) ?? []),
            ]
          : [],
    }),
  )
}

async function waitsOf(read: Read, light: NodeLight, ancestors: Ancestors): Promise<WaitView[]> {
  const { tx, county, actor } = read
  const rows = await rowsOf(tx, county, light).waits.execute()
  return rows.map((row) =>
    WaitView.parse({
      id: row.id,
      unitId: row.unit_id,
      unitName: row.unit_name,
      awaitedId: row.awaited_id,
      awaitedName: row.awaited_name,
      what: row.what,
      since: row.since,
      toldOn: row.told_on,
      toldByName: row.told_by_name,
      endedOn: row.ended_on,
      ending: row.ending,
      answer: row.answer,
      endedByName: row.ended_by_name,
      can:
        row.ended_on === null
          ? [
              ...canOf(actor, ['plan.wait.answer'], ancestors.get(row.awaited_id) ?? []),
              ...canOf(actor, ['plan.wait.end'], ancestors.get(row.unit_id) ?? []),
            ]
          : [],
    }),
  )
}

async function ordersOf(tx: Tx, county: string, { node, unitId }: NodeLight): Promise<NodePageView['orders']> {
  const rows = await tx
    .selectFrom('plan.supervision_order')
    .selectAll()
    .where('county_code', '=', county)
    .where('node_id', '=', node.id)
    .where('owner_id', unitId === null ? 'is' : '=', unitId)
    // Before it's issued an order is its issuer's own business.
    .where('term_from', 'is not', null)
    .orderBy('opened_at')
    .execute()
  return rows.map(orderOf).map((order) => ({
    id: order.id,
    number: numberOf(order),
    title: order.title,
    step: order.step,
    openedOn: order.openedOn,
  }))
}
