import { expect } from 'vitest'
import { sweepCounties } from '../../src/modules/plan/index.ts'
import { DAY_MS, lightsOf, nodePage, yearWithNodes } from '../support/supervision.ts'
import { COUNTY, test } from '../support/world.ts'

const reason = '承办学校停课，活动无法按期举行'

test('a later day is asked for, refused and stays to be seen; asked again it is granted', async ({ world }) => {
  const [bao, fang, deng] = [await world.signIn('bao'), await world.signIn('fang'), await world.signIn('deng')]
  const [nodeId = '', secondId = ''] = await yearWithNodes(world, 2024, ['2024-11-25', '2024-11-18'])
  const unitId = await world.unitId('县教委')
  const ask = (wantedDay: string, person = fang) =>
    person.post(`/supervision/nodes/${nodeId}/extensions`, { unitId, wantedDay, reason })
  expect((await ask('2024-12-10', deng)).status).toBe(403)
  expect(await ask('2024-11-25')).toBeProblem(422, 'plan.extension.notLater', { lastDay: '2024-11-25' })
  expect(await ask('2025-06-30')).toBeProblem(422, 'plan.extension.tooFar', { latest: '2025-03-31' })

  // Two colleagues ask at once: one does, the other is told.
  const asked = await Promise.all([ask('2024-12-10'), ask('2024-12-11')])
  expect(asked.map(({ status }) => status).sort()).toEqual([201, 422])
  const [pending] = (await nodePage(bao, nodeId)).extensions
  expect(pending).toMatchObject({ status: 'asked', can: ['plan.extension.answer', 'plan.extension.withdraw'] })
  expect((await nodePage(fang, nodeId)).can).not.toContain('plan.extension.ask')

  // While it has no answer the clock stands still.
  world.pass(7 * DAY_MS)
  expect((await nodePage(fang, nodeId)).light).toMatchObject({ colour: 'blue', lastDay: null, left: 4 })
  const answer = (grantedDay: string | null, id = pending?.id) =>
    bao.post(`/supervision/extensions/${id}/answer`, { grantedDay, answer: '请改用线上方式，仍按原定时间完成' })
  expect(await fang.post(`/supervision/extensions/${pending?.id}/answer`, {})).toBeProblem(403, 'platform.notAllowed')
  expect((await answer(null)).status).toBe(204)
  expect(await answer('2024-12-20')).toBeProblem(422, 'plan.extension.answered', { extensionStatus: 'refused' })

  // The five working days of waiting aren't counted against the body.
  expect((await nodePage(fang, nodeId)).light).toMatchObject({ colour: 'yellow', lastDay: '2024-12-02' })
  world.pass(6 * DAY_MS)
  expect((await nodePage(fang, nodeId)).light.colour).toBe('red')
  expect((await ask('2024-12-31')).status).toBe(201)
  const [, second] = (await nodePage(bao, nodeId)).extensions
  expect((await answer('2024-12-20', second?.id)).status).toBe(204)
  const page = await nodePage(fang, nodeId)
  expect(page.extensions.map(({ status }) => status)).toEqual(['refused', 'granted'])
  expect(page.light).toMatchObject({ colour: 'grey', lastDay: '2024-12-20' })
  expect(secondId).not.toBe('')
})

test('a red node with a later day is yellow, and yellow when it is done', async ({ world }) => {
  const [bao, fang] = [await world.signIn('bao'), await world.signIn('fang')]
  const late = (await lightsOf(bao)).find(({ dueOn }) => dueOn === '2024-11-18')
  expect(late?.colour).toBe('red')
  await sweepCounties(world.app.kernel, [COUNTY])
  const unitId = await world.unitId('县教委')
  const nodeId = late?.nodeId ?? ''
  await fang.post(`/supervision/nodes/${nodeId}/extensions`, { unitId, wantedDay: '2024-12-30', reason })
  const [asked] = (await nodePage(bao, nodeId)).extensions
  const answer = { grantedDay: '2024-12-27', answer: '理由正当，同意延期' }
  await bao.post(`/supervision/extensions/${asked?.id}/answer`, answer)
  expect((await nodePage(fang, nodeId)).light).toMatchObject({ colour: 'yellow', reason: 'extended' })
  await fang.post(`/nodes/${nodeId}/completion`, { unitId, doneOn: '2024-12-03' })
  expect((await nodePage(fang, nodeId)).light).toMatchObject({ colour: 'yellow', reason: 'madeGood', left: null })
  expect(
    await fang.post(`/supervision/nodes/${nodeId}/extensions`, { unitId, wantedDay: '2025-01-10', reason }),
  ).toBeProblem(422, 'plan.light.done')
})

test('who waits for whom is told to the awaited one, whose answer lets the clock run on', async ({ world }) => {
  const [bao, fang, deng] = [await world.signIn('bao'), await world.signIn('fang'), await world.signIn('deng')]
  const open = (await lightsOf(fang)).find(({ colour }) => colour === 'grey')
  const nodeId = open?.nodeId ?? ''
  const [unitId, awaitedId] = [await world.unitId('县教委'), await world.unitId('东岭镇幸福村')]
  const wait = (awaited: string, since = '2024-12-03') =>
    fang.post(`/supervision/nodes/${nodeId}/waits`, { unitId, awaitedId: awaited, since, what: '请确认活动场地和时间' })
  expect(await wait(unitId)).toBeProblem(422, 'plan.wait.self')
  expect(await wait(awaitedId, '2024-12-30')).toBeProblem(422, 'plan.wait.since')
  expect((await deng.get(`/supervision/nodes/${nodeId}`)).status).toBe(404)
  expect((await wait(awaitedId)).status).toBe(201)
  expect(await wait(awaitedId)).toBeProblem(422, 'plan.wait.open', { awaitedName: '东岭镇幸福村' })
  expect((await nodePage(fang, nodeId)).light.paused).toMatchObject({ awaitedName: '东岭镇幸福村' })

  const todos = (await deng.get('/todos')).json as { items: { kind: string; facts: { what: string } }[] }
  expect(todos.items.find(({ kind }) => kind === 'plan.wait.told')?.facts.what).toBe('请确认活动场地和时间')
  const [told] = (await nodePage(deng, nodeId)).waits
  expect(told?.can).toEqual(['plan.wait.answer'])
  world.pass(2 * DAY_MS)
  expect((await deng.post(`/supervision/waits/${told?.id}/answer`, { answer: '场地定在村文化礼堂' })).status).toBe(204)
  expect(await bao.post(`/supervision/waits/${told?.id}/end`, { reason: '不必再等' })).toBeProblem(
    422,
    'plan.wait.ended',
  )
  const page = await nodePage(fang, nodeId)
  expect(page.light).toMatchObject({ paused: null, lastDay: '2024-12-24' })
  expect(page.waits[0]).toMatchObject({ ending: 'answered', endedOn: '2024-12-05' })
})
