import { YearPlanHeader } from '@kepu/contract/plan-year'
import { AnnualProposalView } from '@kepu/contract/plan-year-proposal'
import { AnnualTableReport } from '@kepu/contract/plan-year-table'
import ExcelJS from 'exceljs'
import { expect } from 'vitest'
import { z } from 'zod'
import { test, type World } from '../support/world.ts'
import { draftYear, issuedYear, planInForce, showYear } from '../support/years.ts'

const education = '县教委'
const association = '县科协'
const Proposals = z.object({ items: z.array(AnnualProposalView) })

async function proposals(world: World, yearPlanId: string, source: 'plan' | 'lastYear') {
  const bao = await world.signIn('bao')
  return (await bao.get(`/years/${yearPlanId}/proposals?source=${source}`)).as(Proposals).items
}

async function openYear(world: World, year: number): Promise<YearPlanHeader> {
  const bao = await world.signIn('bao')
  await planInForce(world)
  return (await bao.post('/years', { year, title: `${year}年工作计划` })).as(YearPlanHeader)
}

test('a year is drafted from the plan: the coordinator takes what is proposed, and sees what is taken', async ({
  world,
}) => {
  const bao = await world.signIn('bao')
  const fang = await world.signIn('fang')
  const header = await openYear(world, 2024)
  expect(await fang.get(`/years/${header.id}/proposals`)).toBeProblem(403, 'platform.notAllowed')
  const offered = await proposals(world, header.id, 'plan')
  const plan = await planInForce(world)
  const measures = plan.tasks.flatMap(({ measures: own, id }) => (own.length > 0 ? own.map((one) => one.id) : [id]))
  expect(offered.map(({ task }) => task.measureId ?? task.taskId)).toEqual(expect.arrayContaining(measures))
  const [first] = offered
  expect(first?.task.duties.some(({ role }) => role === 'lead')).toBe(true)

  const tasks = offered.slice(0, 2).map(({ task, copiedFrom }) => ({ task, copiedFrom }))
  expect((await bao.post(`/years/${header.id}/task-lists`, { version: header.version, tasks })).status).toBe(201)
  const after = await proposals(world, header.id, 'plan')
  expect(after.filter(({ notes }) => notes.some(({ code }) => code === 'present'))).toHaveLength(tasks.length)
  expect((await showYear(bao, header.id)).tasks).toHaveLength(tasks.length)
})

test('last year is copied into the next: its quantities and bodies stay, its days move', async ({ world }) => {
  const bao = await world.signIn('bao')
  const { tasks } = await issuedYear(world, 2022, [
    {
      leads: [education],
      supports: [association],
      title: '2022年科普讲座',
      nodes: [{ title: '上半年', dueOn: '2022-06-30', quantity: 5 }],
    },
  ])
  const header = await openYear(world, 2023)
  const offered = await proposals(world, header.id, 'lastYear')
  const [copy, ...others] = offered
  expect(copy).toMatchObject({
    copiedFrom: tasks[0]?.id,
    task: { title: '2023年科普讲座', startsOn: '2023-01-01', target: { quantity: 10 } },
  })
  expect(copy?.task.nodes).toEqual([{ title: '上半年', dueOn: '2023-06-30', quantity: 5 }])
  for (const { notes } of others) expect(notes[0]?.code).toBe('newInPlan')
  const added = { version: header.version, tasks: [{ task: copy?.task, copiedFrom: copy?.copiedFrom }] }
  await bao.post(`/years/${header.id}/task-lists`, added)
  const again = await proposals(world, header.id, 'lastYear')
  expect(again[0]?.notes.map(({ code }) => code)).toContain('present')
})

test('an exported year is read again as it was; a row with a mistake names its column, and nothing is written', async ({
  world,
}) => {
  const bao = await world.signIn('bao')
  const source = await draftYear(world, 2025, [
    {
      leads: [education],
      supports: [association, '东岭镇', '西坪镇'],
      title: '每个单位讲两场',
      deliverable: '讲座名册',
      target: {
        quantity: 2,
        unit: '场',
        scope: 'each',
        rule: {
          counts: 'deliveries',
          purpose: 'task',
          doers: 'duty',
          kinds: ['lecture', 'drill'],
          audiences: ['youth'],
        },
      },
      nodes: [
        { title: '上半年 一场', dueOn: '2025-06-30', quantity: 1 },
        { title: '全年总结', dueOn: '2025-12-20', quantity: null },
      ],
    },
    {
      leads: [association],
      title: '没有数量的任务',
      target: null,
      nodes: [{ title: '完成', dueOn: '2025-11-30', quantity: null }],
    },
  ])
  const file = await bao.get(`/years/${source.header.id}.xlsx`)
  expect(file.status).toBe(200)
  const check = async (bytes: Uint8Array) =>
    (await bao.upload(`/years/${source.header.id}/tables`, '任务.xlsx', bytes)).as(AnnualTableReport)

  const report = await check(file.bytes)
  expect(report).toMatchObject({ ready: 2 })
  const written = source.tasks.map(({ title, deliverable, target, startsOn, dueOn, duties, nodes, taskId }) => ({
    taskId,
    measureId: null,
    title,
    deliverable,
    target,
    startsOn,
    dueOn,
    duties: expect.arrayContaining(duties.map(({ unitId, role }) => ({ unitId, role }))),
    nodes: nodes.map((node) => ({ title: node.title, dueOn: node.dueOn, quantity: node.quantity })),
  }))
  expect(report.rows.map(({ proposal }) => proposal?.task)).toEqual(written)

  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(file.bytes.buffer as ArrayBuffer)
  const row = workbook.worksheets[0]?.getRow(2)
  const heading = workbook.worksheets[0]?.getRow(1).values as string[]
  const put = (name: string, value: string) => {
    if (row) row.getCell(heading.indexOf(name)).value = value
  }
  put('配合单位', '县不存在局')
  put('完成时间', '年底')
  put('节点', '上半年')
  const spoilt = await check(new Uint8Array(await workbook.xlsx.writeBuffer()))
  expect(spoilt.ready).toBe(1)
  expect(spoilt.rows[0]).toMatchObject({ row: 2, proposal: null })
  expect(spoilt.rows[0]?.problems.map(({ column }) => column)).toEqual(['完成时间', '配合单位', '节点'])
  expect((await showYear(bao, source.header.id)).tasks).toHaveLength(2)

  const noTable = new ExcelJS.Workbook()
  noTable.addWorksheet('空').addRow(['别的'])
  const bytes = new Uint8Array(await noTable.xlsx.writeBuffer())
  expect(await bao.upload(`/years/${source.header.id}/tables`, '空.xlsx', bytes)).toBeProblem(
    422,
    'plan.annualTable.noHeader',
  )
  expect((await bao.get(`/years/${source.header.id}.docx`)).bytes.length).toBeGreaterThan(3000)
})
