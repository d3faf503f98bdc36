import { NumericError } from '@kepu/numeric'

/** How far weights may move, and what a move costs. 'linear' is the regression estimator; 'raking' keeps weights positive; 'logit' keeps them within bounds. */
export type CalibrationDistance = 'linear' | 'raking' | 'logit' | 'sinh'

/** Smallest and largest factor g of a weight. */
export interface WeightBounds {
  readonly lower: number
  readonly upper: number
}

/** Factor g(u) and its slope, u the linear predictor of the calibration. */
export type DistanceFunction = (u: number) => readonly [number, number]

function clipped(g: number, slope: number, { lower, upper }: WeightBounds): readonly [number, number] {
  if (g >= upper) return [upper, 0]
  if (g <= lower) return [lower, 0]
  return [g, slope]
}

function logitFunction({ lower, upper }: WeightBounds): DistanceFunction {
  if (!(lower < 1 && upper > 1 && Number.isFinite(lower) && Number.isFinite(upper))) {
    throw new NumericError('survey.bounds', `the logit distance needs finite bounds around 1, not ${lower} … ${upper}`)
  }
  const a = (upper - lower) / ((upper - 1) * (1 - lower))
  return (u) => {
    const e = Math.exp(Math.min(700, a * u))
    const below = upper - 1 + (1 - lower) * e
    const g = (lower * (upper - 1) + upper * (1 - lower) * e) / below
    return [g, ((g - lower) * (upper - g) * a) / (upper - lower)]
  }
}

/**
 * The factor of a distance, kept within bounds.
 *
 * @throws NumericError survey.bounds unless lower < 1 < upper
 */
export function distanceFunction(distance: CalibrationDistance, bounds: WeightBounds): DistanceFunction {
  if (!(bounds.lower < 1 && bounds.upper > 1)) {
    throw new NumericError('survey.bounds', `bounds ${bounds.lower} … ${bounds.upper} leave out 1`)
  }
  switch (distance) {
    case 'linear':
      return (u) => clipped(1 + u, 1, bounds)
    case 'raking':
      return (u) => {
        const g = Math.exp(Math.min(700, u))
        return clipped(g, g, bounds)
      }
    case 'sinh':
      return (u) => {
        const p = Math.asinh(2 * u)
        const root = Math.sqrt(p * p + 4)
        return clipped((p + root) / 2, (1 + p / root) / Math.sqrt(1 + 4 * u * u), bounds)
      }
    case 'logit':
      return logitFunction(bounds)
  }
}
