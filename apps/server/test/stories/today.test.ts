import { TodayView } from '@kepu/contract/plan-today'
import { expect } from 'vitest'
import type { Client } from '../support/client.ts'
import { test } from '../support/world.ts'
import { issuedYear } from '../support/years.ts'

const education = '县教委'
const association = '县科协'
const today = async (person: Client) => (await person.get('/today')).as(TodayView)

test('each role starts the day with its own page; a body sees its own nodes, the county all', async ({ world }) => {
  const bao = await world.signIn('bao')
  const fang = await world.signIn('fang')
  const deng = await world.signIn('deng')
  const feng = await world.signIn('feng')
  const an = await world.signIn('an')
  expect((await today(bao)).year).toBeNull()

  await issuedYear(world, 2024, [
    {
      title: '教委的任务',
      leads: [education],
      target: null,
      nodes: [{ title: '三月', dueOn: '2024-03-29', quantity: null }],
    },
    {
      title: '科协的任务',
      leads: [association],
      target: null,
      nodes: [
        { title: '月底', dueOn: '2024-11-29', quantity: null },
        { title: '年底', dueOn: '2024-12-31', quantity: null },
      ],
    },
  ])
  const county = await today(bao)
  expect(county).toMatchObject({ page: 'coordinator', today: '2024-11-20', moreRed: 0, county: null, frozen: [] })
  expect(county.red).toMatchObject([{ title: '三月', bodies: [education], reason: 'overdue' }])
  expect(county.red[0]?.left).toBeLessThan(0)
  expect(county.coming.map(({ title }) => title)).toEqual(['月底'])
  expect(county.tasks).toEqual({ done: 0, late: 1, running: 1 })
  expect(county.months[2]).toEqual({ month: 3, done: 0, doneLate: 0, late: 1, soon: 0, later: 0 })

  const own = await today(fang)
  expect(own).toMatchObject({ page: 'body', coming: [] })
  expect(own.red.map(({ taskTitle }) => taskTitle)).toEqual(['教委的任务'])
  expect(await today(deng)).toMatchObject({ page: 'village', red: [], coming: [] })
  expect((await today(an)).page).toBe('other')

  const head = await today(feng)
  expect(head).toMatchObject({ page: 'leader', red: county.red })
  expect(head.county?.audiences).toHaveLength(6)
  expect(head.county?.townships.map(({ name }) => name)).toEqual(['东岭镇', '西坪镇'])
})

test('a node that is done leaves the page', async ({ world }) => {
  const fang = await world.signIn('fang')
  const [late] = (await today(fang)).red
  const done = { unitId: await world.unitId(education), doneOn: '2024-11-19' }
  expect((await fang.post(`/nodes/${late?.nodeId}/completion`, done)).status).toBe(201)
  const after = await today(fang)
  expect(after.red).toEqual([])
  expect(after.months[2]).toMatchObject({ late: 0, doneLate: 1 })
})
