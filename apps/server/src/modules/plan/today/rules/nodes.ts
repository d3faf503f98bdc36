import type { LightColour, LightReason } from '@kepu/contract/plan-supervision'
import type { TodayMonth, TodayNode } from '@kepu/contract/plan-today'

/** A light as the start pages need it. */
export interface Light {
  readonly nodeId: string
  readonly annualTaskId: string
  readonly taskTitle: string
  readonly title: string
  readonly bodies: readonly { readonly unitId: string; readonly unitName: string }[]
  readonly colour: LightColour
  readonly reason: LightReason
  /** As the year's plan says. */
  readonly dueOn: string
  readonly lastDay: string | null
  readonly left: number | null
  readonly doneOn: string | null
  readonly waitingFor: string | null
}

const COMING_DAYS = 14
const LISTED = 12
const DAY_MS = 86_400_000

function nodeOf({ bodies, dueOn: _, doneOn: __, ...facts }: Light): TodayNode {
  return { ...facts, bodies: bodies.map(({ unitName }) => unitName) }
}

/** What is late, the longest first: by its last day, then in the plan's order. Never by body. */
export function redNodes(lights: readonly Light[]): { red: TodayNode[]; moreRed: number } {
  const late = lights.filter(({ colour }) => colour === 'red')
  const sorted = late.toSorted((a, b) => (a.lastDay ?? '').localeCompare(b.lastDay ?? ''))
  return { red: sorted.slice(0, LISTED).map(nodeOf), moreRed: Math.max(0, late.length - LISTED) }
}

/** What is due from today on within 14 days and not done, the earliest first. */
export function comingNodes(lights: readonly Light[], today: string): TodayNode[] {
  const until = new Date(Date.parse(today) + COMING_DAYS * DAY_MS).toISOString().slice(0, 10)
  return lights
    .filter(({ lastDay, doneOn }) => doneOn === null && lastDay !== null && today <= lastDay && lastDay <= until)
    .toSorted((a, b) => (a.lastDay ?? '').localeCompare(b.lastDay ?? ''))
    .slice(0, LISTED)
    .map(nodeOf)
}

/** Every node stands in exactly one field of its month. */
export function monthsOf(lights: readonly Light[]): TodayMonth[] {
  return Array.from({ length: 12 }, (_, i) => {
    const month = i + 1
    const own = lights.filter(({ dueOn }) => Number(dueOn.slice(5, 7)) === month)
    const count = (matches: (light: Light) => boolean) => own.filter(matches).length
    return {
      month,
      done: count(({ doneOn, colour }) => doneOn !== null && colour === 'green'),
      doneLate: count(({ doneOn, colour }) => doneOn !== null && colour !== 'green'),
      late: count(({ doneOn, colour }) => doneOn === null && colour === 'red'),
      soon: count(({ doneOn, colour }) => doneOn === null && (colour === 'yellow' || colour === 'blue')),
      later: count(({ doneOn, colour }) => doneOn === null && (colour === 'grey' || colour === 'green')),
    }
  })
}

/** Tasks by how their nodes stand. */
export function taskStates(lights: readonly Light[]): { done: number; late: number; running: number } {
  const tasks = [...Map.groupBy(lights, ({ annualTaskId }) => annualTaskId).values()]
  const late = tasks.filter((nodes) => nodes.some(({ colour }) => colour === 'red')).length
  const done = tasks.filter((nodes) => nodes.every(({ doneOn }) => doneOn !== null)).length
  return { done, late, running: tasks.length - late - done }
}

export function lightCounts(lights: readonly Light[]): Record<LightColour, number> {
  const count = (colour: LightColour) => lights.filter((light) => light.colour === colour).length
  return { grey: count('grey'), blue: count('blue'), yellow: count('yellow'), red: count('red'), green: count('green') }
}
