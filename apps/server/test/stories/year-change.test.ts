import type { AnnualTaskInput } from '@kepu/contract/plan-year'
import { expect } from 'vitest'
import { test, type World } from '../support/world.ts'
import { annualTask, draftYear, issuedYear, showYear } from '../support/years.ts'

const education = '县教委'
const association = '县科协'

const nodes = [
  { title: '印发方案', dueOn: '2024-03-31', quantity: null },
  { title: '全年完成', dueOn: '2024-12-20', quantity: 10 },
]

/** The task of the issued year, with its nodes named, as somebody writes it who changes one part. */
async function rewritten(world: World, change: Partial<AnnualTaskInput>): Promise<AnnualTaskInput> {
  const bao = await world.signIn('bao')
  const [task] = (await showYear(bao, 'current')).tasks
  return { ...(await annualTask(world, { leads: [education], nodes: task?.nodes ?? [] })), ...change }
}

test('a task is changed with a reason: its nodes keep their ids, old and new bodies are told, a new one gets the year', async ({
  world,
}) => {
  const bao = await world.signIn('bao')
  const fang = await world.signIn('fang')
  const { header, tasks } = await issuedYear(world, 2024, [{ leads: [education], nodes }])
  const [task] = tasks
  const [first, last] = task?.nodes ?? []
  const input = await rewritten(world, {
    nodes: [
      { id: first?.id ?? '', title: '印发方案', dueOn: '2024-04-30', quantity: null },
      { title: '上半年', dueOn: '2024-06-30', quantity: 4 },
    ],
    duties: [
      { unitId: await world.unitId(education), role: 'lead' },
      { unitId: await world.unitId(association), role: 'support' },
    ],
  })
  const change = { version: task?.version, task: input, reason: '学校放假时间变动' }
  expect(await fang.post(`/annual-tasks/${task?.id}/changes`, change)).toBeProblem(403, 'platform.notAllowed')
  expect((await bao.post(`/annual-tasks/${task?.id}/changes`, change)).status).toBe(200)

  const after = await showYear(bao, header.id)
  expect(after.tasks[0]?.nodes.map(({ title }) => title)).toEqual(['印发方案', '上半年'])
  expect(after.tasks[0]?.nodes[0]?.id).toBe(first?.id)
  expect(after.tasks[0]?.nodes.map(({ id }) => id)).not.toContain(last?.id)
  expect(after.receipts.map(({ unitName }) => unitName).sort()).toEqual([education, association])

  const todos = (await fang.get('/todos')).json as { items: { kind: string }[] }
  expect(todos.items.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['plan.year.issued', 'plan.annualTask.changed']),
  )
  const unitId = await world.unitId(education)
  expect((await fang.post(`/years/${header.id}/changes/receipt`, { unitId })).json).toEqual({ signed: 1 })
  expect(await fang.post(`/years/${header.id}/changes/receipt`, { unitId })).toBeProblem(422, 'plan.annualChange.none')
  expect(await bao.post(`/annual-tasks/${task?.id}/changes`, change)).toBeProblem(409, 'platform.stale')
  const same = { ...change, version: 2, task: { ...input, nodes: after.tasks[0]?.nodes } }
  expect(await bao.post(`/annual-tasks/${task?.id}/changes`, same)).toBeProblem(422, 'plan.annualTask.same')
})

test('a withdrawn task is owed by nobody, and is not changed again', async ({ world }) => {
  const bao = await world.signIn('bao')
  const [task] = (await showYear(bao, 'current')).tasks
  const withdrawal = { version: task?.version, reason: '与上级活动合并' }
  expect((await bao.post(`/annual-tasks/${task?.id}/withdrawal`, withdrawal)).status).toBe(200)
  const [after] = (await showYear(bao, 'current')).tasks
  expect(after).toMatchObject({ status: 'withdrawn', progress: [], nodeStates: [] })
  const again = { version: after?.version, reason: '再撤一次' }
  expect(await bao.post(`/annual-tasks/${task?.id}/withdrawal`, again)).toBeProblem(422, 'plan.annualTask.withdrawn')
  const fang = await world.signIn('fang')
  const done = { unitId: await world.unitId(education), doneOn: '2024-11-19' }
  expect(await fang.post(`/nodes/${after?.nodes[0]?.id}/completion`, done)).toBeProblem(
    422,
    'plan.annualTask.withdrawn',
  )
})

test('who has not signed is reminded, and nothing is opened twice', async ({ world }) => {
  const bao = await world.signIn('bao')
  const fang = await world.signIn('fang')
  const { header } = await showYear(bao, 'current')
  // Only these: the queue may put others into the inbox meanwhile.
  const inbox = async () => {
    const { items } = (await fang.get('/todos')).json as { items: { kind: string }[] }
    return items.filter(({ kind }) => kind === 'plan.year.issued').length
  }
  const before = await inbox()
  expect((await bao.post(`/years/${header.id}/reminder`)).json).toEqual({ reminded: 2 })
  expect(await inbox()).toBe(before)
  for (const name of [education, association])
    await bao.post(`/years/${header.id}/receipt`, { unitId: await world.unitId(name) })
  expect(await bao.post(`/years/${header.id}/reminder`)).toBeProblem(422, 'plan.year.signed')
})

test('a year is closed by somebody who saw what stays open, and then nothing of it is written', async ({ world }) => {
  const bao = await world.signIn('bao')
  const { header, tasks } = await issuedYear(world, 2023, [
    { leads: [education], nodes: [{ title: '印发方案', dueOn: '2023-03-31', quantity: null }] },
  ])
  const close = (openNodes: number) => bao.post(`/years/${header.id}/close`, { version: header.version, openNodes })
  expect(await close(0)).toBeProblem(422, 'plan.year.stillOpen', { openNodes: 1 })
  expect((await close(1)).json).toMatchObject({ status: 'closed', can: [] })
  expect(await close(1)).toBeProblem(422, 'plan.year.state', { yearStatus: 'closed' })
  const withdrawal = { version: tasks[0]?.version, reason: '年后撤销' }
  expect(await bao.post(`/annual-tasks/${tasks[0]?.id}/withdrawal`, withdrawal)).toBeProblem(422, 'plan.year.state')
  expect(await world.auditOf(header.id)).toEqual(['plan.year.open', 'plan.year.issue', 'plan.year.close'])
})

test('many tasks come in one command: all, or none', async ({ world }) => {
  const bao = await world.signIn('bao')
  const { header } = await draftYear(world, 2025, [])
  const in2025 = { startsOn: '2025-01-01', dueOn: '2025-12-31' }
  const sound = await annualTask(world, { leads: [education], title: '第一项', ...in2025 })
  const outside = await annualTask(world, { leads: [education], title: '第二项', startsOn: '2024-01-01' })
  const add = (tasks: readonly unknown[]) =>
    bao.post(`/years/${header.id}/task-lists`, { version: header.version, tasks })
  expect(await add([{ task: sound }, { task: outside }])).toBeProblem(422, 'plan.annualTask.outsideYear', {
    task: '第二项',
  })
  const from = { copiedFrom: sound.taskId, task: sound }
  expect(await add([from])).toBeProblem(422, 'plan.annualTask.origin', { task: '第一项' })
  expect((await showYear(bao, header.id)).tasks).toEqual([])
  expect((await add([{ task: sound }, { task: { ...sound, title: '第三项' } }])).status).toBe(201)
  expect((await showYear(bao, header.id)).tasks.map(({ ordinal, title }) => [ordinal, title])).toEqual([
    [1, '第一项'],
    [2, '第三项'],
  ])
  expect(await add([{ task: sound }])).toBeProblem(409, 'platform.stale')
})

test('each supporting body has the quantity to reach, the lead that brings them together has not', async ({
  world,
}) => {
  const fang = await world.signIn('fang')
  const each: AnnualTaskInput['target'] = {
    quantity: 1,
    unit: '场',
    scope: 'each',
    rule: { counts: 'deliveries', purpose: 'any', doers: 'duty', kinds: [], audiences: [] },
  }
  await issuedYear(world, 2022, [
    {
      leads: [association],
      supports: [education, '东岭镇'],
      target: each,
      nodes: [{ title: '报送名单', dueOn: '2022-03-31', quantity: null }],
    },
  ])
  const { items } = (await fang.get('/years')).json as { items: { id: string; year: number }[] }
  const { tasks } = await showYear(fang, items.find(({ year }) => year === 2022)?.id ?? '')
  const owing = await Promise.all([education, '东岭镇'].map((name) => world.unitId(name)))
  expect(tasks[0]?.progress.map(({ unitId }) => unitId).sort()).toEqual([...owing].sort())
  const nodeId = tasks[0]?.nodes[0]?.id
  const bao = await world.signIn('bao')
  const done = async (name: string) =>
    bao.post(`/nodes/${nodeId}/completion`, { unitId: await world.unitId(name), doneOn: '2022-03-30' })
  expect(await done(association)).toBeProblem(422, 'plan.node.notOwed')
  expect((await done(education)).status).toBe(201)
})
