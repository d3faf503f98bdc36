import { AddedApiKey } from '@kepu/contract/service-open311'
import { SaxesParser } from 'saxes'
import { expect } from 'vitest'
import { z } from 'zod'
import type { Answer } from '../support/client.ts'
import { showOrder, step, VILLAGE } from '../support/orders.ts'
import { COUNTY, OTHER_COUNTY, test, type World } from '../support/world.ts'

const J = `jurisdiction_id=${COUNTY}`

/** Shapes written from the text of GeoReport v2, not from our code. */
const Services = z.array(
  z.object({
    service_code: z.string(),
    service_name: z.string(),
    description: z.string(),
    metadata: z.boolean(),
    type: z.enum(['realtime', 'batch', 'blackbox']),
    keywords: z.string(),
    group: z.string(),
  }),
)
const Definition = z.object({
  service_code: z.string(),
  attributes: z.array(
    z.object({
      variable: z.boolean(),
      code: z.string(),
      datatype: z.enum(['string', 'number', 'datetime', 'text', 'singlevaluelist', 'multivaluelist']),
      required: z.boolean(),
      datatype_description: z.string(),
      order: z.number(),
      description: z.string(),
      values: z.array(z.object({ key: z.string(), name: z.string() })),
    }),
  ),
})
const Placed = z.array(
  z.object({ service_request_id: z.string(), service_notice: z.string().nullable(), account_id: z.null() }),
)
const W3C = z.iso.datetime({ offset: true })
const Requests = z.array(
  z.object({
    service_request_id: z.string(),
    status: z.enum(['open', 'closed']),
    status_notes: z.string(),
    service_name: z.string(),
    service_code: z.string(),
    description: z.string().nullable(),
    agency_responsible: z.string().nullable(),
    service_notice: z.string().nullable(),
    requested_datetime: W3C,
    updated_datetime: W3C,
    expected_datetime: W3C.nullable(),
    address: z.string(),
    address_id: z.string(),
    zipcode: z.null(),
    lat: z.number().nullable(),
    long: z.number().nullable(),
    media_url: z.null(),
    extended_attributes: z.object({ kepu: z.looseObject({ state: z.string(), next_actor: z.string() }) }),
  }),
)
const Errors = z.array(z.object({ code: z.number(), description: z.string().min(2) })).length(1)

/** Element names of an XML answer, in their order, as a parser of its own reads them. */
function elements({ bytes }: Answer): string[] {
  const names: string[] = []
  const parser = new SaxesParser()
  parser.on('opentag', ({ name }) => names.push(name))
  parser.write(new TextDecoder().decode(bytes)).close()
  return names
}

let key = ''
async function apiKey(world: World): Promise<string> {
  const an = await world.signIn('an')
  key ||= (await an.post('/api-keys', { title: '12345 热线' })).as(AddedApiKey).key
  return key
}

function send(world: World, form: Record<string, string>, format = 'json'): Promise<Answer> {
  return world.stranger.request(`/open311/requests.${format}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ jurisdiction_id: COUNTY, service_code: 'wish', ...form }).toString(),
  })
}

async function report(world: World, form: Record<string, string> = {}): Promise<string> {
  const body = { api_key: await apiKey(world), description: '想请人讲讲柑橘黄龙病怎么防', address_id: VILLAGE, ...form }
  const [placed] = (await send(world, body)).as(Placed)
  return placed?.service_request_id ?? ''
}

async function listed(world: World, query: string) {
  return (await world.stranger.get(`/open311/requests.json?${J}&${query}`)).as(Requests)
}

test('services and what is asked besides, as JSON and as XML', async ({ world }) => {
  const services = (await world.stranger.get(`/open311/services.json?${J}`)).as(Services)
  expect(services.at(-1)).toMatchObject({ service_code: 'wish', metadata: true, type: 'realtime' })
  const definition = (await world.stranger.get(`/open311/services/wish.json?${J}`)).as(Definition)
  expect(definition.attributes.map(({ order }) => order)).toEqual([1, 2, 3, 4])
  const xml = await world.stranger.get(`/open311/services/wish.xml?${J}`)
  expect(xml.headers.get('content-type')).toBe('text/xml; charset=utf-8')
  expect(elements(xml).slice(0, 6)).toEqual([
    'service_definition',
    'service_code',
    'attributes',
    'attribute',
    'variable',
    'code',
  ])
  expect(elements(await world.stranger.get(`/open311/services.xml?${J}`)).slice(0, 2)).toEqual(['services', 'service'])
})

test('a request becomes an order, and tells what has become of it without what was written', async ({ world }) => {
  const id = await report(world, {
    description: '王大爷想听<怎么防电信诈骗>',
    first_name: '大爷',
    last_name: '王',
    phone: '13000000009',
    'attribute[AUDIENCE]': 'elderly',
    'attribute[PEOPLE]': '30',
    'attribute[WANTED_FROM]': '2024-12-01',
  })
  const order = await showOrder(world, id)
  expect(order).toMatchObject({
    status: 'submitted',
    channel: 'api',
    audience: 'elderly',
    people: 30,
    wantedFrom: '2024-12-01',
  })
  expect(order.askerList[0]).toMatchObject({ called: '王大爷', phoneMasked: expect.stringContaining('*') })

  const [shown] = (await world.stranger.get(`/open311/requests/${id}.json?${J}`)).as(Requests)
  expect(shown).toMatchObject({ status: 'open', address: '幸福村', address_id: VILLAGE })
  expect(shown?.extended_attributes.kepu).toMatchObject({ state: 'submitted', next_actor: 'unit' })
  const text = JSON.stringify(shown)
  for (const secret of ['王大爷', '诈骗', '13000000009', order.number]) expect(text).not.toContain(secret)

  await step(world, id, 'reject', { reason: '不属于科普服务' })
  const [closed] = (await world.stranger.get(`/open311/requests/${id}.json?${J}`)).as(Requests)
  expect(closed).toMatchObject({ status: 'closed', extended_attributes: { kepu: { state: 'rejected' } } })
  const xml = await world.stranger.get(`/open311/requests/${id}.xml?${J}`)
  expect(elements(xml).slice(0, 3)).toEqual(['service_requests', 'request', 'service_request_id'])
})

test('the list goes by status, service, id and days; ninety days at most', async ({ world }) => {
  const one = await report(world)
  const two = await report(world, { description: '手机怎么防骗' })
  await step(world, two, 'reject', { reason: '重复登记' })
  const ids = async (query: string) => (await listed(world, query)).map((each) => each.service_request_id)
  expect(await ids('status=open')).toContain(one)
  expect(await ids('status=open')).not.toContain(two)
  expect(await ids('status=open,closed')).toEqual(expect.arrayContaining([one, two]))
  expect(await ids(`service_request_id=${one},${two}`)).toHaveLength(2)
  expect(await ids('service_code=wish')).toEqual(expect.arrayContaining([one, two]))
  expect(await ids('start_date=2024-11-21T00:00:00Z&end_date=2024-11-22T00:00:00Z')).toEqual([])
  expect(await ids('start_date=2020-01-01T00:00:00Z&end_date=2020-02-01T00:00:00Z')).toEqual([])
})

test('a place by words or by the nearest point that is known', async ({ world }) => {
  const byWords = await report(world, { address_id: '', address_string: '西坪镇团结村村委会' })
  expect((await showOrder(world, byWords)).regionCode).toBe('999901101002')
  const bao = await world.signIn('bao')
  const place = { regionCode: '999901100002', longitude: 108.01, latitude: 30.31, source: '虚构' }
  await bao.send('PUT', `/places/${place.regionCode}`, place)
  const byPoint = await report(world, { address_id: '', lat: '30.3', long: '108.0' })
  expect((await showOrder(world, byPoint)).regionCode).toBe('999901100002')
  const far = await send(world, { api_key: await apiKey(world), description: '科普讲座', lat: '39.9', long: '116.4' })
  expect([far.status, far.as(Errors)[0]?.code]).toEqual([400, 400])
})

test('what is wrong is said in their form: jurisdiction, key, place, service, id, dates', async ({ world }) => {
  const get = (path: string) => world.stranger.get(`/open311${path}`)
  const refused = async (answer: Promise<Answer>, status: number) => {
    const got = await answer
    expect(got.status).toBe(status)
    expect(got.as(Errors)[0]?.code).toBe(status)
  }
  await refused(get('/services.json'), 400)
  await refused(get('/services.json?jurisdiction_id=000000'), 404)
  await refused(get(`/services/nothing.json?${J}`), 404)
  await refused(get(`/requests/nothing.json?${J}`), 404)
  await refused(get(`/requests/01900000-0000-7000-8000-000000000000.json?${J}`), 404)
  await refused(get(`/requests.json?${J}&status=perhaps`), 400)
  await refused(get(`/requests.json?${J}&start_date=yesterday`), 400)
  const good = { api_key: await apiKey(world), description: '科普讲座', address_id: VILLAGE }
  await refused(send(world, { ...good, api_key: '' }), 403)
  await refused(send(world, { ...good, api_key: 'kepu_guess' }), 403)
  await refused(send(world, { ...good, description: '' }), 400)
  await refused(send(world, { ...good, address_id: '110101001' }), 400)
  await refused(send(world, { ...good, address_id: 'x' }), 400)
  await refused(send(world, { ...good, 'attribute[PEOPLE]': '-3' }), 400)
  await refused(send(world, { ...good, jurisdiction_id: OTHER_COUNTY }), 403)
  const xml = await send(world, { ...good, api_key: '' }, 'xml')
  expect(elements(xml)).toEqual(['errors', 'error', 'code', 'description'])
})

test('a key that is closed places nothing; its words are told once', async ({ world }) => {
  const an = await world.signIn('an')
  const { keyId, key: word } = (await an.post('/api-keys', { title: '旧系统' })).as(AddedApiKey)
  expect(JSON.stringify((await an.get('/api-keys')).json)).not.toContain(word)
  const body = { api_key: word, description: '科普讲座', address_id: VILLAGE }
  expect((await send(world, body)).status).toBe(201)
  expect((await an.send('DELETE', `/api-keys/${keyId}`, {})).status).toBe(200)
  expect((await send(world, body)).status).toBe(403)
  const bao = await world.signIn('bao')
  expect(await bao.post('/api-keys', { title: '不该有' })).toBeProblem(403, 'platform.notAllowed')
})
