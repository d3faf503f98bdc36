import type { LightColour } from '@kepu/contract/plan-supervision'

/** What is worst comes first: one red node makes a red month. A month is green when all of its nodes are. */
const WORST_FIRST: readonly LightColour[] = ['red', 'yellow', 'blue', 'grey', 'green']

/** The colour of a month, a task or a body from its nodes (月度颜色); null without nodes. A red that was made good is yellow, and so is its month. */
export function worstOf(colours: readonly LightColour[]): LightColour | null {
  return WORST_FIRST.find((colour) => colours.includes(colour)) ?? null
}
