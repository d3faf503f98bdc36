import { HandoverView } from '@kepu/contract/plan-handover'
import { expect } from 'vitest'
import { paragraphsOf, wordPart } from '../support/word.ts'
import { test } from '../support/world.ts'
import { issuedYear, planInForce } from '../support/years.ts'

const education = '县教委'

test('one click makes the pack of a unit; it stays while the work goes on', async ({ world }) => {
  const fang = await world.signIn('fang')
  const bao = await world.signIn('bao')
  await planInForce(world)
  const { header, tasks } = await issuedYear(world, 2024, [
    {
      title: '科普讲座',
      leads: [education],
      supports: ['县科协'],
      nodes: [
        { title: '上半年', dueOn: '2024-06-30', quantity: 5 },
        { title: '总结', dueOn: '2024-12-20', quantity: null },
      ],
    },
    { title: '别人的任务', leads: ['县科协'] },
  ])
  const unitId = await world.unitId(education)
  await fang.post(`/years/${header.id}/receipt`, { yearPlanId: header.id, unitId })
  for (const title of ['讲座一', '讲座二'])
    await fang.post('/ledger/deliveries', {
      occurredOn: '2024-03-05',
      title,
      kind: 'lecture',
      unitId,
      regionCode: '999901100',
      taskId: tasks[0]?.taskId,
      reach: [{ audience: 'youth', personTimes: 40, persons: null }],
      notDuplicate: true,
    })

  const made = await fang.post('/handovers', { unitId })
  expect(made.status).toBe(201)
  const { id, content } = made.as(HandoverView)
  expect(content.tasks).toMatchObject([
    { title: '科普讲座', role: 'lead', achieved: 2, quantity: 10, outcome: 'running' },
  ])
  expect(content.nodes).toMatchObject([
    { title: '上半年', late: true },
    { title: '总结', late: false },
  ])
  expect(content.counterparts).toMatchObject([{ unitName: '县科协', shared: ['科普讲座'] }])
  expect(content.duties[0]).toMatchObject({ role: 'lead', title: '青少年科学素质提升行动' })
  expect(content.decisions).toEqual([
    { day: '2024-11-20', what: '登记台账', title: null, times: 2 },
    { day: '2024-11-20', what: '签收年度计划', title: null, times: 1 },
  ])
  expect(content.dates).toMatchObject([{ what: '科普讲座：总结' }])
  expect(JSON.stringify(content)).not.toContain('方演示')
  expect(await world.auditOf(id)).toEqual(['plan.handover.make'])

  await bao.post('/ledger/deliveries', {
    occurredOn: '2024-04-05',
    title: '讲座三',
    kind: 'lecture',
    unitId,
    regionCode: '999901100',
    taskId: tasks[0]?.taskId,
    reach: [{ audience: 'youth', personTimes: 40, persons: null }],
  })
  expect((await fang.get(`/handovers/${id}`)).as(HandoverView).content).toEqual(content)
})

test('it is one Word document, chapter by chapter, with room for the telephone numbers of offices', async ({
  world,
}) => {
  const fang = await world.signIn('fang')
  const { items } = (await fang.get('/handovers')).json as { items: { id: string }[] }
  const { bytes } = await fang.get(`/handovers/${items[0]?.id}.docx`)
  const xml = await wordPart(bytes, 'document.xml')
  const headings = paragraphsOf(xml).filter(([style]) => style === 'Official1')
  expect(headings.map(([, text]) => text)).toEqual([
    '一、未完成的年度任务',
    '二、未完成的节点',
    '三、正在办理的事项',
    '四、方案规定的职责',
    '五、对口单位',
    '六、近一年的决定和办理记录',
    '七、今后的重要日期',
  ])
  expect(xml).toContain('办公电话')
  expect(xml).toContain('没有正在办理的延期申请')
  expect(xml).not.toContain('方演示')
})

test('nobody makes or reads the pack of another unit, but for the coordinator', async ({ world }) => {
  const fang = await world.signIn('fang')
  const bao = await world.signIn('bao')
  const deng = await world.signIn('deng')
  const other = await world.unitId('县科协')
  expect(await fang.post('/handovers', { unitId: other })).toBeProblem(403, 'platform.notAllowed')
  expect(await deng.post('/handovers', { unitId: other })).toBeProblem(403, 'platform.notAllowed')
  const { id } = (await bao.post('/handovers', { unitId: other })).as(HandoverView)
  expect((await fang.get(`/handovers/${id}`)).status).toBe(404)
  expect((await fang.get(`/handovers/${id}.docx`)).status).toBe(404)
  expect(((await deng.get('/handovers')).json as { items: unknown[] }).items).toEqual([])
  expect(((await bao.get('/handovers')).json as { items: unknown[] }).items).toHaveLength(2)
})
