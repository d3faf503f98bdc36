import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { inCounty } from '../src/platform/database.ts'
import { COUNTY, test, type World } from './support/world.ts'

/** An address of the route with something in every place. */
const filled = (path: string) => path.replaceAll(/\{\w+\}/g, () => randomUUID())

const method = (verb: string) => verb.toUpperCase()

async function entries({ app }: World): Promise<number> {
  const counted = await inCounty(app.kernel.db, COUNTY, 'read only', (tx) =>
    tx
      .selectFrom('platform.audit_entry')
      .select((row) => row.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow(),
  )
  return counted.n
}

test('every command refuses a person without its right, and writes nothing', async ({ world }) => {
  const cai = await world.signIn('cai')
  const commands = world.app.api.commands.filter(({ open }) => !open)
  expect(commands.length).toBeGreaterThan(15)
  const before = await entries(world)
  expect(before).toBeGreaterThan(2)
  for (const { name, path, method: verb } of commands) {
    const answer = await cai.send(method(verb), filled(path), {})
    expect(answer, name).toBeProblem(403, 'platform.notAllowed', { permission: name })
  }
  expect(await entries(world)).toBe(before)
})

test('every command refuses a stranger', async ({ world }) => {
  for (const { name, path, method: verb } of world.app.api.commands.filter(({ open }) => !open)) {
    expect(await world.stranger.send(method(verb), filled(path), {}), name).toBeProblem(401, 'platform.notSignedIn')
  }
})

test('every command has a right that somebody holds, or that only the system holds', ({ world }) => {
  const rights = new Map(world.app.modules.flatMap((module) => Object.entries(module.rights)))
  for (const { name } of world.app.api.commands.filter(({ open }) => !open))
    expect(rights.get(name)?.length, name).toBeGreaterThan(0)
})

test('what is open to anybody names its county, asks for everything it needs, and is no permission of a role', async ({
  world,
}) => {
  const open = world.app.api.commands.filter((one) => one.open)
  expect(open.map(({ name }) => name)).toContain('service.order.place')
  const rights = new Map(world.app.modules.flatMap((module) => Object.entries(module.rights)))
  const before = await entries(world)
  for (const { name, path, method: verb } of open) {
    expect(path, name).toMatch(/^\/counties\/\{county\}\//)
    expect(rights.has(name), name).toBe(false)
    const here = filled(path.replace('{county}', COUNTY))
    expect(await world.stranger.send(method(verb), here, {}), name).toBeProblem(400, 'platform.invalid')
    const nowhere = filled(path.replace('{county}', '110000'))
    expect(await world.stranger.send(method(verb), nowhere, {}), name).toBeProblem(404, 'platform.notFound')
  }
  expect(await entries(world)).toBe(before)
})

test('what is not public is refused to a stranger; what needs a right, to a person without it', async ({ world }) => {
  const deng = await world.signIn('deng')
  const cai = await world.signIn('cai')
  const rights = new Map(world.app.modules.flatMap((module) => Object.entries(module.rights)))
  const closed = world.app.api.queries.filter(({ access }) => access !== 'public')
  expect(closed.length).toBeGreaterThan(8)
  for (const { name, path, access } of closed) {
    expect(await world.stranger.get(filled(path)), name).toBeProblem(401, 'platform.notSignedIn')
    if (access !== 'permission') continue
    expect(rights.get(name)?.length, name).toBeGreaterThan(0)
    const without = rights.get(name)?.includes('village') ? cai : deng
    expect(await without.get(filled(path)), name).toBeProblem(403, 'platform.notAllowed', { permission: name })
  }
})
