import {
  AppraisalHeader,
  ObjectionView,
  SchemeHeader,
  SheetView,
  VerificationView,
} from '@kepu/contract/plan-appraisal'
import type { AnnualTaskInput } from '@kepu/contract/plan-year'
import { sql } from 'kysely'
import pg from 'pg'
import { expect } from 'vitest'
import { inCounty } from '../../src/platform/database.ts'
import {
  computedAppraisal,
  draftScheme,
  schemeItem,
  schemeOf,
  showAppraisal,
  showScheme,
} from '../support/appraisals.ts'
import type { Client } from '../support/client.ts'
import { COUNTY, test, type World } from '../support/world.ts'
import { issuedYear, planInForce } from '../support/years.ts'

const DAY_MS = 86_400_000
const education = '县教委'
const association = '县科协'

async function lecture(world: World, occurredOn: string, unit: string): Promise<void> {
  const bao = await world.signIn('bao')
  const plan = await planInForce(world)
  await bao.post('/ledger/deliveries', {
    occurredOn,
    title: `${unit}的讲座`,
    kind: 'lecture',
    unitId: await world.unitId(unit),
    regionCode: `${COUNTY}100`,
    taskId: plan.tasks[0]?.id,
    reach: [{ audience: 'youth', personTimes: 40, persons: 40 }],
    notDuplicate: true,
  })
}

const sheetOf = async (person: Client, appraisalId: string, unitId: string) =>
  (await person.get(`/appraisals/${appraisalId}/sheets/${unitId}`)).as(SheetView)

test('a scheme that does not add up is kept as a draft and not published; the place and the sums are named', async ({
  world,
}) => {
  const bao = await world.signIn('bao')
  const items = [schemeItem('a'), schemeItem('b', { points: 0.3 })]
  const header = await draftScheme(
    world,
    schemeOf(items, { total: 13, sections: [{ title: '组织领导', points: 13, items }] }),
  )
  const wrong = await bao.post(`/appraisal-schemes/${header.id}/publish`, { version: header.version })
  expect(wrong).toBeProblem(422, 'plan.scheme.unsound')
  const { problems } = await showScheme(bao, header.id)
  expect(problems).toContainEqual({
    code: 'sectionSum',
    section: 0,
    title: '组织领导',
    group: 'departments',
    stated: 13,
    sum: 10.3,
  })
  expect(problems).toContainEqual({ code: 'totalSum', group: 'departments', stated: 13, sum: 10.3 })

  const mended = schemeOf([schemeItem('a'), schemeItem('b', { points: 3 })])
  const saved = await bao.send('PUT', `/appraisal-schemes/${header.id}`, { version: header.version, scheme: mended })
  const { version } = saved.as(SchemeHeader)
  const published = (await bao.post(`/appraisal-schemes/${header.id}/publish`, { version })).as(SchemeHeader)
  expect(published).toMatchObject({ edition: 1, changed: false })
  expect(published.sha256).toMatch(/^[0-9a-f]{64}$/)
  expect(await bao.post(`/appraisal-schemes/${header.id}/publish`, { version })).toBeProblem(
    422,
    'plan.scheme.unchanged',
    { edition: 1 },
  )
})

test.for([
  '微信公众号转发量',
  '点 赞 数',
  '網絡投票數',
  '平台登录次数',
  '在线学习时长',
  '每日打卡',
  '上传活动照片不少于三张',
])('«%s» never gets into a scheme, not even as an item that a person scores', async (title, { world }) => {
  const bao = await world.signIn('bao')
  const header = await draftScheme(world, schemeOf([schemeItem('a')]))
  const disguised = [
    schemeOf([schemeItem('a'), schemeItem('b', { title })]),
    schemeOf([schemeItem('a', { criteria: `按${title}评分` })]),
  ]
  for (const scheme of disguised) {
    const answer = await bao.send('PUT', `/appraisal-schemes/${header.id}`, { version: header.version, scheme })
    expect(answer).toBeProblem(422, 'plan.scheme.refusedMetric')
  }
  expect((await showScheme(bao, header.id)).scheme.sections[0]?.items).toHaveLength(1)
})

test('a scheme goes out as a workbook and comes back the same, and a wrong one comes in with its mistakes shown', async ({
  world,
}) => {
  const bao = await world.signIn('bao')
  const { id } = (await bao.post('/appraisal-schemes', { title: '二十分制考核办法', template: 'twenty' })).as(
    SchemeHeader,
  )
  const { scheme } = await showScheme(bao, id)
  for (const ending of ['xlsx', 'json']) {
    const file = (await bao.get(`/appraisal-schemes/${id}.${ending}`)).bytes
    const back = (await bao.upload('/appraisal-schemes/import', `二十分制考核办法.${ending}`, file)).as(SchemeHeader)
    const copy = (await showScheme(bao, back.id)).scheme
    const plain = (one: typeof scheme) => one.sections.map((s) => s.items.map(({ id: _, ...item }) => item))
    expect(plain(copy)).toEqual(plain(scheme))
    expect(copy).toMatchObject({ title: scheme.title, total: 20, grades: scheme.grades })
  }
  const broken = JSON.stringify({ ...scheme, total: 21 })
  const wrong = await bao.upload('/appraisal-schemes/import', '错的办法.json', new TextEncoder().encode(broken))
  expect(wrong.as(SchemeHeader).problems).toBe(2)
  const noise = await bao.upload('/appraisal-schemes/import', '乱码.json', new TextEncoder().encode('{"title"'))
  expect(noise).toBeProblem(422, 'plan.scheme.unreadable', { why: 'json' })
})

test('points come from records, each with its numbers; what leads and what supports weigh by the rule', async ({
  world,
}) => {
  const bao = await world.signIn('bao')
  const fang = await world.signIn('fang')
  const target: AnnualTaskInput['target'] = {
    quantity: 4,
    unit: '场',
    scope: 'together',
    rule: { counts: 'deliveries', purpose: 'task', doers: 'duty', kinds: ['lecture'], audiences: [] },
  }
  const year = await issuedYear(world, 2024, [
    {
      title: '办四场讲座',
      leads: [education],
      supports: [association],
      target,
      nodes: [
        { title: '第一场', dueOn: '2024-03-31', quantity: 1 },
        { title: '年底总结', dueOn: '2024-12-20', quantity: null },
      ],
    },
    { title: '办两场讲座', leads: [association], target: { ...target, quantity: 2 } },
  ])
  await fang.post(`/years/${year.header.id}/receipt`, {
    yearPlanId: year.header.id,
    unitId: await world.unitId(education),
  })
  await lecture(world, '2024-05-06', education)

  const scheme = schemeOf([
    schemeItem('q', { formula: { kind: 'quantityReached' }, points: 30 }),
    schemeItem('n', { formula: { kind: 'nodesInTime', latePercent: 50 } }),
    schemeItem('r', { formula: { kind: 'receiptsInTime', withinDays: 5, latePercent: 50 } }),
    schemeItem('w', {
      formula: { kind: 'workHeld', wanted: 1, counts: 'deliveries', kinds: [], from: '05-01', to: '05-31' },
    }),
    schemeItem('l', { formula: { kind: 'lightMonths', perRed: 1, perYellow: 0.5 } }),
  ])
  const { header } = await computedAppraisal(world, year.header.id, scheme)
  const points = async (unit: string) => {
    const { sheet } = await sheetOf(bao, header.id, await world.unitId(unit))
    return Object.fromEntries(sheet.items.map(({ itemId, state, score }) => [itemId, score ?? state]))
  }
  // Of its one task a quarter; the node was late, but no month was red: the year was issued after it; signed at once; one lecture in May.
  expect(await points(education)).toMatchObject({ q: 7.5, n: 5, r: 10, w: 10, l: 10 })
  // Supported: 1 of 4 weighs 60; led: 0 of 2 weighs 100. 30 × (0.6 × ¼) ÷ 1.6. No node due, not signed and not yet late.
  expect(await points(association)).toMatchObject({ q: 2.81, n: 'absent', r: 'pending', w: 0 })

  const { sheet } = await sheetOf(bao, header.id, await world.unitId(education))
  const [part] = sheet.items.find(({ itemId }) => itemId === 'q')?.parts ?? []
  expect(part).toMatchObject({ source: 'ledger', role: 'lead', achieved: 1, of: 4, deliveries: { count: 1 } })
})

/** Both offices, an item that a person scores and one that is computed. */
async function prepared(world: World, year: number) {
  const bao = await world.signIn('bao')
  const plan = await issuedYear(world, year, [{ leads: [education, association] }])
  const items = [
    schemeItem('a', { title: '责任落实' }),
    schemeItem('w', {
      formula: { kind: 'workHeld', wanted: 1, counts: 'deliveries', kinds: [], from: '01-01', to: '12-31' },
    }),
  ]
  const view = await computedAppraisal(world, plan.header.id, schemeOf(items))
  const units = { education: await world.unitId(education), association: await world.unitId(association) }
  const at = `/appraisals/${view.header.id}`
  const enter = (score: number) =>
    bao.post(`${at}/entries`, {
      entries: Object.values(units).map((unitId) => ({ unitId, itemId: 'a', score, reason: '按会议纪要' })),
    })
  const act = async (verb: string, more: object = {}) => {
    const { version } = (await showAppraisal(bao, view.header.id)).header
    return bao.post(`${at}/${verb}`, { version, ...more })
  }
  return { bao, view, units, at, enter, act }
}

test('prepared, shown, objected, answered, released: each body sees its own sheet and nobody a rank', async ({
  world,
}) => {
  const fang = await world.signIn('fang')
  const { bao, units, at, enter, act } = await prepared(world, 2023)
  expect(await fang.get(at)).toBeProblem(404, 'platform.notFound')
  expect(await act('disclosure')).toBeProblem(422, 'plan.appraisal.incomplete', { pending: 2, itemTitle: '责任落实' })
  expect(await enter(11)).toBeProblem(422, 'plan.appraisal.outOfRange', { most: 10 })
  expect((await enter(8)).status).toBe(201)
  const disclosed = (await act('disclosure')).as(AppraisalHeader)
  // Three working days from Wednesday 2024-11-20.
  expect(disclosed).toMatchObject({ status: 'disclosed', objectUntil: '2024-11-25' })

  const own = await showAppraisal(fang, disclosed.id)
  expect(own.sheets.map(({ unitName }) => unitName)).toEqual([education])
  expect(own.entries).toEqual([])
  expect((await fang.get(`${at}/sheets/${units.association}`)).status).toBe(404)
  expect(await enter(9)).toBeProblem(422, 'plan.appraisal.state', { appraisalStatus: 'disclosed' })

  const objection = { unitId: units.education, itemId: 'a', reason: '已写入工作要点，纪要补报' }
  expect(await fang.post(`${at}/objections`, { ...objection, unitId: units.association })).toBeProblem(
    403,
    'platform.notAllowed',
  )
  const raised = (await fang.post(`${at}/objections`, objection)).as(ObjectionView)
  expect(await fang.post(`${at}/objections`, objection)).toBeProblem(422, 'plan.objection.open')
  expect(await act('release')).toBeProblem(422, 'plan.appraisal.objectionsOpen', { open: 1 })
  const answer = (more: object) => bao.post(`/objections/${raised.id}/answer`, { reason: '已核实', ...more })
  expect(await answer({ answer: 'upheld' })).toBeProblem(422, 'plan.objection.noScore')
  expect((await answer({ answer: 'upheld', score: 9.5 })).as(ObjectionView)).toMatchObject({
    state: 'upheld',
    newScore: 9.5,
  })
  expect(await answer({ answer: 'rejected' })).toBeProblem(422, 'plan.objection.answered')
  const { sheet } = await sheetOf(fang, disclosed.id, units.education)
  expect(sheet).toMatchObject({ total: 9.5, grade: '不达标' })

  expect(await act('release')).toBeProblem(422, 'plan.appraisal.termRunning', { waitingFor: 2 })
  world.pass(6 * DAY_MS)
  expect(await fang.post(`${at}/objections`, objection)).toBeProblem(422, 'plan.objection.late')
  const released = (await act('release')).as(AppraisalHeader)
  expect(released).toMatchObject({ status: 'released', can: [] })
  const { sheets } = await showAppraisal(bao, released.id)
  expect(sheets.map(({ unitName, total }) => [unitName, total])).toEqual([
    [association, 8],
    [education, 9.5],
  ])
  expect((await bao.get(`${at}.docx`)).bytes.length).toBeGreaterThan(5000)
})

test('a released appraisal nobody alters: no command, no statement of the application; who owns the database is found out', async ({
  world,
}) => {
  const fang = await world.signIn('fang')
  const { bao, view, units, at, enter, act } = await prepared(world, 2022)
  await enter(10)
  await act('disclosure')
  const raised = await fang.post(`${at}/objections`, { unitId: units.education, itemId: 'a', reason: '请再核对' })
  const { id: objectionId } = raised.as(ObjectionView)
  await bao.post(`/objections/${objectionId}/answer`, { answer: 'rejected', reason: '材料不足' })
  world.pass(6 * DAY_MS)
  await act('release')
  const frozen = await showAppraisal(bao, view.header.id)

  const body = { unitId: units.education, itemId: 'a', reason: '再改一下' }
  const attempts: readonly (readonly [Client, string, object])[] = [
    [bao, `${at}/computation`, { version: frozen.header.version }],
    [bao, `${at}/entries`, { entries: [{ ...body, score: 1 }] }],
    [bao, `${at}/disclosure`, { version: frozen.header.version }],
    [bao, `${at}/reopening`, { version: frozen.header.version, reason: '重来' }],
    [bao, `${at}/release`, { version: frozen.header.version }],
    [fang, `${at}/confirmation`, { unitId: units.education }],
    [fang, `${at}/objections`, body],
    [bao, `/objections/${objectionId}/answer`, { answer: 'upheld', reason: '改分', score: 1 }],
  ]
  for (const [person, path, input] of attempts)
    expect(await person.post(path, input), path).toBeProblem(422, 'plan.appraisal.state', {
      appraisalStatus: 'released',
    })

  const statements = [
    "update plan.appraisal_release set content = '{}'",
    'delete from plan.appraisal_release',
    'truncate plan.appraisal_release',
    'delete from plan.appraisal',
    'update plan.scheme_edition set edition = 9',
    'update plan.appraisal_entry set score = 1',
  ]
  for (const statement of statements) {
    const trial = inCounty(world.app.kernel.db, COUNTY, 'read write', (tx) => sql.raw(statement).execute(tx))
    await expect(trial, statement).rejects.toThrow(/permission denied/)
  }
  // What may be written beside it changes nothing that is shown.
  await inCounty(world.app.kernel.db, COUNTY, 'read write', async (tx) => {
    await sql`update plan.appraisal set status = 'prepared' where id = ${view.header.id}`.execute(tx)
    await sql`update plan.appraisal_sheet set content = jsonb_set(content, '{total}', '1')`.execute(tx)
  })
  expect((await showAppraisal(bao, view.header.id)).sheets).toEqual(frozen.sheets)
  expect(await enter(1)).toBeProblem(422, 'plan.appraisal.state', { appraisalStatus: 'released' })

  const verify = async () => (await bao.get(`${at}/verification`)).as(VerificationView)
  expect(await verify()).toMatchObject({ sha256: frozen.header.sha256, computed: frozen.header.sha256, faults: [] })
  const owner = new pg.Client({ connectionString: world.databaseUrl })
  await owner.connect()
  await owner.query(`set kepu.county = '${COUNTY}'`)
  await owner.query(
    `update plan.appraisal_release set content = replace(content, '"total":10', '"total":20') where appraisal_id = $1`,
    [view.header.id],
  )
  await owner.end()
  expect((await verify()).faults).toEqual(['bytes', 'scores'])
})

test('of two who open the appraisal of a year at once one does, and one is told', async ({ world }) => {
  const bao = await world.signIn('bao')
  const year = await issuedYear(world, 2021, [{ leads: [education] }])
  const scheme = await draftScheme(world, schemeOf([schemeItem('a')]))
  await bao.post(`/appraisal-schemes/${scheme.id}/publish`, { version: scheme.version })
  const open = () => bao.post('/appraisals', { schemeId: scheme.id, yearPlanId: year.header.id, title: '年度考核' })
  const answers = await Promise.all([open(), open()])
  expect(answers.map(({ status }) => status).sort()).toEqual([201, expect.any(Number)])
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
})
