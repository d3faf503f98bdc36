import { Validator } from '@seriousme/openapi-schema-validator'
import { expect } from 'vitest'
import { z } from 'zod'
import { test, type World } from './support/world.ts'

const Document = z.object({
  openapi: z.string(),
  paths: z.record(
    z.string(),
    z.record(z.string(), z.looseObject({ operationId: z.string(), responses: z.record(z.string(), z.unknown()) })),
  ),
})

async function documentOf(world: World): Promise<z.infer<typeof Document>> {
  return (await world.stranger.get('/openapi.json')).as(Document)
}

/** What stands outside the contract: the sign-in library's own routes, and what operators read. */
const OUTSIDE = /^\/(auth\/\*|openapi\.json|metrics)$/

test('the document is valid OpenAPI 3.1', async ({ world }) => {
  const document = (await world.stranger.get('/openapi.json')).as(z.record(z.string(), z.unknown()))
  const validator = new Validator()
  const verdict = await validator.validate(document)
  expect(verdict.errors ?? []).toEqual([])
  expect(verdict.valid).toBe(true)
  expect(validator.version).toBe('3.1')
})

test('every route is described, and nothing else is', async ({ world }) => {
  const { paths } = await documentOf(world)
  const described = Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const served = world.app.api.app.routes
    .filter(({ path, method }) => method !== 'ALL' && !OUTSIDE.test(path))
    .map(({ method, path }) => {
      const form = /\{\[\^\/\]\+\\(\.\w+)\}$/.exec(path)?.[1] ?? ''
      return `${method} ${path.replace(/\{\[.*$/, '').replaceAll(/:(\w+)/g, '{$1}')}${form}`
    })
  expect([...new Set(served)].sort()).toEqual(described.sort())
})

test('no two operations share a name; each says how it refuses', async ({ world }) => {
  const { paths } = await documentOf(world)
  const operations = Object.values(paths).flatMap((path) => Object.values(path))
  expect(operations.length).toBeGreaterThan(40)
  const names = operations.map(({ operationId }) => operationId)
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
  for (const { operationId, responses } of operations) expect(responses, operationId).toHaveProperty('default')
})

test('every command and every query that HTTP reaches is described under its own name', async ({ world }) => {
  const { paths } = await documentOf(world)
  const names = new Set(Object.values(paths).flatMap((path) => Object.values(path).map((one) => one.operationId)))
  for (const { name } of [...world.app.api.commands, ...world.app.api.queries]) expect(names).toContain(name)
})
