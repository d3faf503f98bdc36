import type { OpenAPIHono } from '@hono/zod-openapi'
import { Problem } from '@kepu/contract'
import { type ZodType, z } from 'zod'
import type { Command } from './command.ts'
import type { Query } from './query.ts'
import type { CommandRoute, Representation } from './route.ts'

type Registry = OpenAPIHono['openAPIRegistry']

const PROBLEM = {
  description: 'Problem details (RFC 9457)',
  content: { 'application/problem+json': { schema: Problem } },
}

const KEY = z.object({ 'idempotency-key': z.string().max(200) })

/** Path parameters are strings in the address, whatever else the input holds goes into the body or the query. */
function split(input: ZodType, path: string) {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
  const shape = input instanceof z.ZodObject ? input.shape : {}
  const params = z.object(Object.fromEntries(names.map((name) => [name, shape[name] ?? z.string()])))
  const rest = z.object(Object.fromEntries(Object.entries(shape).filter(([name]) => !names.includes(name))))
  return { params, rest, hasRest: Object.keys(rest.shape).length > 0 }
}

function json(schema: ZodType) {
  return { 'application/json': { schema } }
}

export function describeCommand<O>(registry: Registry, definition: Command<ZodType, O>, route: CommandRoute): void {
  const { params, rest, hasRest } = split(definition.input, route.path)
  const status = definition.output ? (route.status ?? 200) : 204
  registry.registerPath({
    method: route.method,
    path: route.path,
    operationId: definition.name,
    tags: [tagOf(definition.name)],
    request: {
      params,
      headers: KEY,
      ...(hasRest ? { body: { content: json(rest) } } : {}),
    },
    responses: {
      [status]: definition.output
        ? { description: 'Done', content: json(definition.output) }
        : { description: 'Done; nothing to say' },
      default: PROBLEM,
    },
  })
}

/** A file, in the form field `file` of multipart/form-data. */
const FILE_BODY = {
  content: { 'multipart/form-data': { schema: z.object({ file: z.string().describe('The bytes of the file') }) } },
}

export function describeUpload<O>(registry: Registry, definition: Command<ZodType, O>, route: CommandRoute): void {
  registry.registerPath({
    method: route.method,
    path: route.path,
    operationId: definition.name,
    tags: [tagOf(definition.name)],
    request: { headers: KEY, body: FILE_BODY },
    responses: {
      [route.status ?? 200]: { description: 'Done', content: json(definition.output ?? z.unknown()) },
      default: PROBLEM,
    },
  })
}

export function describeDownload(
  registry: Registry,
  definition: Query<ZodType, Uint8Array>,
  path: string,
  mediaType: string,
): void {
  registry.registerPath({
    method: 'get',
    path,
    operationId: definition.name,
    tags: [tagOf(definition.name)],
    request: { query: split(definition.input, path).rest },
    responses: {
      200: { description: 'A file', content: { [mediaType]: { schema: { type: 'string' } } } },
      default: PROBLEM,
    },
  })
}

/** A route outside commands and queries: what it answers, in one line. */
export function describeOther(
  registry: Registry,
  {
    operationId,
    path,
    output,
    upload,
    method,
  }: { operationId: string; path: string; output: ZodType; upload?: true; method?: 'post' },
): void {
  registry.registerPath({
    method: upload ? 'post' : (method ?? 'get'),
    path,
    operationId,
    tags: [tagOf(operationId)],
    ...(upload ? { request: { body: FILE_BODY } } : {}),
    responses: { 200: { description: 'Answer', content: json(output) }, default: PROBLEM },
  })
}

export function describeQuery<O>(
  registry: Registry,
  definition: Query<ZodType, O>,
  path: string,
  forms: Readonly<Record<string, Representation<O>>>,
): void {
  const { params, rest } = split(definition.input, path)
  const describe = (at: string, operationId: string, content: Record<string, { schema: ZodType }>) =>
    registry.registerPath({
      method: 'get',
      path: at,
      operationId,
      tags: [tagOf(definition.name)],
      request: { params, query: rest },
      responses: {
        200: { description: 'Answer, with an ETag', content },
        304: { description: 'Not changed since the ETag in If-None-Match' },
        default: PROBLEM,
      },
    })
  describe(path, definition.name, json(definition.output))
  for (const [ending, form] of Object.entries(forms)) {
    describe(`${path}.${ending}`, `${definition.name}.${ending}`, { [form.mediaType]: { schema: z.string() } })
  }
}

function tagOf(name: string): string {
  return name.split('.')[0] ?? name
}
