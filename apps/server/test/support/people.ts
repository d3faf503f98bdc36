import { PersonInput, PersonView } from '@kepu/contract/people'
import { TeamInput, TeamView } from '@kepu/contract/people-team'
import type { z } from 'zod'
import type { World } from './world.ts'

/** Numbers that nobody has: the range 000 is not given out. */
let lastPhone = 13000000000
export function inventedPhone(): string {
  lastPhone += 1
  return `${lastPhone}`
}

export type PersonWish = Partial<Omit<z.input<typeof PersonInput>, 'unitId'>> & { readonly unit?: string }

/** What a story says of a person; the rest is ordinary. */
export async function personInput(world: World, { unit = '县教委', ...wish }: PersonWish): Promise<PersonInput> {
  return PersonInput.parse({
    name: '欧阳演示',
    kinds: ['expert'],
    topics: ['plantProtection'],
    audiences: ['farmers'],
    ...wish,
    unitId: await world.unitId(unit),
  })
}

/** A person in the register, put there by the coordinator. */
export async function person(world: World, wish: PersonWish, phone: string | null = null): Promise<PersonView> {
  const bao = await world.signIn('bao')
  const input = await personInput(world, wish)
  return (await bao.post('/people', { person: input, phone, notDuplicate: true })).as(PersonView)
}

export type TeamWish = Partial<Omit<z.input<typeof TeamInput>, 'unitId'>> & { readonly unit?: string }

export async function teamInput(world: World, { unit = '县教委', ...wish }: TeamWish): Promise<TeamInput> {
  return TeamInput.parse({
    name: '青屏县植保服务队',
    topics: ['plantProtection'],
    regionCode: '999901100',
    radiusKm: 30,
    weeklyVisits: 2,
    ...wish,
    unitId: await world.unitId(unit),
  })
}

export async function team(world: World, wish: TeamWish): Promise<TeamView> {
  const bao = await world.signIn('bao')
  return (await bao.post('/teams', { team: await teamInput(world, wish) })).as(TeamView)
}
