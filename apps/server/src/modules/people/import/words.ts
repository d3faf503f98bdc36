import type { PersonInput } from '@kepu/contract/people'
import type { PersonImportRow } from '@kepu/contract/people-import'
import { type PersonField, personFields } from '@kepu/contract/people-merge'
import { maskPhone } from '../register/rules/masking.ts'
import { audienceWords, consentWords, headWords, kindWords, languageWords, topicWords, wordOf } from './columns.ts'

/** Names of units and places, for a record as people read it. */
export interface Names {
  readonly unit: (id: string) => string
  readonly region: (code: string) => string
}

/** A record as the list writes it, field by field; the telephone masked. */
export function inWords(
  person: PersonInput,
  phone: string | null,
  names: Names,
): Readonly<Record<PersonField, string>> {
  const { consent, headPost, regionCode } = person
  return {
    name: person.name,
    kinds: person.kinds.map((kind) => wordOf(kindWords, kind)).join('、'),
    headPost: headPost === null ? '' : wordOf(headWords, headPost),
    unitId: names.unit(person.unitId),
    employer: person.employer ?? '',
    position: person.position ?? '',
    birthYear: person.birthYear === null ? '' : `${person.birthYear}`,
    fields: person.fields.join('、'),
    topics: person.topics.map((topic) => wordOf(topicWords, topic)).join('、'),
    audiences: person.audiences.map((audience) => wordOf(audienceWords, audience)).join('、'),
    languages: person.languages.map((language) => wordOf(languageWords, language)).join('、'),
    regionCode: regionCode === null ? '' : names.region(regionCode),
    appointedBy: person.appointedBy ?? '',
    termFrom: person.termFrom ?? '',
    termTo: person.termTo ?? '',
    availability: '',
    volunteerNumber: person.volunteerNumber ?? '',
    consent:
      consent === null
        ? ''
        : [wordOf(consentWords, consent.by), consent.on, consent.guardianName].filter(Boolean).join(' '),
    phone: phone === null ? '' : maskPhone(phone),
  }
}

/** Field by field what would change: nothing for a field that reads the same. */
export function differences(
  before: Readonly<Record<PersonField, string>> | null,
  after: Readonly<Record<PersonField, string>>,
): PersonImportRow['changes'] {
  return personFields.flatMap((field) => {
    const was = before?.[field] ?? ''
    return was === after[field] ? [] : [{ field, before: was, after: after[field] }]
  })
}
