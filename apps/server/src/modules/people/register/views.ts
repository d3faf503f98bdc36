import { PersonRow, PersonView } from '@kepu/contract/people'
import { TeamView } from '@kepu/contract/people-team'
import { type Actor, canOf } from '../../../platform/actor.ts'
import type { Vault } from '../../../platform/vault.ts'
import { maskPhone } from './rules/masking.ts'
import type { Person, Team } from './types.ts'

const PERSON_VERBS = [
  'people.person.change',
  'people.person.leave',
  'people.person.link',
  'people.phone.show',
  'people.link.make',
  'people.correction.request',
  'people.certificate.issue',
  'people.dossier.issue',
] as const
const TEAM_VERBS = ['people.team.change'] as const

export function maskedPhone({ phone }: Person, vault: Vault): string | null {
  return phone === null ? null : maskPhone(vault.open(phone.sealed))
}

export function personRow(person: Person, teams: number, vault: Vault): PersonRow {
  return PersonRow.parse({ ...person, phoneMasked: maskedPhone(person, vault), teams })
}

/** What the screen gets: never the telephone itself. */
export function personView(
  person: Person,
  more: { readonly regionName: string | null; readonly teams: PersonView['teams'] },
  { vault, actor }: { readonly vault: Vault; readonly actor: Actor | null },
): PersonView {
  const open = person.status === 'active'
  return PersonView.parse({
    ...person,
    ...more,
    phoneMasked: maskedPhone(person, vault),
    linked: person.userId !== null,
    can: open ? canOf(actor, PERSON_VERBS, person.ancestors) : [],
  })
}

export function teamView(team: Team, actor: Actor | null): TeamView {
  return TeamView.parse({ ...team, can: canOf(actor, TEAM_VERBS, team.ancestors) })
}
