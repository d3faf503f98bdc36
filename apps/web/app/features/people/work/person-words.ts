import type { PersonView } from '@kepu/contract/people'
import type { PersonField } from '@kepu/contract/people-merge'
import { useTerms } from '../../../lib/screen.tsx'
import { usePeopleText } from './words.ts'

/** What a person's field says, as people read it. */
export function useFieldWords(): (field: PersonField, person: PersonView) => string {
  const text = usePeopleText()
  const terms = useTerms()
  const join = (words: readonly string[]) => words.join('、')
  const words: Readonly<Record<PersonField, (person: PersonView) => string>> = {
    name: ({ name }) => name,
    kinds: ({ kinds }) => join(kinds.map((kind) => terms.personKind[kind])),
    headPost: ({ headPost }) => (headPost === null ? '' : terms.headPost[headPost]),
    unitId: ({ unitName }) => unitName,
    employer: ({ employer }) => employer ?? '',
    position: ({ position }) => position ?? '',
    birthYear: ({ birthYear }) => (birthYear === null ? '' : `${birthYear}`),
    fields: ({ fields }) => join(fields),
    topics: ({ topics }) => join(topics.map((topic) => terms.topic[topic])),
    audiences: ({ audiences }) => join(audiences.map((one) => terms.audience[one])),
    languages: ({ languages }) => join(languages.map((one) => terms.language[one])),
    regionCode: ({ regionName }) => regionName ?? '',
    appointedBy: ({ appointedBy }) => appointedBy ?? '',
    termFrom: ({ termFrom }) => termFrom ?? '',
    termTo: ({ termTo }) => termTo ?? '',
    availability: ({ availability: { weekly } }) =>
      weekly.length === 0
        ? text.anyTime
        : join(weekly.map(({ weekday, part }) => `${text.weekdays[weekday - 1]}${terms.dayPart[part]}`)),
    volunteerNumber: ({ volunteerNumber }) => volunteerNumber ?? '',
    consent: ({ consent }) =>
      consent === null
        ? ''
        : [terms.consentGiver[consent.by], consent.on, consent.guardianName].filter(Boolean).join(' '),
    phone: ({ phoneMasked }) => phoneMasked ?? '',
  }
  return (field, person) => words[field](person)
}
