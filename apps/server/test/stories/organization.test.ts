import { UnitView } from '@kepu/contract/organization'
import { expect } from 'vitest'
import { z } from 'zod'
import { test, type World } from '../support/world.ts'

const Units = z.object({ items: z.array(UnitView) })

async function addUnit(world: World, name: string): Promise<UnitView> {
  const bao = await world.signIn('bao')
  return (await bao.post('/units', { name, kind: 'department' })).as(UnitView)
}

test('a renamed body keeps its old name as an alias until the day before', async ({ world }) => {
  const bao = await world.signIn('bao')
  const unit = await addUnit(world, '县环保局')

  const renamed = await bao.send('PUT', `/units/${unit.id}/name`, {
    version: 1,
    name: '县生态环境局',
    since: '2024-03-01',
  })

  const view = renamed.as(UnitView)
  expect(view).toMatchObject({ name: '县生态环境局', version: 2 })
  expect(view.aliases).toEqual([{ name: '县环保局', validFrom: null, validTo: '2024-02-29' }])
  const found = (await bao.get(`/units?text=${encodeURIComponent('环保')}`)).as(Units)
  expect(found.items.map(({ id }) => id)).toEqual([unit.id])
  expect(await world.auditOf(unit.id)).toEqual(['organization.unit.add', 'organization.unit.rename'])
})

test('two bodies in force never share a name', async ({ world }) => {
  const bao = await world.signIn('bao')
  const first = await addUnit(world, '县水利局')
  const second = await addUnit(world, '县林业局')
  const taken = { name: '县水利局', unitId: first.id }

  const added = await bao.post('/units', { name: '县水利局', kind: 'department' })
  const renamed = await bao.send('PUT', `/units/${second.id}/name`, { version: 1, name: '县水利局' })
  const aliased = await bao.post(`/units/${second.id}/aliases`, { version: 1, name: '县水利局' })

  for (const answer of [added, renamed, aliased]) expect(answer).toBeProblem(422, 'organization.unit.nameTaken', taken)
  expect(await world.auditOf(second.id)).toEqual(['organization.unit.add'])
})

test('two people add the same name at once: one unit comes of it', async ({ world }) => {
  const bao = await world.signIn('bao')
  const an = await world.signIn('an')
  const unit = { name: '县气象局', kind: 'department' }
  const answers = await Promise.all([bao.post('/units', unit), an.post('/units', unit), bao.post('/units', unit)])
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  const found = (await bao.get(`/units?text=${encodeURIComponent('气象')}`)).as(Units)
  expect(found.items).toHaveLength(1)
})

test('an alias holds between two days and can be taken away again', async ({ world }) => {
  const bao = await world.signIn('bao')
  const unit = await addUnit(world, '县农业农村委')
  const path = `/units/${unit.id}/aliases`

  expect(await bao.post(path, { version: 1, name: '县农业农村委' })).toBeProblem(422, 'organization.alias.isName')
  const backwards = { version: 1, name: '县农委', validFrom: '2024-01-01', validTo: '2020-01-01' }
  expect(await bao.post(path, backwards)).toBeProblem(422, 'organization.alias.period')
  const added = (await bao.post(path, { version: 1, name: '县农委', validTo: '2019-01-31' })).as(UnitView)
  expect(added.aliases).toEqual([{ name: '县农委', validFrom: null, validTo: '2019-01-31' }])

  const removed = await bao.send('DELETE', `${path}/${encodeURIComponent('县农委')}`, { version: added.version })
  expect(removed.as(UnitView).aliases).toEqual([])
  const again = await bao.send('DELETE', `${path}/${encodeURIComponent('县农委')}`, { version: added.version + 1 })
  expect(again).toBeProblem(404, 'platform.notFound', { kind: 'alias' })
})

test('an alias said again takes the new days', async ({ world }) => {
  const bao = await world.signIn('bao')
  const unit = await addUnit(world, '县文化旅游委')
  const path = `/units/${unit.id}/aliases`
  const added = (await bao.post(path, { version: 1, name: '县文旅委' })).as(UnitView)
  const again = await bao.post(path, { version: added.version, name: '县文旅委', validTo: '2023-12-31' })
  expect(again.as(UnitView).aliases).toEqual([{ name: '县文旅委', validFrom: null, validTo: '2023-12-31' }])
})

test('who saw an older version is told, and writes nothing', async ({ world }) => {
  const bao = await world.signIn('bao')
  const unit = await addUnit(world, '县档案局')
  const rename = (name: string) => bao.send('PUT', `/units/${unit.id}/name`, { version: 1, name })

  const answers = await Promise.all([rename('县档案馆'), rename('县史志档案局')])

  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  const stale = answers.find(({ status }) => status === 409)
  expect(stale).toBeProblem(409, 'platform.stale', { version: 2 })
  expect(await world.auditOf(unit.id)).toEqual(['organization.unit.add', 'organization.unit.rename'])
})

test('a unit of another county, or of nowhere, is not found', async ({ world }) => {
  const bao = await world.signIn('bao')
  const foreign = await world.unitId('县科协', '999902')
  expect(await bao.get(`/units/${foreign}`)).toBeProblem(404, 'platform.notFound', { kind: 'unit' })
  const rename = await bao.send('PUT', `/units/${foreign}/name`, { version: 1, name: '改名' })
  expect(rename).toBeProblem(404, 'platform.notFound', { kind: 'unit' })
})

test('a region of another county is refused', async ({ world }) => {
  const bao = await world.signIn('bao')
  const unit = { name: '县外镇', kind: 'township', regionCode: '999902100' }
  const refusal = { regionCode: '999902100' }
  expect(await bao.post('/units', unit)).toBeProblem(422, 'organization.region.outside', refusal)
})

test('the footer that 安 writes is what the public reads', async ({ world }) => {
  const an = await world.signIn('an')
  const footer = { host: '青屏县科协', contact: '000-0000', icp: '虚构备0号', publicSecurity: '', siteCode: '' }
  expect((await an.send('PUT', '/county/footer', footer)).status).toBe(200)
  const county = await world.stranger.get('/counties/999901')
  expect(county.json).toMatchObject({ name: '青屏县', footer })
})

test('regions: townships in order, villages of one township', async ({ world }) => {
  const Regions = z.object({ items: z.array(z.object({ name: z.string(), code: z.string() })) })
  const towns = (await world.stranger.get('/counties/999901/regions?level=township')).as(Regions)
  expect(towns.items.map(({ name }) => name)).toEqual(['东岭镇', '西坪镇'])
  const villages = (await world.stranger.get('/counties/999901/regions?parent=999901101')).as(Regions)
  expect(villages.items.map(({ name }) => name)).toEqual(['幸福村', '团结村'])
  expect(await world.stranger.get('/counties/999999')).toBeProblem(404, 'platform.notFound')
})
