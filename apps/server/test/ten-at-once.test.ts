import { DeliveryView } from '@kepu/contract/ledger'
import { PlanDraftView, PlanHeader } from '@kepu/contract/plan'
import { expect } from 'vitest'
import { verifyAudit } from '../src/platform/audit.ts'
import { inCounty } from '../src/platform/database.ts'
import type { Answer, Client } from './support/client.ts'
import { COUNTY, test, type World } from './support/world.ts'

const PLAN = `青屏县全民科学素质行动规划纲要实施方案（2021—2025年）

一、目标
到2025年，全县公民具备科学素质的比例达到12%。

二、重点任务
（一）青少年科学素质提升行动
开展科学教育进校园活动。
（牵头单位：县教委；责任单位：县科协）
（二）农民科学素质提升行动
开展实用技术培训。
（牵头单位：县科协；责任单位：县教委）
`

/** The same thing by ten at once; each with a key of its own, as ten people would. */
function tenAtOnce(act: (i: number) => Promise<Answer>): Promise<Answer[]> {
  return Promise.all(Array.from({ length: 10 }, (_, i) => act(i)))
}

function statuses(answers: readonly Answer[]): Record<number, number> {
  const counts: Record<number, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

async function readyDraft(bao: Client): Promise<PlanHeader> {
  const { id } = (await bao.upload('/plans', 'plan.txt', new TextEncoder().encode(PLAN))).as(PlanHeader)
  const show = async () => (await bao.get(`/plans/${id}/draft`)).as(PlanDraftView)
  const { header, problems } = await show()
  const edits = problems.flatMap((problem): object[] => {
    if (problem.code === 'plan.draft.unplaced') return [{ edit: 'settleUnplaced', unplaced: problem.index }]
    if (problem.code === 'plan.draft.unitUndecided')
      return [{ edit: 'unit', name: problem.name, decision: { as: 'new' } }]
    return []
  })
  if (edits.length > 0) await bao.post(`/plans/${id}/edits`, { version: header.version, edits })
  const draft = await show()
  expect(draft.problems).toEqual([])
  return draft.header
}

function record(bao: Client, unitId: string, title: string): Promise<Answer> {
  return bao.post('/ledger/deliveries', {
    occurredOn: '2024-11-19',
    title,
    kind: 'lecture',
    unitId,
    regionCode: COUNTY,
    reach: [{ audience: 'farmers', personTimes: 30, persons: 25 }],
  })
}

const rowsOf = (world: World, table: 'plan.plan' | 'ledger.delivery') =>
  inCounty(world.app.kernel.db, COUNTY, 'read only', (tx) => tx.selectFrom(table).select('id').execute())

test('ten publish one draft: one wins, nine are told, the tasks are there once', async ({ world }) => {
  const bao = await world.signIn('bao')
  const draft = await readyDraft(bao)

  const answers = await tenAtOnce(() => bao.post(`/plans/${draft.id}/publish`, { version: draft.version }))

  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  for (const answer of answers.filter(({ status }) => status !== 200)) expect([409, 422]).toContain(answer.status)
  const tasks = await inCounty(world.app.kernel.db, COUNTY, 'read only', (tx) =>
    tx.selectFrom('plan.task').select('title').where('plan_id', '=', draft.id).orderBy('ordinal').execute(),
  )
  expect(tasks).toHaveLength(2)
  const audit = await world.auditOf(draft.id)
  expect(audit.filter((action) => action === 'plan.plan.publish')).toHaveLength(1)
})

test('ten reverse one delivery: one wins, and the sums are back at nothing', async ({ world }) => {
  const bao = await world.signIn('bao')
  const delivery = (await record(bao, await world.unitId('县科协'), '秋收农技讲座')).as(DeliveryView)

  const answers = await tenAtOnce(() => bao.post(`/ledger/deliveries/${delivery.id}/reversal`, { reason: '重复登记' }))

  expect(statuses(answers)[201]).toBe(1)
  for (const answer of answers.filter(({ status }) => status !== 201)) expect([409, 422]).toContain(answer.status)
  const sums = await inCounty(world.app.kernel.db, COUNTY, 'read only', (tx) =>
    tx
      .selectFrom('ledger.reach')
      .select((row) => row.fn.sum<number>('person_times').as('times'))
      .executeTakeFirst(),
  )
  expect(sums?.times).toBe(0)
})

test('ten send one request with one key: one delivery, ten times the same answer', async ({ world }) => {
  const bao = await world.signIn('bao')
  const unitId = await world.unitId('县科协')
  const before = (await rowsOf(world, 'ledger.delivery')).length
  const body = {
    occurredOn: '2024-11-18',
    title: '防灾减灾讲座',
    kind: 'lecture',
    unitId,
    regionCode: COUNTY,
    reach: [{ audience: 'public', personTimes: 80, persons: null }],
  }

  const answers = await tenAtOnce(() => bao.post('/ledger/deliveries', body, { key: 'one-and-the-same' }))

  expect(statuses(answers)).toEqual({ 201: 10 })
  expect(new Set(answers.map((answer) => answer.as(DeliveryView).id)).size).toBe(1)
  expect(await rowsOf(world, 'ledger.delivery')).toHaveLength(before + 1)
})

test('after all that the audit chains fit', async ({ world }) => {
  const { entries, faults } = await verifyAudit(world.app.kernel.db, COUNTY)
  expect(entries).toBeGreaterThan(3)
  expect(faults).toEqual([])
})
