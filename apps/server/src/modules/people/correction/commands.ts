import {
  type CorrectionRefusal,
  CorrectionView,
  DecideCorrection,
  type Proposal,
  RequestCorrection,
} from '@kepu/contract/people-correction'
import { command, type Work } from '../../../platform/command.ts'
import { Refused, refuse } from '../../../platform/problem.ts'
import { requireSound } from '../register/commands/person.ts'
import { findPerson, lockPeople, personForActor, sealPhone, updatePerson } from '../register/person-rows.ts'
import type { Person } from '../register/types.ts'
import { changesOf, corrected } from './proposal.ts'
import { correctionView, insertCorrection, openPhone, proposalOf } from './rows.ts'

export function stopCorrection(reason: CorrectionRefusal): never {
  throw new Refused(reason)
}

/** Writes the request down: one open at a time, and only what would change something. */
export async function ask(
  work: Work,
  person: Person,
  askedBy: 'person' | 'unit',
  { proposal, note }: { readonly proposal: Proposal; readonly note: string },
): Promise<CorrectionView> {
  await lockPeople(work, [person.id])
  const open = await work.tx
    .selectFrom('people.correction')
    .select('id')
    .where('county_code', '=', work.county)
    .where('person_id', '=', person.id)
    .where('status', '=', 'open')
    .executeTakeFirst()
  if (open) stopCorrection({ code: 'people.correction.open', correctionId: open.id })
  const fields = changesOf(person, openPhone(work.vault, person), proposal).map(({ field }) => field)
  if (fields.length === 0) stopCorrection({ code: 'people.correction.nothing' })
  const row = await insertCorrection(work, { person, askedBy, proposal, fields, note })
  work.record({ subject: ['person', person.id], detail: { correction: row.id, fields } })
  await work.emit('people.correction.requested', { correctionId: row.id, personId: person.id })
  return correctionView(row, person, work)
}

/** An office or village asks for a correction of one of its people. */
export const requestCorrection = command({
  name: 'people.correction.request',
  input: RequestCorrection,
  output: CorrectionView,
  async run(work, { personId, ...wish }) {
    return ask(work, await personForActor(work, personId, 'people.correction.request'), 'unit', wish)
  },
})

/** The coordinator takes a request over or declines it, with a reason that the asker sees. */
export const decideCorrection = command({
  name: 'people.correction.decide',
  input: DecideCorrection,
  output: CorrectionView,
  async run(work, { correctionId, accept, reason }) {
    const asked = await work.tx
      .selectFrom('people.correction')
      .select(['person_id'])
      .where('county_code', '=', work.county)
      .where('id', '=', correctionId)
      .executeTakeFirst()
    if (!asked) refuse({ code: 'platform.notFound', kind: 'correction' })
    await lockPeople(work, [asked.person_id])
    const row = await work.tx
      .selectFrom('people.correction')
      .selectAll()
      .where('county_code', '=', work.county)
      .where('id', '=', correctionId)
      .forUpdate()
      .executeTakeFirstOrThrow()
    const person = await personForActor(work, row.person_id, 'people.correction.decide')
    if (row.status === 'accepted' || row.status === 'declined')
      stopCorrection({ code: 'people.correction.decided', correctionStatus: row.status })
    const proposal = proposalOf(work.vault, row.proposal)
    if (accept && proposal !== null) await apply(work, person, proposal)
    const decided = await work.tx
      .updateTable('people.correction')
      .set({
        status: accept ? 'accepted' : 'declined',
        decided_by_name: work.actor.name,
        decided_at: work.now,
        reason,
      })
      .where('county_code', '=', work.county)
      .where('id', '=', correctionId)
      .returningAll()
      .executeTakeFirstOrThrow()
    work.record({ subject: ['person', person.id], detail: { correction: correctionId, accept, fields: row.fields } })
    return correctionView(decided, (await findPerson(work.tx, work.county, person.id)) ?? person, work)
  },
})

async function apply(work: Work, person: Person, proposal: Proposal): Promise<void> {
  if (person.status !== 'active') stopCorrection({ code: 'people.correction.nothing' })
  const after = corrected(person, proposal)
  await requireSound(work, after)
  const { phone } = proposal
  const sealed = phone === undefined ? person.phone : phone === null ? null : sealPhone(work.vault, work.county, phone)
  await updatePerson(work, person, after, sealed)
}
