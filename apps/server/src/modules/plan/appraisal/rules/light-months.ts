import type { LightFact } from '../types.ts'

/** A light as months are counted from it: whose it is, when it took which colour, and whether it's done by now. */
export interface LightHistory {
  readonly title: string
  readonly doneOn: string | null
  readonly history: readonly { readonly on: string; readonly colour: string }[]
}

/** The last day of a month of the year: 2024-02 → 2024-02-29. */
function endOf(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}

function redOn({ history }: LightHistory, day: string): boolean {
  return history.findLast(({ on }) => on <= day)?.colour === 'red'
}

/**
 * The months that ended red, up to a day: red as long as something is still not done, yellow once all of it was made good. Never
 * nothing: what was late stays seen. Of several lights of a month the worst counts, once.
 */
export function lightMonths(lights: readonly LightHistory[], year: number, asOf: string): LightFact[] {
  return Array.from({ length: 12 }, (_, i) => i + 1).flatMap((month): LightFact[] => {
    const end = endOf(year, month)
    if (end > asOf) return []
    const red = lights.filter((light) => redOn(light, end))
    const [first] = red
    if (first === undefined) return []
    const open = red.find(({ doneOn }) => doneOn === null || doneOn > asOf)
    return [{ month: end.slice(0, 7), light: open ? 'red' : 'yellow', title: (open ?? first).title }]
  })
}
