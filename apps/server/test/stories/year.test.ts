import { DeliveryView } from '@kepu/contract/ledger'
import { expect } from 'vitest'
import { test, type World } from '../support/world.ts'
import { annualTask, draftYear, issuedYear, planInForce, showYear } from '../support/years.ts'

const education = '县教委'

/** A lecture on a day by a body, for the first task. */
async function lecture(world: World, occurredOn: string, title: string, unit = education): Promise<DeliveryView> {
  const bao = await world.signIn('bao')
  const plan = await planInForce(world)
  const answer = await bao.post('/ledger/deliveries', {
    occurredOn,
    title,
    kind: 'lecture',
    unitId: await world.unitId(unit),
    regionCode: '999901100',
    taskId: plan.tasks[0]?.id,
    reach: [{ audience: 'youth', personTimes: 40, persons: 40 }],
    notDuplicate: true,
  })
  return answer.as(DeliveryView)
}

test('a year is drafted, issued, signed for, and its figures come from the ledger', async ({ world }) => {
  const bao = await world.signIn('bao')
  const fang = await world.signIn('fang')
  const draft = await draftYear(world, 2024, [
    {
      leads: [education],
      supports: ['县科协'],
      target: {
        quantity: 2,
        unit: '场',
        scope: 'together',
        rule: { counts: 'deliveries', purpose: 'task', doers: 'duty', kinds: ['lecture'], audiences: [] },
      },
      nodes: [
        { title: '上半年一场', dueOn: '2024-06-30', quantity: 1 },
        { title: '全年总结', dueOn: '2024-12-20', quantity: null },
      ],
    },
  ])
  expect((await fang.get(`/years/${draft.header.id}`)).status).toBe(404)
  expect((await fang.post(`/years/${draft.header.id}/issue`, { version: 2 })).status).toBe(403)

  await bao.post(`/years/${draft.header.id}/issue`, { version: draft.header.version })
  const unitId = await world.unitId(education)
  const receipt = { yearPlanId: draft.header.id, unitId }
  expect((await fang.post(`/years/${draft.header.id}/receipt`, receipt)).status).toBe(200)
  expect(await fang.post(`/years/${draft.header.id}/receipt`, receipt)).toBeProblem(422, 'plan.year.received')

  await lecture(world, '2024-03-05', '春季讲座')
  const second = await lecture(world, '2024-09-10', '秋季讲座', '县科协')
  await lecture(world, '2024-09-11', '村里的讲座', '东岭镇幸福村')
  const [task] = (await showYear(fang, 'current')).tasks
  expect(task?.progress).toEqual([{ unitId: null, achieved: 2, reachedOn: '2024-09-10' }])
  const [half, summary] = task?.nodeStates ?? []
  expect(half).toMatchObject({ achieved: 2, doneOn: '2024-03-05' })
  expect(summary).toMatchObject({ achieved: null, doneOn: null })

  await bao.post(`/ledger/deliveries/${second.id}/reversal`, { reason: '登记有误' })
  expect((await showYear(fang, 'current')).tasks[0]?.progress).toEqual([{ unitId: null, achieved: 1, reachedOn: null }])
})

test('what is counted nobody reports; the rest a lead confirms, once', async ({ world }) => {
  const fang = await world.signIn('fang')
  const { header, tasks } = await showYear(fang, 'current')
  const [counted, confirmed] = tasks[0]?.nodes ?? []
  const unitId = await world.unitId(education)
  const complete = (nodeId: string | undefined, doneOn: string) =>
    fang.post(`/nodes/${nodeId}/completion`, { unitId, doneOn })
  expect(await complete(counted?.id, '2024-11-01')).toBeProblem(422, 'plan.node.counted')
  expect(await complete(confirmed?.id, '2024-12-01')).toBeProblem(422, 'plan.node.future', { today: '2024-11-20' })
  expect((await complete(confirmed?.id, '2024-11-19')).status).toBe(201)
  expect(await complete(confirmed?.id, '2024-11-19')).toBeProblem(422, 'plan.node.done', { doneOn: '2024-11-19' })
  expect((await showYear(fang, header.id)).tasks[0]?.nodeStates[1]?.doneOn).toBe('2024-11-19')
})

test('an issued year is not rewritten, a draft is; every body of «each» has its own count', async ({ world }) => {
  const bao = await world.signIn('bao')
  const issued = await showYear(bao, 'current')
  const task = issued.tasks[0]
  const rewritten = await annualTask(world, { leads: [education] })
  expect(await bao.send('PUT', `/annual-tasks/${task?.id}`, { version: task?.version, task: rewritten })).toBeProblem(
    422,
    'plan.year.state',
    { yearStatus: 'issued' },
  )

  const each = await issuedYear(world, 2023, [
    {
      leads: [education, '县科协'],
      target: {
        quantity: 1,
        unit: '场',
        scope: 'each',
        rule: { counts: 'deliveries', purpose: 'task', doers: 'duty', kinds: [], audiences: [] },
      },
    },
  ])
  await lecture(world, '2023-05-05', '去年的讲座')
  const progress = (await showYear(bao, each.header.id)).tasks[0]?.progress ?? []
  expect(progress.map(({ achieved }) => achieved).sort()).toEqual([0, 1])
})
