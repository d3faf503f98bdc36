import { Buffer } from 'node:buffer'
import { PlanDraftView, PlanHeader, PlanProposal } from '@kepu/contract/plan'
import { expect } from 'vitest'
import { z } from 'zod'
import { planDocument } from '../support/plan-document.ts'
import { edit, importPlan, publish, settle, showDraft } from '../support/plans.ts'
import { test } from '../support/world.ts'

const HEADERS = z.object({ items: z.array(PlanHeader) })

test('鲍 imports the Word document: what was understood stands in the draft, known bodies are decided', async ({
  world,
}) => {
  const bao = await world.signIn('bao')
  const header = await importPlan(bao)
  const draft = await showDraft(bao, header.id)

  expect(header).toMatchObject({
    title: '青屏县全民科学素质行动规划纲要实施方案（2021—2025年）',
    documentNumber: '青屏府发〔2022〕1号',
    issuedOn: '2022-01-10',
    period: { start: 2021, end: 2025 },
    status: 'draft',
    version: 1,
  })
  expect(draft.proposal.tasks.map(({ title, lead }) => [title, ...lead])).toEqual([
    ['青少年科学素质提升行动', '县教委'],
    ['农民科学素质提升行动', '县农业农村委'],
    ['老年人科学素质提升行动', '县卫生健康委'],
  ])
  const decisions = Object.fromEntries(draft.units.map(({ name, decision }) => [name, decision]))
  expect(decisions).toEqual({
    县教委: { as: 'unit', unitId: await world.unitId('县教委') },
    县科协: { as: 'unit', unitId: await world.unitId('县科协') },
    县卫生健康委: null,
    县农业农村委: null,
    各乡镇: { as: 'openGroup' },
  })
  expect(draft.canUndo).toBe(false)
  expect(await world.auditOf(header.id)).toEqual(['plan.plan.import'])
})

test('every span of the draft points at the words it stands for', async ({ world }) => {
  const bao = await world.signIn('bao')
  const { text, proposal } = await showDraft(bao, (await importPlan(bao)).id)
  for (const { name, spans } of proposal.units)
    for (const [start, end] of spans) expect(text.slice(start, end)).toBe(name)
  const [year2025] = proposal.indicators.flatMap(({ values }) => values).filter(({ role }) => role === 'target')
  expect(text.slice(...(year2025?.span ?? [0, 0]))).toBe('12%')
})

test('parsing alone keeps nothing and answers the proposal', async ({ world }) => {
  const deng = await world.signIn('deng')
  const bao = await world.signIn('bao')
  const before = (await bao.get('/counties/999901/plans')).as(HEADERS).items.length
  const answer = await deng.upload('/plans/parse', '方案.docx', await planDocument())
  expect(answer.as(PlanProposal).tasks).toHaveLength(3)
  expect((await bao.get('/counties/999901/plans')).as(HEADERS).items).toHaveLength(before)
})

test.for([
  ['an empty file', '方案.docx', new Uint8Array(0), 'file.empty'],
  ['a picture', '方案.png', Buffer.from('x'), 'file.type.notAllowed'],
  ['a torn Word file', '方案.docx', Buffer.from('PK\u0003\u0004 torn'), 'plan.file.damaged'],
  ['text without a Chinese word', '方案.txt', Buffer.from('hello world '.repeat(50)), 'plan.file.noChinese'],
] as const)('%s is refused, and no draft comes of it', async ([, name, bytes, code], { world }) => {
  const bao = await world.signIn('bao')
  const before = (await bao.get('/counties/999901/plans')).as(HEADERS).items.length
  for (const path of ['/plans', '/plans/parse']) {
    const answer = await bao.upload(path, name, bytes)
    expect(answer.status).toBe(422)
    expect(JSON.stringify(answer.json)).toContain(code)
  }
  expect((await bao.get('/counties/999901/plans')).as(HEADERS).items).toHaveLength(before)
})

test('corrections are kept, undone one by one, and told in the audit trail', async ({ world }) => {
  const bao = await world.signIn('bao')
  const { id } = await importPlan(bao)
  const before = await showDraft(bao, id)

  await edit(bao, id, { edit: 'task', task: 0, field: 'title', value: '青少年科学素质行动' })
  const edited = await edit(
    bao,
    id,
    { edit: 'addMeasure', task: 0, title: '科技馆进校园' },
    { edit: 'responsibility', task: 1, measure: null, role: 'responsible', name: '县教委', present: true },
  )

  expect(edited.proposal.tasks[0]?.title).toBe('青少年科学素质行动')
  expect(edited.proposal.tasks[0]?.measures.at(-1)?.title).toBe('科技馆进校园')
  expect(edited.proposal.tasks[1]?.responsible).toEqual(['县科协', '县教委'])
  expect(edited.edits).toHaveLength(3)

  let draft = edited
  for (let left = 3; left > 0; left--) {
    expect(draft.canUndo).toBe(true)
    draft = (await bao.post(`/plans/${id}/undo`, { version: draft.header.version })).as(PlanDraftView)
  }
  expect(draft.proposal).toEqual(before.proposal)
  expect(draft.units).toEqual(before.units)
  const empty = await bao.post(`/plans/${id}/undo`, { version: draft.header.version })
  expect(empty).toBeProblem(422, 'plan.draft.nothingToUndo')
  expect((await world.auditOf(id)).filter((action) => action === 'plan.draft.undo')).toHaveLength(3)
})

test('corrections are made all or none', async ({ world }) => {
  const bao = await world.signIn('bao')
  const { id, version } = await importPlan(bao)
  const edits = [
    { edit: 'task', task: 0, field: 'title', value: '改了一半' },
    { edit: 'removeTask', task: 99 },
  ]
  const answer = await bao.post(`/plans/${id}/edits`, { version, edits })
  expect(answer).toBeProblem(422, 'plan.edit.noSuch', { what: 'task', index: 99 })
  const after = await showDraft(bao, id)
  expect(after.header.version).toBe(version)
  expect(after.edits).toEqual([])
  expect(after.proposal.tasks[0]?.title).toBe('青少年科学素质提升行动')
})

test('two people correct one draft at once: one is told that it has changed', async ({ world }) => {
  const bao = await world.signIn('bao')
  const { id, version } = await importPlan(bao)
  const retitle = (value: string) =>
    bao.post(`/plans/${id}/edits`, { version, edits: [{ edit: 'task', task: 0, field: 'title', value }] })

  const answers = await Promise.all([retitle('第一种说法'), retitle('第二种说法')])

  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(answers.find(({ status }) => status === 409)).toBeProblem(409, 'platform.stale', { version: version + 1 })
  expect((await showDraft(bao, id)).edits).toHaveLength(1)
})

test('a draft with open questions is not published; it says which', async ({ world }) => {
  const bao = await world.signIn('bao')
  const { id, version } = await importPlan(bao)
  const answer = await bao.post(`/plans/${id}/publish`, { version })
  expect(answer).toBeProblem(422, 'plan.draft.notReady')
  expect(answer.json).toMatchObject({
    problems: expect.arrayContaining([{ code: 'plan.draft.unitUndecided', name: '县卫生健康委' }]),
  })
  expect(await world.auditOf(id)).toEqual(['plan.plan.import'])
})

test('a circle of names is found', async ({ world }) => {
  const bao = await world.signIn('bao')
  const { id } = await importPlan(bao)
  const draft = await edit(
    bao,
    id,
    { edit: 'unit', name: '县卫生健康委', decision: { as: 'same', name: '县农业农村委' } },
    { edit: 'unit', name: '县农业农村委', decision: { as: 'same', name: '县卫生健康委' } },
  )
  expect(draft.problems).toContainEqual({ code: 'plan.draft.unitCircle', name: '县卫生健康委' })
})

test('a draft is invisible to the public and to offices, and gone from the list when discarded', async ({ world }) => {
  const bao = await world.signIn('bao')
  const fang = await world.signIn('fang')
  const { id, version } = await importPlan(bao)
  for (const person of [world.stranger, fang]) {
    expect(await person.get(`/counties/999901/plans/${id}`)).toBeProblem(404, 'platform.notFound', { kind: 'plan' })
    const listed = (await person.get('/counties/999901/plans')).as(HEADERS).items.map((plan) => plan.id)
    expect(listed).not.toContain(id)
  }
  expect(await fang.get(`/plans/${id}/draft`)).toBeProblem(403, 'platform.notAllowed', {
    permission: 'plan.draft.show',
  })

  expect((await bao.post(`/plans/${id}/discard`, { version })).as(PlanHeader).status).toBe('discarded')
  expect((await bao.get('/counties/999901/plans')).as(HEADERS).items.map((plan) => plan.id)).not.toContain(id)
  const late = await bao.post(`/plans/${id}/publish`, { version: version + 1 })
  expect(late).toBeProblem(422, 'plan.draft.closed', { planStatus: 'discarded' })
})

test('what is published is no draft any more: no correction, no undo, no second publishing', async ({ world }) => {
  const bao = await world.signIn('bao')
  const { id } = await importPlan(bao, { documentNumber: '青屏府发〔2022〕2号' })
  const { header } = await settle(bao, id)
  const published = await publish(bao, id)
  expect(published).toMatchObject({ status: 'published', publishedAt: '2024-11-20T02:00:00.000Z' })
  for (const verb of ['publish', 'undo', 'discard', 'edits']) {
    const body = verb === 'edits' ? { edits: [{ edit: 'removeTask', task: 0 }] } : {}
    const late = (version: number) => bao.post(`/plans/${id}/${verb}`, { version, ...body })
    expect(await late(header.version), verb).toBeProblem(409, 'platform.stale')
    const closed = { planStatus: 'published' }
    expect(await late(published.version), verb).toBeProblem(422, 'plan.draft.closed', closed)
  }
  expect((await world.auditOf(id)).filter((action) => action === 'plan.plan.publish')).toHaveLength(1)
})
