import { Id } from '@kepu/contract'
import { PlanView } from '@kepu/contract/plan'
import { YearPlanHeader, YearPlanView } from '@kepu/contract/plan-year'
import { expect } from 'vitest'
import { z } from 'zod'
import { remindBodies } from '../src/modules/plan/index.ts'
import { systemActor } from '../src/platform/actor.ts'
import { execute } from '../src/platform/command.ts'
import { inCounty } from '../src/platform/database.ts'
import type { Answer, Client } from './support/client.ts'
import { importPlan, publish } from './support/plans.ts'
import { fill, soundRow } from './support/workbooks.ts'
import { COUNTY, OTHER_COUNTY, test, type World } from './support/world.ts'

/** Words that stand in the other county's records and nowhere else. */
const SECRET = '白石县的秘密'

interface Ids {
  readonly surveyId: string
  readonly drawId: string
  readonly estimateId: string
  readonly roundId: string
  readonly reportId: string
  readonly planId: string
  readonly unitId: string
  readonly deliveryId: string
  readonly figureId: string
  readonly importId: string
  readonly yearPlanId: string
  readonly annualTaskId: string
  readonly token: string
  readonly nodeId: string
  readonly supervisionOrderId: string
  readonly digestId: string
  readonly personId: string
  readonly certificateId: string
  readonly teamId: string
  readonly valueId: string
  readonly handoverId: string
  /** A table of the open data: the same name in every county. */
  readonly table: string
  readonly orderId: string
  readonly schemeId: string
  readonly appraisalId: string
  readonly planningId: string
  readonly number: string
  readonly visitId: string
}

/** A survey with a sample of the other county's villages. */
async function surveyOf(bao: Client) {
  const { id: surveyId } = (await bao.post('/surveys', { year: 2024, title: `${SECRET}测评` })).json as { id: string }
  const frame = ['村（社区）代码,村（社区）名称,城乡,户数,18—69岁人口'].concat(
    ['100001', '100002', '101001', '101002'].map((code) => `${OTHER_COUNTY}${code},村,乡村,200,450`),
  )
  await bao.upload(`/surveys/${surveyId}/frames`, `${SECRET}.csv`, new TextEncoder().encode(frame.join('\n')))
  const { design } = (await bao.get(`/surveys/${surveyId}`)).json as { design: object }
  await bao.send('PUT', `/surveys/${surveyId}/design`, { version: 1, design: { ...design, villages: 2 } })
  const drawn = (await bao.post(`/surveys/${surveyId}/draws`, { version: 2, seed: 1 })).json as { drawId: string }
  const { draw } = (await bao.get(`/surveys/${surveyId}`)).json as { draw: { villages: { code: string }[] } }
  const answers = draw.villages.flatMap(({ code }) => [`${code},男,30,初中,2,80`, `${code},女,40,高中,1,50`])
  const heading = '村（社区）代码,性别,年龄,文化程度,户内18—69岁人数,得分'
  const taken = await bao.upload(
    `/surveys/${surveyId}/answers`,
    '答卷.csv',
    new TextEncoder().encode([heading, ...answers].join('\n')),
  )
  const { answersId } = taken.json as { answersId: string }
  const margins = { sex: null, age: null, education: null, residence: null }
  const recipe = { margins, marginSource: '', trimAbove: null, cut: 70, smallestCell: 30 }
  const made = await bao.post(`/surveys/${surveyId}/estimates`, { answersId, recipe })
  return { surveyId, drawId: drawn.drawId, estimateId: (made.json as { estimateId: string }).estimateId }
}

/** One of everything in the other county. */
async function furnish(world: World): Promise<Ids> {
  const bao = await world.signIn('bao', OTHER_COUNTY)
  const fang = await world.signIn('fang', OTHER_COUNTY)
  const { id: planId } = await publish(
    bao,
    (await importPlan(bao, { duties: [[`${SECRET}行动`, '县教委', '县科协']] })).id,
  )
  const plan = (await world.stranger.get(`/counties/${OTHER_COUNTY}/plans/${planId}`)).json as {
    indicators: { id: string; values: { id: string }[] }[]
    tasks: { id: string }[]
  }
  const delivery = await fang.post('/ledger/deliveries', {
    occurredOn: '2024-11-01',
    title: `${SECRET}讲座`,
    kind: 'lecture',
    unitId: await world.unitId('县教委', OTHER_COUNTY),
    regionCode: `${OTHER_COUNTY}100`,
    reach: [{ audience: 'farmers', personTimes: 7, persons: 7 }],
  })
  const unit = await bao.post('/units', { name: `${SECRET}小组`, kind: 'other' })
  const template = (await fang.get('/ledger/import-template.xlsx')).bytes
  const checked = await fang.upload('/ledger/imports', `${SECRET}.xlsx`, await fill(template, [soundRow]))
  const year = await bao.post('/years', { year: 2024, title: `${SECRET}年度计划` })
  const furnished = await furnishYear(world, (year.json as { id: string }).id, plan.tasks[0]?.id)
  const { nodeId, supervisionOrderId, digestId } = await supervisedYear(world, planId)
  const register = { unitId: await world.unitId('县教委', OTHER_COUNTY), topics: ['crops'] }
  const person = await bao.post('/people', {
    person: { ...register, name: `${SECRET}专家`, kinds: ['expert'] },
    phone: '13000000001',
  })
  const personId = (person.json as { id: string }).id
  await bao.post('/service-records', {
    organiserId: register.unitId,
    personIds: [personId],
    title: `${SECRET}服务`,
    kind: 'lecture',
    servedOn: '2024-11-01',
    hours: 1,
    regionCode: `${OTHER_COUNTY}100`,
    hostName: '某演示',
  })
  const period = { unitId: register.unitId, from: '2024-01-01', to: '2024-12-31' }
  const certificate = await bao.post(`/people/${personId}/certificates`, period)
  const team = await bao.post('/teams', {
    team: {
      ...register,
      name: `${SECRET}服务队`,
      memberIds: [personId],
      regionCode: `${OTHER_COUNTY}100`,
      radiusKm: 20,
      weeklyVisits: 1,
    },
  })
  const handover = await bao.post('/handovers', { unitId: await world.unitId('县教委', OTHER_COUNTY) })
  const value = await bao.post('/measured-values', {
    indicatorId: plan.indicators[0]?.id,
    year: 2023,
    value: 9,
    method: '抽样调查',
    source: `${SECRET}报告`,
  })
  const teamId = (team.json as { id: string }).id
  const { schemeId, appraisalId } = await furnishAppraisal(world)
  return {
    ...(await surveyOf(bao)),
    planId,
    ...(await furnishReport(bao)),
    ...(await furnishOrder(world, teamId)),
    personId,
    teamId,
    certificateId: (certificate.json as { id: string }).id,
    unitId: (unit.json as { id: string }).id,
    deliveryId: (delivery.json as { id: string }).id,
    figureId: plan.indicators[0]?.values[0]?.id ?? '',
    importId: (checked.json as { importId: string }).importId,
    nodeId,
    supervisionOrderId,
    digestId,
    valueId: (value.json as { id: string }).id,
    handoverId: (handover.json as { id: string }).id,
    table: 'goals',
    schemeId,
    appraisalId,
    ...furnished,
  }
}

/** An order that was planned with others, then accepted by a team, and its visit. */
async function furnishOrder(
  world: World,
  teamId: string,
): Promise<Pick<Ids, 'orderId' | 'number' | 'visitId' | 'planningId'>> {
  const bao = await world.signIn('bao', OTHER_COUNTY)
  const body = { wish: `${SECRET}点单`, regionCode: `${OTHER_COUNTY}100001`, channel: 'paper' }
  const { orderId, number } = (await bao.post('/orders', body)).json as { orderId: string; number: string }
  const move = (verb: string, version: number, said: object = {}) =>
    bao.post(`/orders/${orderId}/${verb}`, { version, ...said })
  await move('keep', 1)
  const unitId = await world.unitId('东岭镇幸福村', OTHER_COUNTY)
  const planning = await bao.post('/assignments', { unitId, from: '2024-12-02', to: '2024-12-06' })
  const { planningId } = planning.json as { planningId: string }
  await move('offer', 2, { teamId })
  await move('accept', 3)
  const when = { day: '2024-11-21', startsAt: '09:00', endsAt: '10:00' }
  const visit = await bao.post('/visits', { orderIds: [orderId], ...when })
  return { orderId, number, planningId, visitId: (visit.json as { visitId: string }).visitId }
}

/** A task of the year, issued, and the address of a calendar. */
async function furnishYear(
  world: World,
  yearPlanId: string,
  taskId: string | undefined,
): Promise<Pick<Ids, 'yearPlanId' | 'annualTaskId' | 'token'>> {
  const bao = await world.signIn('bao', OTHER_COUNTY)
  const unitId = await world.unitId('县教委', OTHER_COUNTY)
  const duties = [{ unitId, role: 'lead' }]
  const days = { startsOn: '2024-01-01', dueOn: '2024-12-31' }
  const task = { taskId, title: `${SECRET}任务`, target: null, ...days, duties }
  const added = await bao.post(`/years/${yearPlanId}/tasks`, { version: 1, task })
  await bao.post(`/years/${yearPlanId}/issue`, { version: 2 })
  const { path } = (await bao.post(`/units/${unitId}/calendar`)).json as { path: string }
  return {
    yearPlanId,
    annualTaskId: (added.json as { annualTaskId: string }).annualTaskId,
    token: /calendars\/([\w-]+)\.ics/.exec(path)?.[1] ?? '',
  }
}

/** A year that is issued, and its appraisal with a sheet. */
async function furnishAppraisal(world: World): Promise<Pick<Ids, 'schemeId' | 'appraisalId'>> {
  const bao = await world.signIn('bao', OTHER_COUNTY)
  const idOf = (answer: Answer) => (answer.json as { id: string }).id
  const plan = (await world.stranger.get(`/counties/${OTHER_COUNTY}/plans/current`)).json as { tasks: { id: string }[] }
  const yearPlanId = idOf(await bao.post('/years', { year: 2023, title: `${SECRET}年度计划二` }))
  const task = {
    taskId: plan.tasks[0]?.id,
    title: `${SECRET}任务`,
    target: null,
    startsOn: '2023-01-01',
    dueOn: '2023-12-31',
    duties: [{ unitId: await world.unitId('县教委', OTHER_COUNTY), role: 'lead' }],
  }
  await bao.post(`/years/${yearPlanId}/tasks`, { version: 1, task })
  await bao.post(`/years/${yearPlanId}/issue`, { version: 2 })
  const schemeId = idOf(await bao.post('/appraisal-schemes', { title: `${SECRET}考核办法`, template: 'hundred' }))
  await bao.post(`/appraisal-schemes/${schemeId}/publish`, { version: 1 })
  const appraisalId = idOf(await bao.post('/appraisals', { schemeId, yearPlanId, title: `${SECRET}考核` }))
  await bao.post(`/appraisals/${appraisalId}/computation`, { version: 1 })
  return { schemeId, appraisalId }
}

/** A report of the year before last. */
async function furnishReport(bao: Client): Promise<Pick<Ids, 'roundId' | 'reportId'>> {
  const { id } = (await bao.post('/years', { year: 2022, title: `${SECRET}前年计划` })).json as { id: string }
  const { tasks } = (await bao.get(`/counties/${OTHER_COUNTY}/plans/current`)).json as { tasks: { id: string }[] }
  const { items } = (await bao.get('/units')).json as { items: { id: string; name: string }[] }
  const unitId = items.find(({ name }) => name === '县教委')?.id
  const task = {
    taskId: tasks[0]?.id,
    title: `${SECRET}任务`,
    target: null,
    startsOn: '2022-01-01',
    dueOn: '2022-12-31',
    duties: [{ unitId, role: 'lead' }],
  }
  await bao.post(`/years/${id}/tasks`, { version: 1, task })
  await bao.post(`/years/${id}/issue`, { version: 2 })
  const round = await bao.post('/report-rounds', { yearPlanId: id, kind: 'quarter', ordinal: 4 })
  const { reports } = (await bao.get('/reports?year=2022')).json as { reports: { id: string }[] }
  return { roundId: (round.json as { id: string }).id, reportId: reports[0]?.id ?? '' }
}

/** An issued year of the other county with a node that is late, and an order about it. */
async function supervisedYear(world: World, planId: string) {
  const bao = await world.signIn('bao', OTHER_COUNTY)
  const plan = (await world.stranger.get(`/counties/${OTHER_COUNTY}/plans/${planId}`)).as(PlanView)
  const unitId = await world.unitId('县教委', OTHER_COUNTY)
  const { id } = (await bao.post('/years', { year: 2021, title: `${SECRET}年度计划三` })).as(YearPlanHeader)
  const task = {
    taskId: plan.tasks[0]?.id ?? '',
    title: `${SECRET}年度任务`,
    target: null,
    startsOn: '2021-01-01',
    dueOn: '2021-12-31',
    duties: [{ unitId, role: 'lead' }],
    nodes: [{ title: `${SECRET}节点`, dueOn: '2021-10-31', quantity: null }],
  }
  await bao.post(`/years/${id}/tasks`, { version: 1, task })
  await bao.post(`/years/${id}/issue`, { version: 2 })
  const { tasks } = (await bao.get(`/years/${id}`)).as(YearPlanView)
  const nodeId = tasks[0]?.nodes[0]?.id ?? ''
  const order = { unitId, title: `${SECRET}函`, demand: '请尽快完成', termDays: 5 }
  const opened = await bao.post(`/supervision/nodes/${nodeId}/orders`, order)
  const { orderId: supervisionOrderId } = opened.as(z.looseObject({ orderId: Id }))
  const actor = systemActor(OTHER_COUNTY, 'test')
  await execute(world.app.kernel, remindBodies, { actor, input: {}, idempotencyKey: null })
  const { id: digestId } = await inCounty(world.app.kernel.db, OTHER_COUNTY, 'read only', (tx) =>
    tx.selectFrom('notification.digest').select('id').executeTakeFirstOrThrow(),
  )
  return { nodeId, supervisionOrderId, digestId }
}

let ids: Ids | null = null

async function idsOf(world: World): Promise<Ids> {
  ids ??= await furnish(world)
  return ids
}

/** The path of a query in our own county with the other county's ids in it. */
function pathWith(path: string, found: Ids): string {
  const values: Readonly<Record<string, string>> = { county: COUNTY, ...found }
  return path.replaceAll(/\{(\w+)\}/g, (_, name) => {
    const value = values[name]
    if (value === undefined) throw new Error(`no other county's ${name}: add one to furnish()`)
    return value
  })
}

test('the other county has what our county must not see', async ({ world }) => {
  const found = await idsOf(world)
  const theirs = await world.signIn('bao', OTHER_COUNTY)
  for (const path of [
    `/reports/${found.reportId}`,
    '/ledger/deliveries',
    '/units',
    `/counties/${OTHER_COUNTY}/plans/${found.planId}`,
  ])
    expect(JSON.stringify((await theirs.get(path)).json)).toContain(SECRET)
})

test('no query of our county answers anything of the other, not even by its ids', async ({ world }) => {
  const found = await idsOf(world)
  for (const persona of ['an', 'bao', 'feng'] as const) {
    const person = await world.signIn(persona)
    for (const { name, path } of world.app.api.queries) {
      const answer = await person.get(`${pathWith(path, found)}?fromId=${found.planId}`)
      const text = JSON.stringify(answer.json) ?? ''
      expect(answer.status, name).toBeLessThan(500)
      expect(text, name).not.toContain(SECRET)
      expect(text, name).not.toContain(OTHER_COUNTY)
      if (/\{(?!county)/.test(path)) expect(answer.status, name).toBeGreaterThanOrEqual(400)
    }
  }
})

test('the list of deliveries as a workbook holds our county only', async ({ world }) => {
  await idsOf(world)
  const bao = await world.signIn('bao')
  const theirs = await world.signIn('bao', OTHER_COUNTY)
  const ours = await bao.get('/ledger/deliveries.xlsx')
  const full = await theirs.get('/ledger/deliveries.xlsx')
  expect(ours.bytes.length).toBeLessThan(full.bytes.length)
})

async function anyScheme(bao: Client): Promise<unknown> {
  const { id } = (await bao.post('/appraisal-schemes', { title: '考核办法', template: 'twenty' })).json as {
    id: string
  }
  return ((await bao.get(`/appraisal-schemes/${id}`)).json as { scheme: unknown }).scheme
}

test('no command of our county reaches a record of the other', async ({ world }) => {
  const found = await idsOf(world)
  const bao = await world.signIn('bao')
  const attempts = [
    ['PUT', `/units/${found.unitId}/name`, { version: 1, name: '改名' }],
    ['POST', `/units/${found.unitId}/aliases`, { version: 1, name: '别名' }],
    ['POST', `/ledger/deliveries/${found.deliveryId}/reversal`, { reason: '冲销' }],
    ['POST', `/ledger/imports/${found.importId}/record`, {}],
    ['POST', `/plans/${found.planId}/edits`, { version: 1, edits: [{ edit: 'removeTask', task: 0 }] }],
    ['POST', `/plans/${found.planId}/publish`, { version: 1 }],
    ['PUT', `/appraisal-schemes/${found.schemeId}`, { version: 1, scheme: await anyScheme(bao) }],
    ['POST', `/appraisals/${found.appraisalId}/computation`, { version: 2 }],
    ['POST', `/appraisals/${found.appraisalId}/release`, { version: 2 }],
    ['POST', '/report-rounds', { yearPlanId: found.yearPlanId, kind: 'quarter', ordinal: 1 }],
    ['POST', `/report-rounds/${found.roundId}/closing`, {}],
    ['POST', '/reports/acceptance', { reports: [{ reportId: found.reportId, seen: '0'.repeat(64) }] }],
    ['POST', `/reports/${found.reportId}/return`, { reason: '退回' }],
    ['POST', `/plans/${found.planId}/acknowledge`, { unitId: found.unitId }],
    ['POST', `/orders/${found.orderId}/dispatch`, { version: 1, unitId: found.unitId }],
    ['POST', `/orders/${found.orderId}/take`, { teamId: found.teamId }],
  ] as const
  for (const [method, path, body] of attempts)
    expect(await bao.send(method, path, body), path).toBeProblem(404, 'platform.notFound')
})

test('a cookie that names a county which one does not serve changes nothing', async ({ world }) => {
  const bao = await world.signIn('bao')
  const me = await bao.get('/me')
  expect(me.json).toMatchObject({ county: COUNTY })
  const there = await bao.withCookie(`kepu_county=${OTHER_COUNTY}`).get('/me')
  expect(there.json).toEqual(me.json)
})
