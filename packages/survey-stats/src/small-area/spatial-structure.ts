import {
  choleskyFactor,
  choleskyInverse,
  identity,
  type Matrix,
  matMul,
  NumericError,
  transpose,
  transposeMul,
} from '@kepu/numeric'
import { combine } from './mixed-model.ts'

/** @throws NumericError survey.shape · survey.proximity (names the areas) unless W has non-negative rows that sum to 1 or 0 and a zero diagonal */
export function requireProximity(w: Matrix, areas: number): void {
  if (w.rows !== areas || w.cols !== areas) {
    throw new NumericError('survey.shape', `proximity of ${w.rows} × ${w.cols} for ${areas} areas`)
  }
  for (let i = 0; i < areas; i++) {
    let sum = 0
    for (let j = 0; j < areas; j++) {
      const value = w.data[i + j * areas]
      if (!(value >= 0) || (i === j && value !== 0)) {
        throw new NumericError('survey.proximity', `proximity of areas ${i} and ${j} is ${value}`)
      }
      sum += value
    }
    if (sum !== 0 && !(Math.abs(sum - 1) < 1e-4)) {
      throw new NumericError('survey.proximity', `row ${i} of the proximities sums to ${sum}, not 1`)
    }
  }
}

/** WᵀW and W + Wᵀ: what the precision of a simultaneous autoregression is made of. */
export interface Neighbourhood {
  readonly square: Matrix
  readonly sum: Matrix
}

export function neighbourhood(w: Matrix): Neighbourhood {
  return { square: transposeMul(w, w), sum: combine([1, w], [1, transpose(w)]) }
}

/** A simultaneous autoregression with unit variance at one correlation. */
export interface Autoregression {
  /** C = ((I − ρW)ᵀ(I − ρW))⁻¹, ∂C/∂ρ and ∂²C/∂ρ² */
  readonly shape: Matrix
  readonly slope: Matrix
  readonly curvature: Matrix
}

export function spatialAutoregression({ square, sum }: Neighbourhood, correlation: number): Autoregression {
  const precision = combine([1, identity(square.rows)], [-correlation, sum], [correlation ** 2, square])
  const shape = choleskyInverse(choleskyFactor(precision))
  const change = combine([2 * correlation, square], [-1, sum])
  const once = matMul(shape, matMul(change, shape))
  const curvature = combine([2, matMul(once, matMul(change, shape))], [-2, matMul(shape, matMul(square, shape))])
  return { shape, slope: combine([-1, once]), curvature }
}
