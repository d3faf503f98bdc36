import { CalendarAddress } from '@kepu/contract/plan-calendar'
import { AnnualChangePage } from '@kepu/contract/plan-year-change'
import { CountedWorkPage } from '@kepu/contract/plan-year-work'
import ICAL from 'ical.js'
import { expect } from 'vitest'
import { COUNTY, OTHER_COUNTY, test, type World } from '../support/world.ts'
import { annualTask, issuedYear, planInForce, showYear } from '../support/years.ts'

const education = '县教委'
const nodes = [
  { title: '上半年', dueOn: '2024-06-28', quantity: 4 },
  { title: '全年', dueOn: '2024-12-20', quantity: 10 },
]

/** What another program reads at the address. */
async function events(world: World, path: string | null) {
  const answer = await world.stranger.get((path ?? '').replace('/api/v1', ''))
  expect(answer.headers.get('content-type')).toContain('text/calendar')
  const calendar = new ICAL.Component(ICAL.parse(new TextDecoder().decode(answer.bytes)))
  return calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))
}

test('a body subscribes to its days; a change moves the same event on; a renewed address shuts the old one', async ({
  world,
}) => {
  const bao = await world.signIn('bao')
  const fang = await world.signIn('fang')
  const deng = await world.signIn('deng')
  const { header, tasks } = await issuedYear(world, 2024, [{ leads: [education], supports: ['县科协'], nodes }])
  const unitId = await world.unitId(education)
  expect((await fang.get(`/units/${unitId}/calendar`)).json).toMatchObject({ path: null })
  expect(await deng.post(`/units/${unitId}/calendar`)).toBeProblem(403, 'platform.notAllowed')
  expect(await deng.get(`/units/${unitId}/calendar`)).toBeProblem(403, 'platform.notAllowed')
  const { path } = (await fang.post(`/units/${unitId}/calendar`)).as(CalendarAddress)
  expect((await fang.get(`/units/${unitId}/calendar`)).json).toMatchObject({ path })

  const before = await events(world, path)
  expect(before.map((event) => [event.startDate.toString(), event.sequence])).toEqual([
    ['2024-06-28', 0],
    ['2024-12-20', 0],
    ['2024-12-31', 0],
  ])
  const [task] = tasks
  const [first, last] = task?.nodes ?? []
  const moved = await annualTask(world, {
    leads: [education],
    nodes: [{ id: first?.id ?? '', title: '上半年', dueOn: '2024-07-31', quantity: 4 }],
  })
  const change = { version: task?.version, task: moved, reason: '学校假期调整' }
  expect((await bao.post(`/annual-tasks/${task?.id}/changes`, change)).status).toBe(200)
  const after = await events(world, path)
  expect(after.map((event) => [event.startDate.toString(), event.sequence])).toEqual([
    ['2024-07-31', 1],
    ['2024-12-31', 1],
  ])
  expect(after[0]?.uid).toBe(before[0]?.uid)
  expect(after.map(({ uid }) => uid)).not.toContain(`${last?.id}@${COUNTY}.kepu`)

  const renewed = (await fang.post(`/units/${unitId}/calendar`)).as(CalendarAddress)
  const old = (path ?? '').replace('/api/v1', '')
  expect(await world.stranger.get(old)).toBeProblem(404, 'platform.notFound')
  const elsewhere = (renewed.path ?? '').replace('/api/v1', '').replace(COUNTY, OTHER_COUNTY)
  expect(await world.stranger.get(elsewhere)).toBeProblem(404, 'platform.notFound')
  expect(await events(world, renewed.path)).toHaveLength(2)

  const page = (await fang.get(`/years/${header.id}/changes`)).as(AnnualChangePage)
  const [listed] = page.items
  expect(listed).toMatchObject({ reason: '学校假期调整', taskTitle: '开展科普讲座' })
  expect(listed?.differences.map(({ field }) => field)).toEqual(['duty', 'node', 'node'])
  expect(Object.values(page.names)).toEqual(expect.arrayContaining([education, '县科协']))
})

test('a figure leads to the records that count, a page at a time, and they add up to it', async ({ world }) => {
  const bao = await world.signIn('bao')
  const fang = await world.signIn('fang')
  const plan = await planInForce(world)
  const record = (occurredOn: string, kind: string) =>
    bao.post('/ledger/deliveries', {
      occurredOn,
      title: `讲座 ${occurredOn}`,
      kind,
      unitId: plan.tasks.length > 0 ? unit : '',
      regionCode: '999901100',
      taskId: plan.tasks[0]?.id,
      reach: [{ audience: 'youth', personTimes: 40, persons: 40 }],
      notDuplicate: true,
    })
  const unit = await world.unitId(education)
  const days = ['2024-03-01', '2024-04-01', '2024-05-01']
  for (const day of days) expect((await record(day, 'lecture')).status).toBe(201)
  const wrong = (await record('2024-05-02', 'lecture')).json as { id: string }
  await bao.post(`/ledger/deliveries/${wrong.id}/reversal`, { reason: '重复登记' })
  await record('2024-05-03', 'drill')

  const { tasks } = await showYear(fang, 'current')
  const at = `/annual-tasks/${tasks[0]?.id}/deliveries`
  const first = (await fang.get(`${at}?limit=2`)).as(CountedWorkPage)
  expect(first).toMatchObject({ total: 3, records: 5, quantity: 10, unit: '场' })
  expect(tasks[0]?.progress[0]?.achieved).toBe(first.total)
  const amounts: number[] = []
  for (let next: string | null = ''; next !== null; ) {
    const page: CountedWorkPage = (await fang.get(`${at}?limit=2${next ? `&cursor=${next}` : ''}`)).as(CountedWorkPage)
    amounts.push(...page.items.map(({ amount }) => amount))
    next = page.next
  }
  expect(amounts).toHaveLength(5)
  expect(amounts.reduce((sum, one) => sum + one, 0)).toBe(3)
  const other = (await fang.get(`${at}?unitId=${await world.unitId('县科协')}`)).as(CountedWorkPage)
  expect(other).toMatchObject({ total: 0, records: 0, items: [] })
})
