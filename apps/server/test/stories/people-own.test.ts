import { pageOf } from '@kepu/contract'
import { PersonView } from '@kepu/contract/people'
import { CorrectionView, MadeLink, OwnView } from '@kepu/contract/people-correction'
import { RecordView } from '@kepu/contract/people-record'
import { expect } from 'vitest'
import { eraseDue } from '../../src/modules/people/index.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { execute } from '../../src/platform/command.ts'
import { inventedPhone, person } from '../support/people.ts'
import { COUNTY, test } from '../support/world.ts'

test('a person sees by a link what is held and who looked, and asks for a correction once', async ({ world }) => {
  const fang = await world.signIn('fang')
  const phone = inventedPhone()
  const { id } = await person(world, { name: '第五演示' }, phone)
  await fang.post(`/people/${id}/phone`, { purpose: 'arrange' })
  const { path } = (await fang.post(`/people/${id}/links`)).as(MadeLink)
  const token = path.split('/').at(-1) ?? ''
  const at = `/counties/${COUNTY}/own`
  const own = (await world.stranger.get(`${at}?token=${token}`)).as(OwnView)
  expect(own).toMatchObject({
    phone,
    person: { name: '第五演示', can: [] },
    looks: [{ byName: '方演示', purpose: 'arrange' }],
    until: '2024-11-27',
  })
  const wish = { token, proposal: { position: '高级讲师' }, note: '今年评上的' }
  const sent = await Promise.all([1, 2].map(() => world.stranger.post(`${at}/corrections`, wish)))
  expect(sent.map(({ status }) => status).sort()).toEqual([201, 422])
  expect(sent.find(({ status }) => status === 201)?.as(CorrectionView)).toMatchObject({ askedBy: 'person', can: [] })
  expect(await world.stranger.get(`${at}?token=${token}`)).toBeProblem(422, 'people.link.spent')
  expect(await world.stranger.get(`${at}?token=${'x'.repeat(22)}`)).toBeProblem(422, 'people.link.spent')
})

test('who has an account that is linked sees the own record, nobody else’s', async ({ world }) => {
  const [fang, deng] = [await world.signIn('fang'), await world.signIn('deng')]
  const { id } = await person(world, { name: '梁丘演示' }, inventedPhone())
  expect((await deng.get('/own')).status).toBe(404)
  const link = (username: string | null, version: number) =>
    fang.send('PUT', `/people/${id}/account`, { version, username })
  expect(await link('nobody-here', 1)).toBeProblem(422, 'people.account.unknown')
  expect((await link(`deng-${COUNTY}`, 1)).as(PersonView)).toMatchObject({ linked: true })
  expect((await deng.get('/own')).as(OwnView)).toMatchObject({ person: { name: '梁丘演示' }, until: null })
  await link(null, 2)
  expect((await deng.get('/own')).status).toBe(404)
})

test('who left a year ago is erased; what they did stays under a number', async ({ world }) => {
  const [bao, fang] = [await world.signIn('bao'), await world.signIn('fang')]
  const { id } = await person(world, { name: '毋丘演示', employer: '县医院' }, inventedPhone())
  const work = { organiserId: await world.unitId('县教委'), personIds: [id], kind: 'lecture', regionCode: '999901100' }
  await fang.post('/service-records', { ...work, title: '旧讲座', servedOn: '2024-05-01', hours: 2 })
  await fang.post(`/people/${id}/phone`, { purpose: 'check' })
  await fang.post(`/people/${id}/leave`, { version: 1, leftOn: '2024-11-01', reason: '退休' })
  const night = () =>
    execute(world.app.kernel, eraseDue, { actor: systemActor(COUNTY, 'people'), input: {}, idempotencyKey: null })
  expect((await night()).people).toBe(0)
  world.pass(366 * 24 * 3600_000)
  expect((await night()).people).toBe(1)
  expect((await night()).people).toBe(0)
  const erased = (await bao.get(`/people/${id}`)).as(PersonView)
  expect(erased).toMatchObject({ status: 'erased', employer: null, phoneMasked: null, name: `人员 ${id.slice(-6)}` })
  const records = (await bao.get(`/service-records?personId=${id}`)).as(pageOf(RecordView)).items
  expect(records).toMatchObject([{ personName: `人员 ${id.slice(-6)}`, hours: 2 }])
})
