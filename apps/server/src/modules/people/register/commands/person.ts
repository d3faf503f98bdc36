import {
  AddPerson,
  ChangePerson,
  type PeopleRefusal,
  type PersonInput,
  PersonLeaves,
  PersonView,
  ShownPhone,
  ShowPhone,
} from '@kepu/contract/people'
import { may } from '../../../../platform/actor.ts'
import { command, type Work } from '../../../../platform/command.ts'
import { Refused, refuse } from '../../../../platform/problem.ts'
import { unitForActor } from '../../../organization/index.ts'
import {
  findPerson,
  insertPeople,
  lockPerson,
  peopleAlike,
  personForActor,
  sealPhone,
  updatePerson,
} from '../person-rows.ts'
import { regionName, requireRegion } from '../regions.ts'
import { changedFields } from '../rules/changes.ts'
import { whyNotRegister } from '../rules/consent.ts'
import { ASK, likeness } from '../rules/likeness.ts'
import { identityOf } from '../similar.ts'
import { teamsOfPerson } from '../team-rows.ts'
import type { Person, SealedPhone } from '../types.ts'
import { personView } from '../views.ts'

function stop(reason: PeopleRefusal): never {
  throw new Refused(reason)
}

export async function viewOfPerson(work: Work, id: string): Promise<PersonView> {
  const person = (await findPerson(work.tx, work.county, id)) ?? refuse({ code: 'platform.notFound', kind: 'person' })
  const teams = await teamsOfPerson(work.tx, work.county, id)
  return personView(person, { regionName: await regionName(work.tx, person.regionCode), teams }, work)
}

/** @throws Refused when a minor has no guardian, or the home isn't in the county */
export async function requireSound(work: Work, person: PersonInput): Promise<void> {
  const reason = whyNotRegister(person, work.today, work.county)
  if (reason) stop(reason)
  if (person.regionCode !== null)
    await requireRegion(work.tx, person.regionCode, { code: 'people.person.region', regionCode: person.regionCode })
}

/** Asks before a person is registered twice; names only those whom the actor may see. */
async function refuseAlike(work: Work, person: PersonInput, phone: SealedPhone | null): Promise<void> {
  const mine = identityOf({ ...person, phone })
  const near = await peopleAlike(work.tx, work.county, {
    names: [mine.name],
    prints: phone === null ? [] : [phone.print],
    numbers: person.volunteerNumber === null ? [] : [person.volunteerNumber],
  })
  const candidates = near
    .filter(({ ancestors }) => may(work.actor, 'people.person.show', ancestors))
    .map((other) => ({ other, score: likeness(mine, identityOf(other)).score }))
    .filter(({ score }) => score >= ASK)
    .map(({ other: { id, name, unitName }, score }) => ({ id, name, unitName, score }))
  if (candidates.length > 0) stop({ code: 'people.person.alike', candidates })
}

export const addPerson = command({
  name: 'people.person.add',
  input: AddPerson,
  output: PersonView,
  async run(work, { person, phone, notDuplicate }) {
    await unitForActor(work, person.unitId, 'people.person.add')
    await requireSound(work, person)
    const sealed = phone === null ? null : sealPhone(work.vault, work.county, phone)
    if (!notDuplicate) await refuseAlike(work, person, sealed)
    const [id] = await insertPeople(work, [{ person, phone: sealed }])
    if (id === undefined) throw new Error('nothing was inserted')
    work.record({ subject: ['person', id], detail: { kinds: person.kinds, unitId: person.unitId } })
    return viewOfPerson(work, id)
  },
})

/** The audit trail gets the names of the fields that changed, never what stood in them. */
export const changePerson = command({
  name: 'people.person.change',
  input: ChangePerson,
  output: PersonView,
  async run(work, { personId, version, person, phone }) {
    const before = await lockPerson(work, personId, version, 'people.person.change')
    if (before.status !== 'active') stop({ code: 'people.person.state', personStatus: before.status })
    if (person.unitId !== before.unitId) await unitForActor(work, person.unitId, 'people.person.change')
    await requireSound(work, person)
    const sealed = await phoneAfter(work, before, phone)
    await updatePerson(work, before, person, sealed)
    const fields = changedFields(before, person)
    if (sealed !== before.phone) fields.push('phone')
    work.record({ subject: ['person', personId], detail: { fields } })
    return viewOfPerson(work, personId)
  },
})

async function phoneAfter(work: Work, before: Person, phone: string | null | undefined): Promise<SealedPhone | null> {
  if (phone === undefined) return before.phone
  if (phone === null) return null
  const sealed = sealPhone(work.vault, work.county, phone)
  return before.phone?.print.equals(sealed.print) ? before.phone : sealed
}

/** Years that what identifies a person stays after they left: a dispute about hours can still be settled. */
const KEEP_YEARS = 1

/** The person leaves: out of every team at once, and on a stated day a job erases what identifies them. */
export const personLeaves = command({
  name: 'people.person.leave',
  input: PersonLeaves,
  output: PersonView,
  async run(work, { personId, version, leftOn, reason }) {
    const before = await lockPerson(work, personId, version, 'people.person.leave')
    if (before.status !== 'active') stop({ code: 'people.person.state', personStatus: before.status })
    if (leftOn > work.today) stop({ code: 'people.person.leftLater', leftOn, today: work.today })
    const eraseOn = `${Number(work.today.slice(0, 4)) + KEEP_YEARS}${work.today.slice(4).replace('-02-29', '-02-28')}`
    await work.tx
      .updateTable('people.person')
      .set({ status: 'left', left_on: leftOn, erase_on: eraseOn, version: before.version + 1 })
      .where('county_code', '=', work.county)
      .where('id', '=', personId)
      .execute()
    await leaveTeams(work, personId)
    work.record({ subject: ['person', personId], detail: { leftOn, reason, eraseOn } })
    return viewOfPerson(work, personId)
  },
})

async function leaveTeams(work: Work, personId: string): Promise<void> {
  await work.tx
    .updateTable('people.team')
    .set((row) => ({ leader_id: null, version: row('version', '+', 1) }))
    .where('county_code', '=', work.county)
    .where('leader_id', '=', personId)
    .execute()
  await work.tx
    .deleteFrom('people.team_member')
    .where('county_code', '=', work.county)
    .where('person_id', '=', personId)
    .execute()
}

/** The whole telephone, for a stated purpose. The look is written down where the person sees it; the answer isn't kept. */
export const showPhone = command({
  name: 'people.phone.show',
  input: ShowPhone,
  output: ShownPhone,
  secret: true,
  async run(work, { personId, purpose, note }) {
    const person = await personForActor(work, personId, 'people.phone.show')
    if (person.phone === null) stop({ code: 'people.phone.none' })
    await work.tx
      .insertInto('people.look')
      .values({
        county_code: work.county,
        id: work.newId(),
        person_id: personId,
        looked_at: work.now,
        looked_by: work.actor.id,
        looked_by_name: work.actor.name,
        unit_id: work.actor.unitId,
        purpose,
        note,
      })
      .execute()
    work.record({ subject: ['person', personId], detail: { purpose } })
    return { personId, phone: work.vault.open(person.phone.sealed) }
  },
})
