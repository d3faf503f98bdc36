import type { PeopleRefusal, PersonInput } from '@kepu/contract/people'

const ADULT = 18

/** Only the year of birth is kept: who may still be seventeen counts as a minor. */
export function mayBeMinor(birthYear: number | null, today: string): boolean {
  return birthYear !== null && Number(today.slice(0, 4)) - birthYear <= ADULT
}

/** Why this person can't be registered, or null: a minor needs the consent of a guardian who is named. */
export function whyNotRegister(person: PersonInput, today: string, county: string): PeopleRefusal | null {
  const { birthYear, consent, regionCode } = person
  if (birthYear !== null && mayBeMinor(birthYear, today) && !(consent?.by === 'guardian' && consent.guardianName))
    return { code: 'people.person.guardian', birthYear }
  if (regionCode !== null && !regionCode.startsWith(county)) return { code: 'people.person.region', regionCode }
  return null
}
