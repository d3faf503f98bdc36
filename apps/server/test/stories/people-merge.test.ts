import { PersonView } from '@kepu/contract/people'
import { ComparisonView, DuplicateView, MergeView } from '@kepu/contract/people-merge'
import { AddedRecords, RecordSum } from '@kepu/contract/people-record'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { z } from 'zod'
import { inCounty } from '../../src/platform/database.ts'
import type { Client } from '../support/client.ts'
import { inventedPhone, person, personInput, team } from '../support/people.ts'
import { COUNTY, test, type World } from '../support/world.ts'

const Duplicates = z.object({ items: z.array(DuplicateView) })
const Merges = z.object({ items: z.array(MergeView) })

/** Everything of two people and their teams, without versions. */
async function stateOf(world: World, ids: readonly string[]): Promise<unknown> {
  return inCounty(world.app.kernel.db, COUNTY, 'read only', async (tx) => {
    const rows = await sql<{ state: unknown }>`
      select jsonb_build_object(
        'people', (select jsonb_agg(to_jsonb(p) - 'version' order by p.id) from people.person p where p.id = any(${[...ids]}::uuid[])),
        'members', (select jsonb_agg(to_jsonb(m) order by m.team_id, m.person_id) from people.team_member m
          where m.person_id = any(${[...ids]}::uuid[])),
        'teams', (select jsonb_agg(to_jsonb(t) - 'version' order by t.id) from people.team t
          where t.leader_id = any(${[...ids]}::uuid[]))) as state`.execute(tx)
    return rows.rows[0]?.state
  })
}

function merge(who: Client, keep: PersonView, gone: PersonView, take: readonly string[] = []) {
  return who.post('/people-merges', {
    keepId: keep.id,
    keepVersion: keep.version,
    mergeId: gone.id,
    mergeVersion: gone.version,
    take,
  })
}

test('two records of one person are found, compared, merged field by field; undone, everything is as before', async ({
  world,
}) => {
  const bao = await world.signIn('bao')
  const phone = inventedPhone()
  const keep = await person(world, { name: '端木演示', position: '农艺师', employer: '县农技站' }, phone)
  const gone = await person(world, { name: '端木演示', unit: '县科协', topics: ['weather'], birthYear: 1966 }, phone)
  const both = await team(world, { name: '端木一队', memberIds: [keep.id, gone.id], leaderId: gone.id })
  await team(world, { name: '端木二队', memberIds: [gone.id] })
  const work = { organiserId: await world.unitId('县科协'), title: '讲座一场', kind: 'lecture', servedOn: '2024-11-02' }
  const record = { ...work, personIds: [gone.id], hours: 2, regionCode: '999901100' }
  expect((await bao.post('/service-records', record)).as(AddedRecords).recordIds).toHaveLength(1)

  const pair = (await bao.get('/people-duplicates')).as(Duplicates).items.find(({ one }) => one.name === '端木演示')
  expect(pair?.likeness).toEqual({
    score: 90,
    reasons: [
      { reason: 'sameName', points: 45 },
      { reason: 'samePhone', points: 45 },
    ],
  })
  const side = (await bao.get(`/people/${keep.id}/comparison?otherId=${gone.id}`)).as(ComparisonView)
  expect(side.different).toEqual(['unitId', 'employer', 'position', 'birthYear', 'topics'])
  expect(side.can).toEqual(['people.merge.make'])

  const before = await stateOf(world, [keep.id, gone.id])
  const merged = (await merge(bao, keep, gone, ['topics', 'birthYear'])).as(PersonView)
  expect(merged).toMatchObject({ position: '农艺师', topics: ['weather'], birthYear: 1966, version: 2 })
  expect(merged.teams).toEqual([
    { id: both.id, name: '端木一队', leads: true },
    { id: expect.any(String), name: '端木二队', leads: false },
  ])
  expect((await bao.get(`/service-records/sum?personId=${keep.id}`)).as(RecordSum).hours).toBe(2)
  expect((await bao.get(`/people/${gone.id}`)).as(PersonView)).toMatchObject({ status: 'merged', mergedInto: keep.id })

  const [done] = (await bao.get(`/people/${keep.id}/merges`)).as(Merges).items
  expect(done).toMatchObject({ mergedName: '端木演示', taken: ['topics', 'birthYear'], can: ['people.merge.undo'] })
  expect((await bao.post(`/people-merges/${done?.id}/undo`)).as(PersonView)).toMatchObject({
    topics: ['plantProtection'],
  })
  expect(await stateOf(world, [keep.id, gone.id])).toEqual(before)
  expect((await bao.get(`/service-records/sum?personId=${gone.id}`)).as(RecordSum).hours).toBe(2)
  expect(await bao.post(`/people-merges/${done?.id}/undo`)).toBeProblem(422, 'people.merge.undone')
})

test('two coordinators merge the same two at once, each the other way round: one does, the other is told', async ({
  world,
}) => {
  const bao = await world.signIn('bao')
  const one = await person(world, { name: '百里演示' })
  const other = await person(world, { name: '百里演示', birthYear: 1980 })
  const answers = await Promise.all([merge(bao, one, other), merge(bao, other, one)])
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 422])
  expect(answers.find(({ status }) => status === 422)).toBeProblem(422, 'people.merge.gone')
  const statuses = await Promise.all(
    [one, other].map(async ({ id }) => (await bao.get(`/people/${id}`)).as(PersonView).status),
  )
  expect(statuses.sort()).toEqual(['active', 'merged'])
})

test('what was changed since bars the undo', async ({ world }) => {
  const bao = await world.signIn('bao')
  const one = await person(world, { name: '呼延演示' })
  const other = await person(world, { name: '呼延演示' })
  await merge(bao, one, other)
  const input = await personInput(world, { name: '呼延演示', position: '讲师' })
  await bao.send('PUT', `/people/${one.id}`, { version: 2, person: input })
  const [done] = (await bao.get(`/people/${one.id}/merges`)).as(Merges).items
  expect(done?.can).toEqual([])
  expect(await bao.post(`/people-merges/${done?.id}/undo`)).toBeProblem(422, 'people.merge.changedSince', {
    version: 3,
  })
})

test('an office neither sees nor merges what belongs to another; two people may be two people', async ({ world }) => {
  const [bao, fang] = [await world.signIn('bao'), await world.signIn('fang')]
  const mine = await person(world, { name: '赫连演示' })
  const theirs = await person(world, { name: '赫连演示', unit: '县科协' })
  expect(await merge(fang, mine, theirs)).toBeProblem(403, 'platform.notAllowed')
  const seen = (await fang.get('/people-duplicates')).as(Duplicates)
  expect(seen.items.map(({ one }) => one.name)).not.toContain('赫连演示')

  const listed = async () => (await bao.get('/people-duplicates')).as(Duplicates).items.map(({ one }) => one.name)
  expect(await listed()).toContain('赫连演示')
  await bao.post('/people-duplicates/dismissal', { oneId: theirs.id, otherId: mine.id })
  expect(await listed()).not.toContain('赫连演示')
})
