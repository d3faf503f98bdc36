import { CorrectionView, Proposal } from '@kepu/contract/people-correction'
import type { Selectable } from 'kysely'
import { type Actor, canOf } from '../../../platform/actor.ts'
import type { Work } from '../../../platform/command.ts'
import type { Vault } from '../../../platform/vault.ts'
import type { PeopleCorrection } from '../../../schema.gen.ts'
import type { Person } from '../register/types.ts'
import { changesOf } from './proposal.ts'

export function proposalOf(vault: Vault, sealed: Buffer | null): Proposal | null {
  return sealed === null ? null : Proposal.parse(JSON.parse(vault.open(sealed)))
}

export function openPhone(vault: Vault, person: Person): string | null {
  return person.phone === null ? null : vault.open(person.phone.sealed)
}

/** A request as the screen gets it: against the record as it is now. */
export function correctionView(
  row: Selectable<PeopleCorrection>,
  person: Person,
  { vault, actor }: { readonly vault: Vault; readonly actor: Actor | null },
): CorrectionView {
  const proposal = proposalOf(vault, row.proposal)
  return CorrectionView.parse({
    id: row.id,
    personId: person.id,
    personName: person.name,
    unitName: person.unitName,
    askedBy: row.asked_by,
    askedByName: row.asked_by_name,
    askedAt: row.asked_at.toISOString(),
    note: row.note,
    changes: proposal === null ? [] : changesOf(person, openPhone(vault, person), proposal),
    status: row.status,
    decidedByName: row.decided_by_name,
    decidedAt: row.decided_at?.toISOString() ?? null,
    reason: row.reason,
    can: row.status === 'open' ? canOf(actor, ['people.correction.decide'], person.ancestors) : [],
  })
}

export interface NewCorrection {
  readonly person: Person
  readonly askedBy: 'person' | 'unit'
  readonly proposal: Proposal
  readonly fields: readonly string[]
  readonly note: string
}

export async function insertCorrection(work: Work, { person, askedBy, proposal, fields, note }: NewCorrection) {
  return work.tx
    .insertInto('people.correction')
    .values({
      county_code: work.county,
      id: work.newId(),
      person_id: person.id,
      asked_by: askedBy,
      asked_by_name: askedBy === 'person' ? person.name : work.actor.name,
      asked_at: work.now,
      proposal: work.vault.seal(JSON.stringify(proposal)),
      fields: [...fields],
      note,
      status: 'open',
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}
