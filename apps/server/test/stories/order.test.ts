import { expect } from 'vitest'
import type { Client } from '../support/client.ts'
import { DAY_MS, nodePage, openOrder, showOrder, step, yearWithNodes } from '../support/supervision.ts'
import { test, type World } from '../support/world.ts'

const note = '已核实，情况属实'

async function people(world: World): Promise<Readonly<Record<'bao' | 'fang' | 'feng' | 'deng', Client>>> {
  return {
    bao: await world.signIn('bao'),
    fang: await world.signIn('fang'),
    feng: await world.signIn('feng'),
    deng: await world.signIn('deng'),
  }
}

test('an order goes its eight steps; a missed term raises it, and it is closed when the node is done', async ({
  world,
}) => {
  const { bao, fang, feng, deng } = await people(world)
  const [nodeId = ''] = await yearWithNodes(world, 2024, ['2024-11-18', '2024-12-30', '2024-11-15'])
  const id = await openOrder(bao, world, nodeId)
  const now = (person = bao) => showOrder(person, id)
  const act = async (person: Client, name: string, said = {}) => step(person, await now(), name, said)
  expect(await now()).toMatchObject({ number: '协调〔2024〕1号', kind: 'coordination', level: 'blue', step: 'matter' })
  expect((await fang.get(`/supervision/orders/${id}`)).status).toBe(404)

  expect(await act(bao, 'issue')).toBeProblem(422, 'plan.order.step', { orderStep: 'matter' })
  await act(bao, 'submission')
  expect(await act(bao, 'approval')).toBeProblem(422, 'plan.order.ownApproval')
  await act(feng, 'refusal', { note: '请写明完成时限' })
  await act(bao, 'submission')
  expect((await act(feng, 'approval')).status).toBe(200)
  expect((await act(bao, 'issue')).status).toBe(200)
  expect(await now(fang)).toMatchObject({
    step: 'receipt',
    deadline: '2024-11-27',
    left: 5,
    can: ['plan.order.receive'],
  })
  expect((await deng.get(`/supervision/orders/${id}`)).status).toBe(404)

  expect(await act(bao, 'raise', { note, termDays: 3 })).toBeProblem(422, 'plan.order.inTime', {
    deadline: '2024-11-27',
  })
  await act(fang, 'receipt')
  world.pass(8 * DAY_MS)
  expect((await act(bao, 'raise', { note: '到期没有反馈，也没有说明理由', termDays: 3 })).status).toBe(200)
  expect(await now()).toMatchObject({ level: 'orange', step: 'handling', deadline: '2024-12-03' })

  await act(fang, 'handling', { note: '由基教科承办，十二月三日前完成' })
  await act(fang, 'report', { note: '活动已经举行' })
  expect(await act(bao, 'closing', { note })).toBeProblem(422, 'plan.order.nodeOpen')
  await act(bao, 'return', { note: '请先在年度计划中报完成', termDays: 2 })
  expect(await now()).toMatchObject({ step: 'handling', deadline: '2024-12-02' })
  await fang.post(`/nodes/${nodeId}/completion`, { unitId: await world.unitId('县教委'), doneOn: '2024-11-28' })
  await act(fang, 'handling', { note: '已报完成' })
  await act(fang, 'report', { note: '活动已经举行，已报完成' })
  expect((await act(bao, 'closing', { note })).status).toBe(200)
  const closed = await now()
  expect(closed).toMatchObject({ step: 'closed', can: [], light: { colour: 'yellow' }, left: null })
  expect(closed.events.map(({ action }) => action).join(' ')).toBe(
    'open submit sendBack submit approve issue receive raise handle report return handle report accept',
  )
  expect((await nodePage(fang, nodeId)).orders).toMatchObject([{ id, step: 'closed' }])
  expect((await world.auditOf(id)).at(-1)).toBe('plan.order.accept')
})

test('one matter, one order; and only what is late is a matter', async ({ world }) => {
  const { bao } = await people(world)
  const board = (await bao.get('/supervision/lights?limit=50')).json as { items: { nodeId: string; colour: string }[] }
  const red = board.items.find(({ colour }) => colour === 'red')?.nodeId ?? ''
  const grey = board.items.find(({ colour }) => colour === 'grey')?.nodeId ?? ''
  const unitId = await world.unitId('县教委')
  const wish = { unitId, title: '请尽快完成年度任务', demand: '请尽快办理', termDays: 3 }
  const open = (nodeId: string, said = {}) => bao.post(`/supervision/nodes/${nodeId}/orders`, { ...wish, ...said })
  expect(await open(grey)).toBeProblem(422, 'plan.order.notLate', { lastDay: '2024-12-30' })
  expect(await open(red, { demand: '现予督办，限期整改' })).toBeProblem(422, 'plan.order.word', { word: '督办' })
  const opened = await Promise.all([open(red), open(red)])
  expect(opened.map(({ status }) => status).sort()).toEqual([201, 422])
  expect(opened.find(({ status }) => status === 422)).toBeProblem(422, 'plan.order.exists', {
    number: '协调〔2024〕2号',
  })
})

test('of two who take the same step at once the second is told what changed', async ({ world }) => {
  const { bao } = await people(world)
  const list = (await bao.get('/supervision/orders')).json as { items: { id: string; step: string }[] }
  const id = list.items.find((order) => order.step === 'matter')?.id ?? ''
  const order = await showOrder(bao, id)
  const both = await Promise.all([step(bao, order, 'submission'), step(bao, order, 'withdrawal', { note: '不再需要' })])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
})

test('orders of supervision are of the authorised office alone, in its own words', async ({ world }) => {
  const { bao, fang, feng } = await people(world)
  const [nodeId = ''] = await yearWithNodes(world, 2023, ['2023-06-30'])
  const officeId = await world.unitId('县教委')
  const setting = { blueDays: 10, yellowDays: 3, behindPercent: 50, digestsPerWeek: 2 }
  const office = { unitId: officeId, legalBasis: '县政府办〔2024〕演示1号文件' }
  await bao.send('PUT', '/supervision/setting', { ...setting, office })
  const wish = { unitId: officeId, title: '年度任务督办', demand: '限五个工作日内办结，逾期问责', termDays: 5 }
  // Whoever coordinates the county stands above the office and is none the more authorised.
  expect(await bao.post(`/supervision/nodes/${nodeId}/orders`, wish)).toBeProblem(422, 'plan.order.word')
  const opened = (await fang.post(`/supervision/nodes/${nodeId}/orders`, wish)).json as { orderId: string }
  const order = await showOrder(fang, opened.orderId)
  expect(order).toMatchObject({ kind: 'supervision', legalBasis: office.legalBasis, number: '督办〔2023〕1号' })
  expect(await step(bao, order, 'submission')).toBeProblem(422, 'plan.order.notAuthorised')
  expect((await step(fang, order, 'submission')).status).toBe(200)
  expect((await step(feng, { id: order.id, version: 2 }, 'approval')).status).toBe(200)
  expect(await step(bao, { id: order.id, version: 3 }, 'issue')).toBeProblem(422, 'plan.order.notAuthorised')
})
