import { randomUUID } from 'node:crypto'
import { AddedAccount, MeView } from '@kepu/contract/identity'
import { expect } from 'vitest'
import { z } from 'zod'
import { inCounty } from '../../src/platform/database.ts'
import { Client } from '../support/client.ts'
import { OTHER_COUNTY, test, type World } from '../support/world.ts'

const Added = z.object({ grantId: z.string() })

async function addAccount(world: World, username: string, unit: string, role: string) {
  const an = await world.signIn('an')
  const unitId = await world.unitId(unit)
  return (await an.post('/accounts', { username, name: '演示人', unitId, role })).as(AddedAccount)
}

test('安 gives an account; its owner signs in with the first password and sees what they may do', async ({ world }) => {
  const { username, firstPassword } = await addAccount(world, 'guo', '县教委', 'officer')
  const guo = await Client.signedIn(world.app, username, firstPassword)

  const me = (await guo.get('/me')).as(MeView)

  expect(me).toMatchObject({ username: 'guo', county: '999901', unitName: '县教委', openTodos: 0 })
  expect(me.can).toContain('ledger.delivery.record')
  expect(me.can).not.toContain('identity.account.add')
  expect(await world.auditOf(me.userId)).toEqual(['identity.account.add'])
})

test('the first password is shown once: a repeat of the key is refused, and no answer keeps it', async ({ world }) => {
  const an = await world.signIn('an')
  const account = { username: 'heng', name: '何演示', unitId: await world.unitId('县教委'), role: 'officer' }
  expect((await an.post('/accounts', account, { key: 'heng-1' })).status).toBe(201)
  expect(await an.post('/accounts', account, { key: 'heng-1' })).toBeProblem(422, 'platform.idempotency.reused')
})

test('a user name belongs to one person', async ({ world }) => {
  const an = await world.signIn('an')
  await addAccount(world, 'hua', '县教委', 'officer')
  const again = { username: 'hua', name: '另一人', unitId: await world.unitId('县科协'), role: 'officer' }
  expect(await an.post('/accounts', again)).toBeProblem(422, 'identity.username.taken', { username: 'hua' })
})

test('every fault of an account is named, not only the first', async ({ world }) => {
  const an = await world.signIn('an')
  const answer = await an.post('/accounts', { username: 'A', name: '', unitId: 'x', role: 'king' })
  expect(answer).toBeProblem(400, 'platform.invalid')
  const { issues } = answer.as(z.object({ issues: z.array(z.object({ path: z.string() })) }))
  expect(issues.map(({ path }) => path).sort()).toEqual(['name', 'role', 'unitId', 'username'])
})

test('a wrong password and an unknown name get the same answer', async ({ world }) => {
  await addAccount(world, 'jin', '县教委', 'officer')
  const wrong = await world.stranger.post('/auth/sign-in/username', { username: 'jin', password: 'not-the-password' })
  const nobody = await world.stranger.post('/auth/sign-in/username', { username: 'nobody', password: 'not-the-one' })
  expect(wrong.status).toBe(401)
  expect(nobody.status).toBe(401)
  expect(nobody.json).toEqual(wrong.json)
})

test('nobody signs up', async ({ world }) => {
  const answer = await world.stranger.post('/auth/sign-up/email', {
    email: 'x@kepu.invalid',
    name: '某人',
    password: 'long-enough-password',
    username: 'mou',
  })
  expect(answer.status).toBeGreaterThanOrEqual(400)
  const an = await world.signIn('an')
  const accounts = (await an.get('/accounts')).as(z.object({ items: z.array(z.object({ username: z.string() })) }))
  expect(accounts.items.map(({ username }) => username)).not.toContain('mou')
})

test('a second role adds to the first; the same one twice is refused', async ({ world }) => {
  const an = await world.signIn('an')
  const { userId, username, firstPassword } = await addAccount(world, 'kong', '东岭镇', 'township')
  const kong = await Client.signedIn(world.app, username, firstPassword)
  const grant = { unitId: await world.unitId('县教委'), role: 'officer' }

  const { grantId } = (await an.post(`/accounts/${userId}/grants`, grant)).as(Added)

  expect((await kong.get('/me')).as(MeView).grants.map(({ role }) => role)).toEqual(['township', 'officer'])
  expect(await an.post(`/accounts/${userId}/grants`, grant)).toBeProblem(422, 'identity.grant.exists', {
    role: 'officer',
  })
  expect((await an.send('DELETE', `/grants/${grantId}`, {})).status).toBe(200)
  expect((await kong.get('/me')).as(MeView).grants).toHaveLength(1)
})

test('a closed account is out at once: its open session ends and its password opens nothing', async ({ world }) => {
  const an = await world.signIn('an')
  const { userId, username, firstPassword } = await addAccount(world, 'lan', '县教委', 'officer')
  const lan = await Client.signedIn(world.app, username, firstPassword)
  expect((await lan.get('/me')).status).toBe(200)

  expect((await an.send('DELETE', `/accounts/${userId}`, {})).status).toBe(200)

  expect(await lan.get('/me')).toBeProblem(401, 'platform.notSignedIn')
  const back = await Client.signedIn(world.app, username, firstPassword).catch(() => null)
  if (back) expect(await back.get('/me')).toBeProblem(401, 'platform.notSignedIn')
  expect(await world.auditOf(userId)).toEqual(['identity.account.add', 'identity.account.close'])
})

test('a new password ends the open sessions; the old one opens nothing', async ({ world }) => {
  const an = await world.signIn('an')
  const { userId, username, firstPassword } = await addAccount(world, 'meng', '县教委', 'officer')
  const meng = await Client.signedIn(world.app, username, firstPassword)

  const fresh = (await an.post(`/accounts/${userId}/password`)).as(AddedAccount)

  expect(await meng.get('/me')).toBeProblem(401, 'platform.notSignedIn')
  await expect(Client.signedIn(world.app, username, firstPassword)).rejects.toThrow('401')
  const again = await Client.signedIn(world.app, username, fresh.firstPassword)
  expect((await again.get('/me')).status).toBe(200)
})

test('安 cannot close her own account, nor take the last administrator away', async ({ world }) => {
  const an = await world.signIn('an')
  const me = (await an.get('/me')).as(MeView)
  expect(await an.send('DELETE', `/accounts/${me.userId}`, {})).toBeProblem(422, 'identity.account.self')
  const grant = me.grants.find(({ role }) => role === 'administrator')
  expect(await an.send('DELETE', `/grants/${grant?.id}`, {})).toBeProblem(422, 'identity.grant.lastAdministrator')
  expect((await an.get('/me')).as(MeView).grants).toEqual(me.grants)
})

test('of two administrators who remove each other at once, one stays', async ({ world }) => {
  const an = await world.signIn('an', OTHER_COUNTY)
  const unitId = await world.unitId('白石县', OTHER_COUNTY)
  const other = { username: 'ning', name: '宁演示', unitId, role: 'administrator' }
  const { userId, username, firstPassword } = (await an.post('/accounts', other)).as(AddedAccount)
  const ning = await Client.signedIn(world.app, username, firstPassword)
  const anId = (await an.get('/me')).as(MeView).userId

  const answers = await Promise.all([
    an.send('DELETE', `/accounts/${userId}`, {}),
    ning.send('DELETE', `/accounts/${anId}`, {}),
  ])

  // The slower one is refused as the last administrator, or finds her own session ended, if she came that late.
  const [done, refused] = answers.map(({ status }) => status).sort()
  expect(done).toBe(200)
  expect([401, 422]).toContain(refused)
  const left = [await an.get('/me'), await ning.get('/me')].filter(({ status }) => status === 200)
  expect(left).toHaveLength(1)
})

test('an administrator of a township has no power over the accounts above it', async ({ world }) => {
  const { username, firstPassword } = await addAccount(world, 'ouyang', '西坪镇', 'administrator')
  const { userId } = await addAccount(world, 'pan', '县教委', 'officer')
  const ouyang = await Client.signedIn(world.app, username, firstPassword)
  const above = { username: 'qin', name: '秦演示', unitId: await world.unitId('县教委'), role: 'officer' }

  const attempts = [
    ['identity.account.add', () => ouyang.post('/accounts', above)],
    ['identity.password.reset', () => ouyang.post(`/accounts/${userId}/password`)],
    ['identity.account.close', () => ouyang.send('DELETE', `/accounts/${userId}`, {})],
    ['identity.grant.add', () => ouyang.post(`/accounts/${userId}/grants`, { unitId: above.unitId, role: 'leader' })],
  ] as const
  for (const [permission, attempt] of attempts)
    expect(await attempt(), permission).toBeProblem(403, 'platform.notAllowed', { permission })
  expect(await world.auditOf(userId)).toEqual(['identity.account.add'])
})

test('one county cannot take over the password of a person who serves another too', async ({ world }) => {
  const an = await world.signIn('an')
  const { userId, username, firstPassword } = await addAccount(world, 'rong', '县教委', 'officer')
  const unitId = await world.unitId('县教委', OTHER_COUNTY)
  await inCounty(world.app.kernel.db, OTHER_COUNTY, 'read write', async (tx) => {
    const held = { county_code: OTHER_COUNTY, id: randomUUID(), user_id: userId, unit_id: unitId, role: 'officer' }
    await tx
      .insertInto('identity.role_grant')
      .values({ ...held, created_at: new Date() })
      .execute()
    await tx.insertInto('identity.membership').values({ user_id: userId, county: OTHER_COUNTY }).execute()
  })

  const permission = 'identity.password.reset'
  expect(await an.post(`/accounts/${userId}/password`)).toBeProblem(403, 'platform.notAllowed', { permission })

  const rong = await Client.signedIn(world.app, username, firstPassword)
  expect((await rong.get('/me')).as(MeView).county).toBe('999901')
  const there = await rong.withCookie(`kepu_county=${OTHER_COUNTY}`).get('/me')
  expect(there.as(MeView)).toMatchObject({ county: OTHER_COUNTY, unitName: '县教委' })
  expect((await an.send('DELETE', `/accounts/${userId}`, {})).status).toBe(200)
  const still = await Client.signedIn(world.app, username, firstPassword)
  expect((await still.get('/me')).as(MeView).county).toBe(OTHER_COUNTY)
})

test('the account list is for administrators and auditors', async ({ world }) => {
  for (const persona of ['bao', 'deng', 'fang', 'feng'] as const) {
    const person = await world.signIn(persona)
    expect(await person.get('/accounts'), persona).toBeProblem(403, 'platform.notAllowed')
    expect(await person.get('/audit'), persona).toBeProblem(403, 'platform.notAllowed')
  }
  const cai = await world.signIn('cai')
  expect((await cai.get('/accounts')).status).toBe(200)
})

test('the audit trail is read in pages, newest first, each entry once', async ({ world }) => {
  const an = await world.signIn('an')
  const Page = z.object({
    items: z.array(z.object({ chain: z.number(), seq: z.number(), at: z.string() })),
    next: z.string().nullable(),
  })
  const seen: string[] = []
  const times: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: z.infer<typeof Page> = (await an.get(`/audit?limit=3${cursor && `&cursor=${cursor}`}`)).as(Page)
    seen.push(...page.items.map(({ chain, seq }) => `${chain}/${seq}`))
    times.push(...page.items.map(({ at }) => at))
    cursor = page.next
  }
  expect(seen.length).toBeGreaterThan(9)
  expect(new Set(seen).size).toBe(seen.length)
  expect(times).toEqual(times.toSorted().reverse())
  const whole = (await an.get('/audit?limit=200')).as(Page)
  expect(whole.items).toHaveLength(seen.length)
})
