import { random as randomOf } from '@kepu/numeric'
import { z } from 'zod'
import type { App } from '../../src/app.ts'
import { appendDeliveries, listPurposes } from '../../src/modules/ledger/index.ts'
import { addTeam, listActiveTeams, type Team } from '../../src/modules/people/index.ts'
import { addKit, appendPastOrder, approveMenuItem, proposeMenuItem } from '../../src/modules/service/index.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { dayInShanghai } from '../../src/platform/clock.ts'
import { command, execute } from '../../src/platform/command.ts'
import { inCounty } from '../../src/platform/database.ts'
import { inventOrders } from './invent.ts'
import { demoKits, demoTeams } from './means-data.ts'
import { demoOffers } from './menu-data.ts'
import type { Offered, Served, Setting } from './types.ts'

/** Invented orders of a month in one transaction, with one entry of the audit trail that covers all of them. */
const recordOrders = command({
  name: 'demonstration.orders.record',
  input: z.object({ month: z.string(), served: z.custom<readonly Served[]>(Array.isArray) }),
  output: z.object({ recorded: z.number() }),
  async run(work, { month, served }) {
    for (const { order, delivery } of served) {
      const [deliveryId] = delivery === null ? [] : await appendDeliveries(work, [delivery])
      const visit = order.visit === null ? null : { ...order.visit, deliveryId: deliveryId ?? null }
      await appendPastOrder(work, { ...order, visit })
    }
    work.record({ subject: ['demonstration', `orders ${month}`], detail: { orders: served.length } })
    return { recorded: served.length }
  },
})

/** Menu, equipment and a year of invented orders. Each part is left out when it's there. */
export async function recordDemoOrders(app: App, code: string, perYear: number): Promise<void> {
  const { kernel } = app
  const call = { actor: systemActor(code, '演示数据'), idempotencyKey: null }
  await foundTeams(app, code)
  const setting = await readSetting(app, code)
  if (setting.offers.length === 0) {
    for (const offer of demoOffers) {
      const unitId = setting.units.find(({ name }) => name.includes(offer.by))?.id ?? setting.rootId
      const purpose = setting.tasks.find(({ title }) => title.includes(offer.task))
      const { by, task, wishes, ...said } = offer
      const item = { ...said, audiences: [...said.audiences], taskId: purpose?.id ?? null, minPeople: 5 }
      const input = {
        unitId,
        item: { ...item, keywords: [...item.keywords], months: [...(item.months ?? [])], kits: [...(item.kits ?? [])] },
      }
      const { menuItemId, version } = await execute(kernel, proposeMenuItem, { ...call, input })
      await execute(kernel, approveMenuItem, { ...call, input: { menuItemId, version } })
    }
    for (const [name, kind] of demoKits)
      await execute(kernel, addKit, { ...call, input: { name, kind, unitId: setting.rootId } })
  }
  const today = dayInShanghai(await kernel.countyNow(code))
  const { offers, known } = await readSetting(app, code)
  if (known > 0) return
  const served = inventOrders({ ...setting, offers }, today, perYear, randomOf(Number(code)).fork(17))
  const byMonth = Map.groupBy(served, ({ order }) => order.steps[0].at.toISOString().slice(0, 7))
  // One transaction: a load that was killed leaves none, and the next begins anew.
  const all = [...byMonth.values()].flat()
  await execute(kernel, recordOrders, { ...call, input: { month: today.slice(0, 7), served: all } })
}

/** Teams of the offices whose fields people order from. */
async function foundTeams(app: App, code: string): Promise<void> {
  const { teams, units, villages, rootId } = await readSetting(app, code)
  if (teams.length > 0) return
  const actor = systemActor(code, '演示数据')
  const regionCode = villages[0]?.regionCode.slice(0, 9)
  if (regionCode === undefined) return
  for (const { name, by, topics } of demoTeams) {
    const unitId = units.find((unit) => unit.name.includes(by))?.id ?? rootId
    const team = { name, unitId, topics: [...topics], regionCode, radiusKm: 60, weeklyVisits: 4 }
    await execute(app.kernel, addTeam, { actor, input: { team }, idempotencyKey: null })
  }
}

async function readSetting({ kernel }: App, code: string): Promise<Setting & { known: number }> {
  return inCounty(kernel.db, code, 'read only', async (tx) => {
    const units = await tx
      .selectFrom('organization.unit')
      .select(['id', 'name', 'kind', 'ancestors', 'region_code', 'parent_id'])
      .where('county_code', '=', code)
      .where('active', '=', true)
      .orderBy('id')
      .execute()
    const items = await tx
      .selectFrom('service.menu_item')
      .select(['id', 'title', 'topic', 'kind', 'unit_id', 'task_id', 'measure_id'])
      .where('county_code', '=', code)
      .execute()
    const orders = await tx
      .selectFrom('service.order')
      .select((row) => row.fn.countAll<number>().as('n'))
      .where('county_code', '=', code)
      .executeTakeFirstOrThrow()
    const purposes = await listPurposes(tx, code)
    const teams: Team[] = await listActiveTeams(tx, code)
    const offers = items.flatMap((item): Offered[] => {
      const said = demoOffers.find(({ title }) => title === item.title)
      return said ? [{ ...said, id: item.id, unitId: item.unit_id, taskId: item.task_id }] : []
    })
    const place = (row: (typeof units)[number]) => ({ id: row.id, name: row.name, ancestors: row.ancestors })
    return {
      known: orders.n,
      rootId: units.find(({ parent_id }) => parent_id === null)?.id ?? '',
      units: units.filter(({ kind }) => kind !== 'village' && kind !== 'township').map(place),
      villages: units.flatMap((row) =>
        row.kind === 'village' && row.region_code ? [{ ...place(row), regionCode: row.region_code }] : [],
      ),
      tasks: purposes.filter(({ id, taskId, active }) => id === taskId && active),
      teams,
      offers,
    }
  })
}
