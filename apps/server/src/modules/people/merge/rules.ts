import type { PersonInput } from '@kepu/contract/people'
import type { MergeRefusal, PersonField } from '@kepu/contract/people-merge'
import type { Person, SealedPhone } from '../register/types.ts'

/** Why these two can't be merged, or null. */
export function whyNotMerge(keep: Person, merge: Person): MergeRefusal | null {
  if (keep.id === merge.id) return { code: 'people.merge.self' }
  const gone = [keep, merge].find(({ status }) => status !== 'active')
  return gone ? { code: 'people.merge.gone', personId: gone.id } : null
}

/** Why a merge can't be undone, or null: what was changed since would be lost. */
export function whyNotUndo(
  merge: { readonly undoneAt: Date | null; readonly keptVersion: number },
  kept: Pick<Person, 'version' | 'status' | 'id'>,
): MergeRefusal | null {
  if (merge.undoneAt !== null) return { code: 'people.merge.undone', undoneAt: merge.undoneAt.toISOString() }
  if (kept.status !== 'active') return { code: 'people.merge.gone', personId: kept.id }
  return kept.version === merge.keptVersion ? null : { code: 'people.merge.changedSince', version: kept.version }
}

/** The record that stays, with the fields that were chosen from the one that goes. */
export function mergedRecord(
  keep: Person,
  merge: Person,
  take: readonly PersonField[],
): { person: PersonInput; phone: SealedPhone | null } {
  const from = (field: PersonField) => (take.includes(field) ? merge : keep)
  return {
    phone: from('phone').phone,
    person: {
      name: from('name').name,
      kinds: from('kinds').kinds,
      headPost: from('kinds').headPost,
      unitId: from('unitId').unitId,
      employer: from('employer').employer,
      position: from('position').position,
      birthYear: from('birthYear').birthYear,
      fields: from('fields').fields,
      topics: from('topics').topics,
      audiences: from('audiences').audiences,
      languages: from('languages').languages,
      regionCode: from('regionCode').regionCode,
      appointedBy: from('appointedBy').appointedBy,
      termFrom: from('termFrom').termFrom,
      termTo: from('termFrom').termTo,
      availability: from('availability').availability,
      volunteerNumber: from('volunteerNumber').volunteerNumber,
      consent: from('consent').consent,
    },
  }
}
