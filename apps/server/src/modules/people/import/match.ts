import { ASK, likeness } from '../register/rules/likeness.ts'
import { identityOf } from '../register/similar.ts'
import type { Person } from '../register/types.ts'

export type Match = { readonly person: Person } | { readonly fault: 'noSuchNumber' | 'twoAlike' } | null

/** The person of the register whom a row is about: by Kepu's own number, else the one who is alike enough, if it's only one. */
export function matchOf(
  id: string | undefined,
  like: Parameters<typeof identityOf>[0],
  register: { readonly byId: ReadonlyMap<string, Person>; readonly near: readonly Person[] },
): Match {
  if (id !== undefined) {
    const person = register.byId.get(id)
    return person ? { person } : { fault: 'noSuchNumber' }
  }
  const mine = identityOf(like)
  const alike = register.near.filter((person) => likeness(mine, identityOf(person)).score >= ASK)
  const [only, second] = alike
  if (second) return { fault: 'twoAlike' }
  return only ? { person: only } : null
}
