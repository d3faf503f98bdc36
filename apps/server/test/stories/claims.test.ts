import { sql } from 'kysely'
import { expect } from 'vitest'
import { inCounty } from '../../src/platform/database.ts'
import { anyTeam, claimed, showCodes, step } from '../support/orders.ts'
import { COUNTY, test } from '../support/world.ts'

const ORDERS = 12
const TEAMS = 20

test('two hundred and forty claims at once: every order has one team, every other is told whose it is', async ({
  world,
}) => {
  await showCodes(world)
  const fang = await world.signIn('fang')
  const bao = await world.signIn('bao')
  const teams = await Promise.all(Array.from({ length: TEAMS }, () => anyTeam(world)))
  const orders: string[] = []
  for (let i = 0; i < ORDERS; i++) {
    const { id } = await claimed(world)
    await step(world, id, 'open')
    orders.push(id)
  }
  const answers = await Promise.all(
    orders.flatMap((orderId) =>
      teams.map(async ({ id: teamId, name }, i) => {
        const answer = await (i % 2 ? fang : bao).post(`/orders/${orderId}/take`, { teamId })
        return { orderId, name, status: answer.status, json: answer.json as { code?: string; teamName?: string } }
      }),
    ),
  )
  for (const orderId of orders) {
    const own = answers.filter((one) => one.orderId === orderId)
    const [winner, ...others] = own.filter(({ status }) => status === 200)
    expect(others).toEqual([])
    const losers = own.filter(({ status }) => status !== 200)
    expect(losers).toHaveLength(TEAMS - 1)
    for (const { json } of losers) expect(json).toMatchObject({ code: 'service.order.taken', teamName: winner?.name })
  }
  const twice = await inCounty(world.app.kernel.db, COUNTY, 'read only', (tx) =>
    sql<{ takes: number; holders: number }>`
      select count(*) filter (where action = 'take')::int as takes, count(distinct o.team_id)::int as holders
      from service.order_event event join service."order" o on o.county_code = event.county_code and o.id = event.order_id
      where o.id = any(${sql.val(orders)}::uuid[]) group by o.id`.execute(tx),
  )
  expect(twice.rows).toEqual(orders.map(() => ({ takes: 1, holders: 1 })))
})

test('many at once right after the county’s clock was forgotten: nobody waits for a second connection with the first in hand', async ({
  world,
}) => {
  const bao = await world.signIn('bao')
  await bao.get('/orders')
  world.pass(120_000)
  const reads = await Promise.all(Array.from({ length: 40 }, () => bao.get('/orders')))
  expect(reads.filter(({ status }) => status !== 200)).toEqual([])
  world.pass(120_000)
  const writes = await Promise.all(
    Array.from({ length: 40 }, (_, i) => bao.post('/units', { name: `新单位 ${i}`, kind: 'other' })),
  )
  expect(writes.filter(({ status }) => status !== 201)).toEqual([])
}, 60_000)
