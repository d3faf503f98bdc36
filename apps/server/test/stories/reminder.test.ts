import { pageOf } from '@kepu/contract'
import { DigestView, TodoView } from '@kepu/contract/notification'
import { expect } from 'vitest'
import { remindBodies } from '../../src/modules/plan/index.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { execute } from '../../src/platform/command.ts'
import type { Client } from '../support/client.ts'
import { DAY_MS, yearWithNodes } from '../support/supervision.ts'
import { COUNTY, test, type World } from '../support/world.ts'

const TodoPage = pageOf(TodoView)

const remind = ({ app }: World) =>
  execute(app.kernel, remindBodies, { actor: systemActor(COUNTY, 'test'), input: {}, idempotencyKey: null })

/** The reminders that stand in the inbox. */
async function reminders(person: Client): Promise<readonly DigestView[]> {
  const { items } = (await person.get('/todos?limit=100')).as(TodoPage)
  const open = items.filter(({ kind }) => kind === 'notification.digest')
  return Promise.all(open.map(async ({ facts }) => (await person.get(`/digests/${facts['digestId']}`)).as(DigestView)))
}

test('a body gets one list of all that is near or late, a new one only when something is new', async ({ world }) => {
  const [fang, deng] = [await world.signIn('fang'), await world.signIn('deng')]
  // Wednesday, 20 November 2024.
  const [late = ''] = await yearWithNodes(world, 2024, ['2024-11-18', '2024-11-29', '2024-12-31'])
  expect(await remind(world)).toEqual({ units: 1, told: 1 })
  const [first] = await reminders(fang)
  expect(first?.items.map(({ kind }) => kind)).toEqual(['plan.node.late', 'plan.node.near', 'plan.receipt.missing'])
  expect(await reminders(deng)).toEqual([])
  expect((await deng.get(`/digests/${first?.id}`)).status).toBe(404)

  // Twice at once, and on the next day: nothing is new.
  expect((await Promise.all([remind(world), remind(world)])).map(({ told }) => told)).toEqual([0, 0])
  world.pass(DAY_MS)
  expect((await remind(world)).told).toBe(0)

  // On Saturday nobody is told; on Tuesday a node has turned from blue to yellow: a second list takes the place of the first.
  world.pass(2 * DAY_MS)
  expect((await remind(world)).told).toBe(0)
  world.pass(3 * DAY_MS)
  expect((await remind(world)).told).toBe(1)
  const now = await reminders(fang)
  expect(now).toHaveLength(1)
  expect(now[0]?.id).not.toBe(first?.id)

  // What is done is reminded of no more: on Monday another node is late, this one isn't.
  const unitId = await world.unitId('县教委')
  await fang.post(`/nodes/${late}/completion`, { unitId, doneOn: '2024-11-26' })
  world.pass(6 * DAY_MS)
  await remind(world)
  expect((await reminders(fang))[0]?.items.map(({ facts }) => facts['nodeId'])).not.toContain(late)
})

test('a county that wants no reminders has none', async ({ world }) => {
  const [bao, fang] = [await world.signIn('bao'), await world.signIn('fang')]
  const setting = { blueDays: 10, yellowDays: 3, behindPercent: 50, office: null }
  await bao.send('PUT', '/supervision/setting', { ...setting, digestsPerWeek: 0 })
  const before = await reminders(fang)
  world.pass(5 * DAY_MS)
  expect((await remind(world)).told).toBe(0)
  expect((await reminders(fang)).map(({ id }) => id)).toEqual(before.map(({ id }) => id))
})
