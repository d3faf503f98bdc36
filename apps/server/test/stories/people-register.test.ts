import { pageOf } from '@kepu/contract'
import { LookView, PersonRow, PersonView } from '@kepu/contract/people'
import { TeamPage, TeamView } from '@kepu/contract/people-team'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { z } from 'zod'
import {
  findTeam,
  isFree,
  listActiveTeams,
  membersOfTeams,
  type Team,
  type TeamMember,
  teamForActor,
} from '../../src/modules/people/index.ts'
import { command, execute } from '../../src/platform/command.ts'
import { inCounty } from '../../src/platform/database.ts'
import { inventedPhone, person, personInput, team, teamInput } from '../support/people.ts'
import { COUNTY, test, type World } from '../support/world.ts'

const People = pageOf(PersonRow)

test('a person is registered, found by topic, and corrected by whoever keeps the unit', async ({ world }) => {
  const fang = await world.signIn('fang')
  const input = await personInput(world, { name: '司马演示', topics: ['crops', 'weather'], fields: ['土壤肥料'] })
  const added = (await fang.post('/people', { person: input, phone: ' 130-0000-9911 ' })).as(PersonView)
  expect(added).toMatchObject({ name: '司马演示', phoneMasked: '130****9911', status: 'active', version: 1 })

  const byTopic = (await fang.get('/people?topic=weather')).as(People)
  expect(byTopic.items.map(({ id }) => id)).toContain(added.id)
  const byWords = (await fang.get(`/people?text=${encodeURIComponent('土壤')}`)).as(People)
  expect(byWords.items.map(({ name }) => name)).toEqual(['司马演示'])

  const change = { version: 1, person: { ...input, position: '高级农艺师' } }
  expect((await fang.send('PUT', `/people/${added.id}`, change)).as(PersonView)).toMatchObject({
    position: '高级农艺师',
    phoneMasked: '130****9911',
    version: 2,
  })
  expect(await fang.send('PUT', `/people/${added.id}`, change)).toBeProblem(409, 'platform.stale', { version: 2 })
  expect(await world.auditOf(added.id)).toEqual(['people.person.add', 'people.person.change'])
})

test('an office sees and changes its own people only', async ({ world }) => {
  const fang = await world.signIn('fang')
  const theirs = await person(world, { name: '诸葛演示', unit: '县科协' })
  expect(await fang.get(`/people/${theirs.id}`)).toBeProblem(404, 'platform.notFound')
  const listed = (await fang.get('/people?limit=200')).as(People)
  expect(listed.items.map(({ id }) => id)).not.toContain(theirs.id)
  const input = await personInput(world, { name: '诸葛演示', unit: '县科协' })
  expect(await fang.send('PUT', `/people/${theirs.id}`, { version: 1, person: input })).toBeProblem(
    403,
    'platform.notAllowed',
  )
})

async function everything(world: World): Promise<string> {
  const tables = ['people.person', 'people.look', 'platform.audit_entry', 'platform.idempotency']
  const texts = await inCounty(world.app.kernel.db, COUNTY, 'read only', async (tx) => {
    const found: string[] = []
    for (const table of tables)
      found.push(
        (
          await sql<{
            t: string
          }>`select coalesce(string_agg(x::text, ' '), '') as t from ${sql.table(table)} x`.execute(tx)
        ).rows[0]!.t,
      )
    return found
  })
  return texts.join('\n')
}

test('a telephone is shown for a purpose only, the look is logged, and nowhere does it lie in the clear', async ({
  world,
}) => {
  const fang = await world.signIn('fang')
  const phone = inventedPhone()
  const { id } = await person(world, { name: '上官演示' }, phone)
  expect(await fang.post(`/people/${id}/phone`, {})).toBeProblem(400, 'platform.invalid')
  expect(await fang.post(`/people/${id}/phone`, { purpose: 'curious' })).toBeProblem(400, 'platform.invalid')
  expect((await fang.get(`/people/${id}/looks`)).as(pageOf(LookView)).items).toEqual([])

  const key = 'look-once'
  const shown = await fang.post(`/people/${id}/phone`, { purpose: 'arrange', note: '约讲座' }, { key })
  expect(shown.json).toEqual({ personId: id, phone })
  expect(await fang.post(`/people/${id}/phone`, { purpose: 'arrange', note: '约讲座' }, { key })).toBeProblem(
    422,
    'platform.idempotency.reused',
  )
  const looks = (await fang.get(`/people/${id}/looks`)).as(pageOf(LookView)).items
  expect(looks).toMatchObject([{ byName: '方演示', unitName: '县教委', purpose: 'arrange', note: '约讲座' }])
  expect(await world.auditOf(id)).toEqual(['people.person.add', 'people.phone.show'])
  expect(await everything(world)).not.toContain(phone)
})

test('who seems to be registered already is asked about; another person of that name is taken on request', async ({
  world,
}) => {
  const bao = await world.signIn('bao')
  const first = await person(world, { name: '夏侯演示', birthYear: 1970 })
  const again = await personInput(world, { name: '夏侯 演示', birthYear: 1970 })
  const answer = await bao.post('/people', { person: again })
  expect(answer).toBeProblem(422, 'people.person.alike')
  expect(answer.json).toMatchObject({ candidates: [{ id: first.id, name: '夏侯演示', score: 70 }] })
  expect((await bao.post('/people', { person: again, notDuplicate: true })).status).toBe(201)
})

test('a minor is registered with a guardian’s consent and not without', async ({ world }) => {
  const bao = await world.signIn('bao')
  const young = await personInput(world, { name: '东方演示', kinds: ['volunteer'], birthYear: 2009 })
  expect(await bao.post('/people', { person: young })).toBeProblem(422, 'people.person.guardian', { birthYear: 2009 })
  const self = { by: 'self', on: '2024-11-01' }
  expect(await bao.post('/people', { person: { ...young, consent: self } })).toBeProblem(422, 'people.person.guardian')
  const guardian = { by: 'guardian', on: '2024-11-01', guardianName: '东方长者演示' }
  expect((await bao.post('/people', { person: { ...young, consent: guardian } })).status).toBe(201)
})

test('a team has members and a leader; who leaves the register leaves the team', async ({ world }) => {
  const bao = await world.signIn('bao')
  const leader = await person(world, { name: '皇甫演示' })
  const member = await person(world, { name: '尉迟演示' })
  const made = await team(world, {
    name: '柑橘服务队',
    leaderId: leader.id,
    memberIds: [leader.id, member.id],
    topics: ['plantProtection', 'crops'],
  })
  expect(made).toMatchObject({
    leaderName: '皇甫演示',
    memberCount: 2,
    regionName: '东岭镇',
    can: ['people.team.change'],
  })

  const left = await bao.post(`/people/${leader.id}/leave`, { version: 1, leftOn: '2024-11-19', reason: '退休' })
  expect(left.as(PersonView)).toMatchObject({ status: 'left', eraseOn: '2025-11-20', teams: [], can: [] })
  const page = (await bao.get(`/teams/${made.id}`)).as(TeamPage)
  expect(page.team).toMatchObject({ leaderId: null, memberCount: 1, version: 2 })
  expect(page.members.map(({ name }) => name)).toEqual(['尉迟演示'])
  const deng = await world.signIn('deng')
  expect((await deng.get(`/teams/${made.id}`)).as(TeamPage).members).toEqual([])
  const withLeaver = await teamInput(world, { name: '柑橘服务队', memberIds: [leader.id] })
  expect(await bao.send('PUT', `/teams/${made.id}`, { version: 2, team: withLeaver })).toBeProblem(
    422,
    'people.team.member',
    { personId: leader.id },
  )
})

test('two teams of one name are refused, also when they come at once', async ({ world }) => {
  const bao = await world.signIn('bao')
  const input = await teamInput(world, { name: '同名服务队' })
  const answers = await Promise.all([1, 2, 3].map(() => bao.post('/teams', { team: input })))
  expect(answers.map(({ status }) => status).sort()).toEqual([201, expect.any(Number), expect.any(Number)])
  const found = (await bao.get(`/teams?text=${encodeURIComponent('同名')}`)).as(pageOf(TeamView))
  expect(found.items).toHaveLength(1)
})

/** A command of another module that asks for a team of its actor. */
const probe = command({
  name: 'people.team.change',
  input: z.object({ teamId: z.string() }),
  output: null,
  async run(work, { teamId }) {
    work.record({ subject: ['team', teamId], detail: {} })
    return (await teamForActor(work, teamId, 'people.team.change')).name
  },
})

test('other modules find teams by the front door', async ({ world }) => {
  const member = await person(world, { name: '公孙演示' })
  const made = await team(world, {
    name: '前门服务队',
    memberIds: [member.id],
    availability: { weekly: [{ weekday: 3, part: 'morning' }] },
  })
  const { teams, members, one } = await inCounty(world.app.kernel.db, COUNTY, 'read only', async (tx) => ({
    teams: (await listActiveTeams(tx, COUNTY)) satisfies Team[],
    members: (await membersOfTeams(tx, COUNTY, [made.id])) satisfies TeamMember[],
    one: await findTeam(tx, COUNTY, made.id),
  }))
  const found = teams.find(({ id }) => id === made.id)
  expect(members).toEqual([{ teamId: made.id, personId: member.id, name: '公孙演示', leads: false, userId: null }])
  expect(one).toEqual(found)
  expect(found && isFree(found.availability, '2024-11-20', 'morning')).toBe(true)
  expect(found && isFree(found.availability, '2024-11-21', 'morning')).toBe(false)

  const actor = {
    id: 'probe',
    name: '探演示',
    county: COUNTY,
    unitId: null,
    scopes: [{ unitId: await world.unitId('县科协'), permissions: new Set(['people.team.change']) }],
  }
  const asked = execute(world.app.kernel, probe, { actor, input: { teamId: made.id }, idempotencyKey: null })
  await expect(asked).rejects.toThrow('platform.notAllowed')
})
