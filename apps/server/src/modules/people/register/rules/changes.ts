import type { PersonInput } from '@kepu/contract/people'

/** What a record says, field by field, in the order of the form. */
export const personFields = [
  'name',
  'kinds',
  'headPost',
  'unitId',
  'employer',
  'position',
  'birthYear',
  'fields',
  'topics',
  'audiences',
  'languages',
  'regionCode',
  'appointedBy',
  'termFrom',
  'termTo',
  'availability',
  'volunteerNumber',
  'consent',
] as const satisfies readonly (keyof PersonInput)[]

/** Equal as people see it: the order of a list of words doesn't matter. */
export function sameValue(a: unknown, b: unknown): boolean {
  const plain = (value: unknown) =>
    JSON.stringify(Array.isArray(value) && value.every((one) => typeof one === 'string') ? value.toSorted() : value)
  return plain(a) === plain(b)
}

/** Fields in which two records differ. */
export function changedFields(before: PersonInput, after: PersonInput): string[] {
  return personFields.filter((field) => !sameValue(before[field], after[field]))
}
