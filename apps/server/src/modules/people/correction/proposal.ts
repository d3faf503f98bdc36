import type { PersonInput } from '@kepu/contract/people'
import type { Proposal } from '@kepu/contract/people-correction'
import type { PersonField } from '@kepu/contract/people-merge'
import { sameValue } from '../register/rules/changes.ts'
import { maskPhone } from '../register/rules/masking.ts'
import type { Person } from '../register/types.ts'

/** What a person may ask to have corrected, besides the telephone. */
const CORRECTABLE = [
  'name',
  'employer',
  'position',
  'birthYear',
  'fields',
  'topics',
  'audiences',
  'languages',
  'regionCode',
  'availability',
  'volunteerNumber',
] as const satisfies readonly Exclude<keyof Proposal, 'phone'>[]

export interface Change {
  readonly field: PersonField
  readonly before: unknown
  readonly after: unknown
}

/** What a proposal would change in a record as it is now; the telephone masked. `phone` is the present one, opened. */
export function changesOf(person: Person, phone: string | null, proposal: Proposal): Change[] {
  const masked = (one: string | null) => (one === null ? null : maskPhone(one))
  const changes: Change[] = []
  for (const field of CORRECTABLE) {
    const after = proposal[field]
    if (after !== undefined && !sameValue(person[field], after)) changes.push({ field, before: person[field], after })
  }
  const wanted = proposal.phone
  if (wanted !== undefined && wanted !== phone)
    changes.push({ field: 'phone', before: masked(phone), after: masked(wanted) })
  return changes
}

/** The record with the proposal in it, without the telephone. */
export function corrected(person: Person, { phone: _, ...proposal }: Proposal): PersonInput {
  const said = Object.fromEntries(Object.entries(proposal).filter(([, value]) => value !== undefined))
  return { ...person, ...said }
}
