import type { PersonInput } from '@kepu/contract/people'
import { type Identity, plainName } from './rules/likeness.ts'
import type { SealedPhone } from './types.ts'

/** What a record is compared by. */
export function identityOf(
  person: Pick<PersonInput, 'name' | 'unitId' | 'employer' | 'birthYear' | 'volunteerNumber'> & {
    readonly phone: SealedPhone | null
  },
): Identity {
  return {
    name: plainName(person.name),
    phonePrint: person.phone?.print.toString('hex') ?? null,
    volunteerNumber: person.volunteerNumber,
    unitId: person.unitId,
    employer: person.employer,
    birthYear: person.birthYear,
  }
}
