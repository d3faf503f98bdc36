import { randomUUID } from 'node:crypto'
import { UnitView } from '@kepu/contract/organization'
import { expect } from 'vitest'
import { z } from 'zod'
import { METRICS_TOKEN, test, type World } from '../support/world.ts'

const Units = z.object({ items: z.array(UnitView) })

async function unitsNamed(world: World, name: string): Promise<UnitView[]> {
  const bao = await world.signIn('bao')
  return (await bao.get(`/units?text=${encodeURIComponent(name)}`)).as(Units).items
}

const unit = (name: string) => ({ name, kind: 'department' })

test('a repeat with the same key gets the first answer, and nothing happens twice', async ({ world }) => {
  const bao = await world.signIn('bao')
  const first = await bao.post('/units', unit('县民政局'), { key: 'minzheng' })
  const again = await bao.post('/units', unit('县民政局'), { key: 'minzheng' })
  expect(first.status).toBe(201)
  expect(again.status).toBe(201)
  expect(again.json).toEqual(first.json)
  expect(await world.auditOf(first.as(UnitView).id)).toEqual(['organization.unit.add'])
})

test('a key is bound to what was sent with it, and to the command', async ({ world }) => {
  const bao = await world.signIn('bao')
  const { id } = (await bao.post('/units', unit('县财政局'), { key: 'caizheng' })).as(UnitView)
  const other = await bao.post('/units', unit('县审计局'), { key: 'caizheng' })
  const rename = await bao.send('PUT', `/units/${id}/name`, { version: 1, name: '县财务局' }, { key: 'caizheng' })
  for (const answer of [other, rename]) expect(answer).toBeProblem(422, 'platform.idempotency.reused')
  expect(await unitsNamed(world, '县审计局')).toEqual([])
  expect(await world.auditOf(id)).toEqual(['organization.unit.add'])
})

test('a key is a person’s own: 安 may use the one that 鲍 used', async ({ world }) => {
  const bao = await world.signIn('bao')
  const an = await world.signIn('an')
  expect((await bao.post('/units', unit('县司法局'), { key: 'shared' })).status).toBe(201)
  expect((await an.post('/units', unit('县公安局'), { key: 'shared' })).status).toBe(201)
})

test('ten sends of one key at once: one unit, one answer', async ({ world }) => {
  const bao = await world.signIn('bao')
  const key = randomUUID()
  const answers = await Promise.all(Array.from({ length: 10 }, () => bao.post('/units', unit('县交通局'), { key })))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
  for (const { json } of answers) expect(json).toEqual(answers[0]?.json)
  expect(await unitsNamed(world, '县交通局')).toHaveLength(1)
})

test('a refused attempt leaves its key free for a better one', async ({ world }) => {
  const bao = await world.signIn('bao')
  await bao.post('/units', unit('县统计局'))
  expect(await bao.post('/units', unit('县统计局'), { key: 'second' })).toBeProblem(422, 'organization.unit.nameTaken')
  expect((await bao.post('/units', unit('县调查队'), { key: 'second' })).status).toBe(201)
})

test('a write without a key, or with an endless one, is refused', async ({ world }) => {
  const bao = await world.signIn('bao')
  const send = (headers: Record<string, string>) =>
    bao.request('/units', { method: 'POST', headers, body: JSON.stringify(unit('县无钥局')) })
  expect(await send({})).toBeProblem(400, 'platform.idempotency.missing')
  expect(await send({ 'idempotency-key': 'k'.repeat(201) })).toBeProblem(400, 'platform.idempotency.missing')
  expect(await unitsNamed(world, '县无钥局')).toEqual([])
})

test.for([
  ['half a document', '{"name":"县'],
  ['a list', '[1,2]'],
  ['a number', '7'],
  ['null', 'null'],
  ['no JSON at all', 'name=县科协'],
  ['bytes that are not UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
  ['GB18030', new Uint8Array([0x7b, 0x22, 0xbf, 0xc6, 0x22, 0x3a, 0x31, 0x7d])],
] as const)('a body that is %s is refused as invalid', async ([, body], { world }) => {
  const bao = await world.signIn('bao')
  const headers = { 'idempotency-key': randomUUID(), 'content-type': 'application/json' }
  expect(await bao.request('/units', { method: 'POST', headers, body })).toBeProblem(400, 'platform.invalid')
})

test('a body past the limit is refused, whatever length it claims', async ({ world }) => {
  const bao = await world.signIn('bao')
  const answer = await bao.post('/units', { name: '长'.repeat(1_000_000), kind: 'department' })
  expect(answer).toBeProblem(413, 'platform.tooLarge', { limit: 2_000_000 })
})

test('a NUL character is refused, in a body and in a query', async ({ world }) => {
  const bao = await world.signIn('bao')
  expect(await bao.post('/units', unit('县\u0000局'))).toBeProblem(400, 'platform.invalid')
  const footer = { host: '\u0000', contact: '', icp: '', publicSecurity: '', siteCode: '' }
  const an = await world.signIn('an')
  expect(await an.send('PUT', '/county/footer', footer)).toBeProblem(400, 'platform.invalid')
  expect(await bao.get('/ledger/deliveries?text=%00')).toBeProblem(400, 'platform.invalid')
})

test('keys like __proto__ in a body change nothing', async ({ world }) => {
  const bao = await world.signIn('bao')
  const headers = { 'idempotency-key': randomUUID(), 'content-type': 'application/json' }
  const body = '{"__proto__":{"active":false},"constructor":{},"name":"县原型局","kind":"department"}'
  const answer = await bao.request('/units', { method: 'POST', headers, body })
  expect(answer.as(UnitView)).toMatchObject({ name: '县原型局', active: true })
})

test('an answer that has not changed is 304 without a body; one that has comes anew', async ({ world }) => {
  const an = await world.signIn('an')
  const path = '/counties/999901/regions?level=township'
  const first = await world.stranger.get(path)
  const etag = first.headers.get('etag') ?? ''
  expect(first.headers.get('cache-control')).toContain('public')
  const same = await world.stranger.get(path, { 'if-none-match': `"other", ${etag}` })
  expect([same.status, same.bytes.length, same.headers.get('etag')]).toEqual([304, 0, etag])

  const units = await an.get('/units')
  expect(units.headers.get('cache-control')).toContain('private')
  await an.post('/units', unit('县新设局'))
  const changed = await an.get('/units', { 'if-none-match': units.headers.get('etag') ?? '' })
  expect(changed.status).toBe(200)
})

test('an unknown address and an unknown county are not found, as problems', async ({ world }) => {
  expect(await world.stranger.get('/nothing/here')).toBeProblem(404, 'platform.notFound', { kind: 'route' })
  expect(await world.stranger.get('/counties/abc')).toBeProblem(404, 'platform.notFound', { kind: 'county' })
  expect(await world.stranger.get('/counties/%2e%2e')).toBeProblem(404, 'platform.notFound')
})

test.for(['limit=0', 'limit=201', 'limit=many', 'from=2024-02-30', 'unitId=1', 'kind=party', 'regionCode=1%25'])(
  'the query %s is refused with its place',
  async (query, { world }) => {
    const bao = await world.signIn('bao')
    const answer = await bao.get(`/ledger/deliveries?${query}`)
    expect(answer).toBeProblem(400, 'platform.invalid')
    expect(answer.json).toMatchObject({ issues: [{ path: query.split('=')[0] }] })
  },
)

test('a forged or foreign cookie is a stranger’s', async ({ world }) => {
  const answer = await world.stranger.get('/me', { cookie: 'kepu.session_token=forged.signature; kepu_county=999901' })
  expect(answer).toBeProblem(401, 'platform.notSignedIn')
})

test('anybody may ask after health; metrics want their word', async ({ world }) => {
  expect((await world.stranger.get('/health')).json).toEqual({ status: 'ok' })
  for (const headers of [{}, { authorization: 'Bearer wrong' }])
    expect(await world.stranger.get('/metrics', headers)).toBeProblem(404, 'platform.notFound')
  const metrics = await world.stranger.get('/metrics', { authorization: `Bearer ${METRICS_TOKEN}` })
  const text = new TextDecoder().decode(metrics.bytes)
  expect(text).toContain('organization.unit.add')
})
