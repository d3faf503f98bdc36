import type { PowerView } from '@kepu/contract/plan-evaluation'
import { powerForProportions, sizeForProportions } from '@kepu/survey-stats'

export interface Rise {
  /** Percent. */
  readonly from: number
  readonly to: number
  readonly sampleSize: number
  readonly designEffect: number | null
}

/**
 * How likely two rounds of this size tell the wished rise of a share from none, at the usual 5 %; null where the question makes
 * no sense: no rise, or a share of nobody or of everybody.
 */
export function powerOf({ from, to, sampleSize, designEffect }: Rise): PowerView | null {
  const inside = (percent: number) => percent > 0 && percent < 100
  if (from === to || !inside(from) || !inside(to)) return null
  const rounds = { proportions: [from / 100, to / 100] as const, designEffect: designEffect ?? 1 }
  return {
    from,
    to,
    sampleSize,
    designEffect: designEffect ?? 1,
    designEffectKnown: designEffect !== null,
    power: powerForProportions(rounds, sampleSize),
    neededForEighty: sizeForProportions(rounds, 0.8).answers,
  }
}
