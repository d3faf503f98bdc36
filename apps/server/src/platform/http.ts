import { createHash } from 'node:crypto'
import { OpenAPIHono } from '@hono/zod-openapi'
import { CountyCode } from '@kepu/contract'
import type { Context } from 'hono'
import { type ZodType, z } from 'zod'
import { type Actor, holds, publicActor } from './actor.ts'
import { CLIENT_HEADER } from './client-address.ts'
import { type Command, execute } from './command.ts'
import type { Kernel } from './kernel.ts'
import { countTries, limitsOf } from './limits.ts'
import { describeCommand, describeDownload, describeQuery, describeUpload } from './openapi.ts'
import { invalid, problemOf, Refused, refuse } from './problem.ts'
import { type Access, answer, type Query } from './query.ts'
import type { CommandRoute, Representation } from './route.ts'

export type Authenticate = (request: Request) => Promise<Actor | null>

const MAX_BODY = 2_000_000
/** What a person without an account may send: a page of text. */
const MAX_PUBLIC_BODY = 20_000

/** Binds commands and queries to HTTP, and describes them in OpenAPI 3.1 by the same line. */
export class Api {
  readonly app = new OpenAPIHono()
  /** Every command that HTTP reaches, with what it asks: for the test of rights, and for the meter of what forms cost. */
  readonly commands: (CommandRoute & {
    readonly name: string
    readonly open: boolean
    /** Its input is made from a file. */
    readonly upload: boolean
    readonly input: ZodType
  })[] = []
  /** Every query that HTTP reaches. */
  readonly queries: { readonly name: string; readonly path: string; readonly access: Access }[] = []
  readonly kernel: Kernel
  readonly #authenticate: Authenticate
  readonly #checkAnswers: boolean

  constructor(kernel: Kernel, authenticate: Authenticate, checkAnswers: boolean) {
    this.kernel = kernel
    this.#authenticate = authenticate
    this.#checkAnswers = checkAnswers
    this.app.onError((error, context) => this.#failed(error, context))
    this.app.notFound((context) => this.notFound(context))
  }

  /** The answer at an address that nothing has. */
  notFound(context: Context): Response {
    return problemResponse(context, new Refused({ code: 'platform.notFound', kind: 'route' }))
  }

  /** The signed-in actor, or a refusal. */
  async actor(request: Request): Promise<Actor> {
    return (await this.#authenticate(request)) ?? refuse({ code: 'platform.notSignedIn' })
  }

  command<I extends ZodType, O>(definition: Command<I, O>, route: CommandRoute): void {
    this.commands.push({
      upload: false,
      name: definition.name,
      input: definition.input,
      open: definition.open !== undefined,
      ...route,
    })
    describeCommand(this.app.openAPIRegistry, definition, route)
    this.app[route.method](honoPath(route.path), async (context) => {
      const actor = definition.open ? await this.#stranger(context) : await this.actor(context.req.raw)
      const body = await readJson(context.req.raw, definition.open ? MAX_PUBLIC_BODY : MAX_BODY)
      const input = { ...body, ...context.req.param() }
      const key = keyOf(context)
      if (definition.open) {
        const parsed = definition.input.safeParse(input)
        if (!parsed.success) throw invalid(parsed.error)
        const client = clientOf(context.req.raw)
        await countTries(this.kernel, actor.county, limitsOf(definition.name, definition.open, client, parsed.data))
      }
      const result = await this.#run(definition, actor, input, key)
      if (result === undefined || result === null) return context.body(null, 204)
      return context.json(result as object, route.status ?? 200)
    })
  }

  /**
   * A command whose input is made from an uploaded file (form field `file`) and what stands in the path. Of a person who may not do it nothing is
   * read or kept.
   */
  upload<I extends ZodType, O>(
    definition: Command<I, O>,
    route: CommandRoute,
    prepare: (request: Request) => Promise<Readonly<Record<string, unknown>>>,
  ): void {
    this.commands.push({ name: definition.name, input: definition.input, open: false, upload: true, ...route })
    describeUpload(this.app.openAPIRegistry, definition, route)
    this.app[route.method](honoPath(route.path), async (context) => {
      const actor = await this.actor(context.req.raw)
      if (!holds(actor, definition.name)) refuse({ code: 'platform.notAllowed', permission: definition.name })
      const key = keyOf(context)
      const result = await this.#run(
        definition,
        actor,
        { ...(await prepare(context.req.raw)), ...context.req.param() },
        key,
      )
      return context.json(result as object, route.status ?? 200)
    })
  }

  /** A query that answers a file, made anew each time. */
  download<I extends ZodType>(
    definition: Query<I, Uint8Array>,
    path: string,
    file: { readonly name: string; readonly mediaType: string },
  ): void {
    this.queries.push({ name: definition.name, path, access: definition.access })
    describeDownload(this.app.openAPIRegistry, definition, path, file.mediaType)
    this.app.get(path, async (context) => {
      const actor = await this.actor(context.req.raw)
      const asking = { actor, county: actor.county, input: context.req.query() }
      const bytes = await answer(this.kernel, definition, asking)
      context.header('content-disposition', attachment(file.name))
      context.header('cache-control', 'no-store')
      return context.body(Buffer.from(bytes), 200, { 'content-type': file.mediaType })
    })
  }

  /** Whoever it is, in the county that the path names. */
  async #stranger(context: Context): Promise<Actor> {
    const county = context.req.param('county') ?? ''
    if (!CountyCode.safeParse(county).success || !(await this.kernel.hasCounty(county)))
      refuse({ code: 'platform.notFound', kind: 'county' })
    const request = context.req.raw
    const device = this.kernel.vault.print(`device ${clientOf(request)} ${request.headers.get('user-agent') ?? ''}`)
    return publicActor(county, device.toString('base64url').slice(0, 22))
  }

  async #run<I extends ZodType, O>(definition: Command<I, O>, actor: Actor, input: unknown, key: string): Promise<O> {
    const result = await execute(this.kernel, definition, { actor, input, idempotencyKey: key })
    if (this.#checkAnswers && definition.output) checkAnswer(definition.name, definition.output, result)
    return result
  }

  query<I extends ZodType, O>(
    definition: Query<I, O>,
    path: string,
    forms: Readonly<Record<string, Representation<O>>> = {},
  ): void {
    this.queries.push({ name: definition.name, path, access: definition.access })
    describeQuery(this.app.openAPIRegistry, definition, path, forms)
    const ask = async (context: Context, ending = ''): Promise<O> => {
      const actor = await this.#authenticate(context.req.raw)
      const { county: named, ...params } = paramsOf(context, ending)
      if (named !== undefined && !CountyCode.safeParse(named).success)
        refuse({ code: 'platform.notFound', kind: 'county' })
      const county = named ?? actor?.county ?? refuse({ code: 'platform.notSignedIn' })
      const own = actor !== null && actor.county === county ? actor : null
      const input = { ...context.req.query(), ...params }
      if (definition.limits) {
        if (!(await this.kernel.hasCounty(county))) refuse({ code: 'platform.notFound', kind: 'county' })
        const parsed = definition.input.safeParse(input)
        if (!parsed.success) throw invalid(parsed.error)
        const limits = limitsOf(definition.name, definition.limits, clientOf(context.req.raw), parsed.data)
        await countTries(this.kernel, county, limits)
      }
      const result = await answer(this.kernel, definition, {
        actor: own,
        county,
        input,
      })
      if (this.#checkAnswers) checkAnswer(definition.name, definition.output, result)
      return result
    }
    // First: `/figures/1.csv` would else be taken for a figure by the name of «1.csv».
    for (const [ending, form] of Object.entries(forms)) {
      this.app.get(formPath(path, ending), async (context) => {
        const result = await ask(context, `.${ending}`)
        if (form.fileName) context.header('content-disposition', attachment(form.fileName(result)))
        return conditional(context, await form.write(result), form.mediaType, isShared(definition))
      })
    }
    this.app.get(honoPath(path), async (context) =>
      conditional(context, JSON.stringify(await ask(context)), 'application/json; charset=utf-8', isShared(definition)),
    )
  }

  #failed(error: Error, context: Context): Response | Promise<Response> {
    if (error instanceof Refused) return problemResponse(context, error)
    const trace = this.kernel.newId()
    this.kernel.log.error({ trace, route: context.req.routePath, error: error.stack }, 'request failed')
    this.kernel.metrics.failure()
    return problemResponse(context, new Refused({ code: 'platform.internal', trace }))
  }
}

function honoPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1')
}

/** A parameter at the end of a path takes the ending of a form in with it: it has to end so. */
function formPath(path: string, ending: string): string {
  const plain = honoPath(path)
  return path.endsWith('}') ? `${plain}{[^/]+\\.${ending}}` : `${plain}.${ending}`
}

/** May caches between us and the reader keep it? */
function isShared({ access, limits }: { access: Access; limits?: unknown }): boolean {
  return access === 'public' && limits === undefined
}

/** Parameters of the path, the last without the ending of the form. */
function paramsOf(context: Context, ending: string): Record<string, string> {
  const params: Record<string, string> = context.req.param()
  const cut = (value: string) => (ending !== '' && value.endsWith(ending) ? value.slice(0, -ending.length) : value)
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, cut(value)]))
}

function problemResponse(context: Context, refused: Refused): Response {
  const problem = problemOf(refused.refusal)
  if (problem.code === 'platform.busy') context.header('retry-after', '1')
  context.header('cache-control', 'no-store')
  return context.body(JSON.stringify(problem), problem.status as 400, { 'content-type': 'application/problem+json' })
}

async function readJson(request: Request, limit: number): Promise<Record<string, unknown>> {
  const text = await readLimited(request, limit)
  if (text.length === 0) return {}
  try {
    const body: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text))
    if (body !== null && typeof body === 'object' && !Array.isArray(body)) return body as Record<string, unknown>
  } catch {
    // Falls through to the refusal: what the parser says is of no use to the sender.
  }
  refuse({ code: 'platform.invalid', issues: [{ path: '', message: '请求内容应为 UTF-8 编码的 JSON 对象' }] })
}

/** The body, or a refusal as soon as it passes the limit: a length that the sender claims is not believed. */
export async function readLimited(request: Request, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > limit) refuse({ code: 'platform.tooLarge', limit })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Who is calling, by what the listener wrote down. */
function clientOf(request: Request): string {
  return request.headers.get(CLIENT_HEADER) ?? ''
}

/** Idempotency-Key is asked of every write. */
function keyOf(context: Context): string {
  const key = context.req.header('idempotency-key')
  if (!key || key.length > 200) refuse({ code: 'platform.idempotency.missing' })
  return key
}

/** Answers 304 when the reader has it already. */
function conditional(context: Context, body: string | Uint8Array, mediaType: string, shared: boolean): Response {
  const etag = `W/"${createHash('sha1').update(body).digest('base64url')}"`
  context.header('etag', etag)
  context.header('cache-control', shared ? 'public, max-age=0, must-revalidate' : 'private, no-cache')
  if (shared) context.header('vary', 'cookie')
  const known = context.req.header('if-none-match')
  if (known?.split(',').some((one) => one.trim() === etag)) return context.body(null, 304)
  return context.body(body as string, 200, { 'content-type': mediaType })
}

function attachment(name: string): string {
  return `attachment; filename*=UTF-8''${encodeURIComponent(name)}`
}

/** In tests and development every answer is held against the contract. */
function checkAnswer(name: string, schema: ZodType, result: unknown): void {
  const parsed = z.safeParse(schema, JSON.parse(JSON.stringify(result ?? null)))
  if (!parsed.success)
    throw new Error(`${name} answers what the contract does not know: ${z.prettifyError(parsed.error)}`)
}
