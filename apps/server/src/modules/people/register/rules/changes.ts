import type { PersonInput } from '@kepu/contract/people'
import { type PersonField, personFields } from '@kepu/contract/people-merge'

/** Equal as people see it: the order of a list of words doesn't matter. */
export function sameValue(a: unknown, b: unknown): boolean {
  const plain = (value: unknown) =>
    JSON.stringify(Array.isArray(value) && value.every((one) => typeof one === 'string') ? value.toSorted() : value)
  return plain(a) === plain(b)
}

/** Fields in which two records differ; the telephone, which lies sealed, is left out. */
export function changedFields(before: PersonInput, after: PersonInput): PersonField[] {
  return personFields.filter((field) => field !== 'phone' && !sameValue(before[field], after[field]))
}
