import type { Context } from 'hono'
import { z } from 'zod'
import { systemActor } from '../../../platform/actor.ts'
import { CLIENT_HEADER } from '../../../platform/client-address.ts'
import { execute } from '../../../platform/command.ts'
import { type Api, readLimited } from '../../../platform/http.ts'
import { countTries } from '../../../platform/limits.ts'
import { describeOther } from '../../../platform/openapi.ts'
import { problemOf, Refused } from '../../../platform/problem.ts'
import { answer } from '../../../platform/query.ts'
import { addApiKey, closeApiKey, listApiKeys, ownerOfKey } from './keys.ts'
import { placeReport } from './place.ts'
import { listReports } from './reports.ts'
import { toXml, type Value } from './rules/xml.ts'
import { listServices, showService } from './services.ts'

const READS = { max: 600, seconds: 600 }
const WRITES = { max: 120, seconds: 600 }
const MAX_BODY = 20_000

/** A refusal in the words of GeoReport: status and sentence. */
class ReportError extends Error {
  readonly status: 400 | 403 | 404 | 429
  constructor(status: ReportError['status'], description: string) {
    super(description)
    this.status = status
  }
}

type Format = 'json' | 'xml'

function send(context: Context, format: Format, status: number, root: string, value: Value): Response {
  const body = format === 'xml' ? toXml(root, value) : JSON.stringify(value)
  const type = format === 'xml' ? 'text/xml; charset=utf-8' : 'application/json; charset=utf-8'
  context.header('cache-control', 'no-store')
  return context.body(body, status as 200, { 'content-type': type })
}

/** Their form of our refusals: all that can be told, in words. */
function errorOf(error: unknown): ReportError {
  if (error instanceof ReportError) return error
  if (!(error instanceof Refused)) throw error
  const problem = problemOf(error.refusal)
  const said = problem.issues?.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('；')
  if (problem.status === 404) return new ReportError(404, '没有这项内容')
  if (problem.status === 429) return new ReportError(429, '请求过于频繁，请稍后再试')
  if (problem.status >= 500) throw error
  return new ReportError(400, said ?? problem.code)
}

async function jurisdiction(api: Api, given: string | undefined): Promise<string> {
  if (!given) throw new ReportError(400, 'jurisdiction_id 必填：县的六位行政区划代码')
  if (!/^\d{6}$/.test(given) || !(await api.kernel.hasCounty(given)))
    throw new ReportError(404, `没有 jurisdiction_id「${given}」`)
  return given
}

type Handler = (context: Context, county: string, format: Format) => Promise<readonly [string, Value, number?]>

export function open311Routes(api: Api): void {
  api.query(listApiKeys, '/api-keys')
  api.command(addApiKey, { method: 'post', path: '/api-keys', status: 201 })
  api.command(closeApiKey, { method: 'delete', path: '/api-keys/{keyId}' })

  const get = (path: string, operationId: string, handle: Handler) => {
    for (const format of ['json', 'xml'] as const) {
      const described = `/open311${path}.${format}`
      describeOther(api.app.openAPIRegistry, {
        operationId: `${operationId}.${format}`,
        path: described,
        output: z.unknown(),
      })
      const hono = path.endsWith('}') ? `${path.replace(/\{(\w+)\}$/, ':$1')}{[^/]+\\.${format}}` : `${path}.${format}`
      api.app.get(`/open311${hono}`, (context) => guarded(context, format, handle))
    }
  }
  const guarded = async (context: Context, format: Format, handle: Handler) => {
    try {
      const county = await jurisdiction(api, context.req.query('jurisdiction_id'))
      const client = context.req.header(CLIENT_HEADER) ?? ''
      await countTries(api.kernel, county, [{ ...READS, of: `open311 read ${client}` }])
      const [root, value, status] = await handle(context, county, format)
      return send(context, format, status ?? 200, root, value)
    } catch (error) {
      const { status, message } = errorOf(error)
      return send(context, format, status, 'errors', [{ code: status, description: message }])
    }
  }
  const ask = <O>(definition: Parameters<typeof answer>[1], county: string, input: unknown) =>
    answer(api.kernel, definition, { actor: null, county, input }) as Promise<O>
  const named = (context: Context, name: string, format: Format) =>
    (context.req.param(name) ?? '').slice(0, -format.length - 1)

  get('/services', 'service.report.services', async (_, county) => {
    const { items } = await ask<{ items: Value[] }>(listServices, county, {})
    return ['services', items]
  })
  get('/services/{serviceCode}', 'service.report.definition', async (context, county, format) => [
    'service_definition',
    await ask<Value>(showService, county, { serviceCode: named(context, 'serviceCode', format) }),
  ])
  get('/requests', 'service.report.list', async (context, county) => {
    const { items } = await ask<{ items: Value[] }>(listReports, county, filterOf(context))
    return ['service_requests', items]
  })
  get('/requests/{reportId}', 'service.report.show', async (context, county, format) => {
    const id = named(context, 'reportId', format)
    if (!z.uuid().safeParse(id).success) throw new ReportError(404, `没有 service_request_id「${id}」`)
    const { items } = await ask<{ items: Value[] }>(listReports, county, { ids: [id] })
    if (items.length === 0) throw new ReportError(404, `没有 service_request_id「${id}」`)
    return ['service_requests', items]
  })
  placing(api)
}

const list = (text: string | undefined) => (text ? text.split(',').map((one) => one.trim()) : [])

function filterOf(context: Context) {
  const asked = context.req.query()
  return {
    ids: list(asked['service_request_id']),
    serviceCodes: list(asked['service_code']),
    statuses: list(asked['status']),
    ...(asked['start_date'] ? { from: asked['start_date'] } : {}),
    ...(asked['end_date'] ? { to: asked['end_date'] } : {}),
  }
}

/** POST requests: with a key of the county's, so often at most. */
function placing(api: Api): void {
  for (const format of ['json', 'xml'] as const) {
    const path = `/open311/requests.${format}`
    describeOther(api.app.openAPIRegistry, {
      operationId: `service.report.place.${format}`,
      path,
      output: z.unknown(),
      method: 'post',
    })
    api.app.post(path, async (context) => {
      try {
        const bytes = await readLimited(context.req.raw, MAX_BODY)
        const form = new URLSearchParams(new TextDecoder().decode(bytes))
        const county = await jurisdiction(api, form.get('jurisdiction_id') ?? context.req.query('jurisdiction_id'))
        const client = context.req.header(CLIENT_HEADER) ?? ''
        await countTries(api.kernel, county, [{ ...READS, of: `open311 key ${client}` }])
        const owner = await ownerOfKey(api.kernel, county, form.get('api_key') ?? '')
        if (owner === null) throw new ReportError(403, 'api_key 缺失或已停用')
        await countTries(api.kernel, county, [{ ...WRITES, of: `open311 write ${owner.id}` }])
        const { orderId } = await execute(api.kernel, placeReport, {
          actor: systemActor(county, `api ${owner.title}`),
          input: inputOf(form),
          idempotencyKey: context.req.header('idempotency-key') ?? null,
        })
        const placed = [{ service_request_id: orderId, service_notice: null, account_id: null }]
        return send(context, format, 201, 'service_requests', placed)
      } catch (error) {
        const { status, message } = errorOf(error)
        return send(context, format, status, 'errors', [{ code: status, description: message }])
      }
    })
  }
}

function inputOf(form: URLSearchParams) {
  const given = (name: string) => form.get(name) ?? undefined
  const name = [form.get('last_name'), form.get('first_name')].filter(Boolean).join('')
  return {
    serviceCode: given('service_code') ?? '',
    description: given('description') ?? '',
    addressId: given('address_id'),
    addressString: given('address_string'),
    lat: given('lat'),
    long: given('long'),
    called: name,
    phone: given('phone'),
    audience: given('attribute[AUDIENCE]'),
    people: given('attribute[PEOPLE]'),
    wantedFrom: given('attribute[WANTED_FROM]'),
    wantedTo: given('attribute[WANTED_TO]'),
  }
}
