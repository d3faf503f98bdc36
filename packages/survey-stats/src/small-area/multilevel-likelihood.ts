import { choleskyInverse, choleskySolve, gaussHermite, log1pExp, type ValueAndGradient } from '@kepu/numeric'
import type { MultilevelLayout } from './multilevel-data.ts'
import { findMode, type Mode, toEffects } from './multilevel-mode.ts'

/** Minus the log-likelihood (without the binomial constant) at (β, σ), with its slope and the mode that it rests on. */
export interface MarginalPoint extends ValueAndGradient {
  readonly mode: Mode
}

function split(layout: MultilevelLayout, parameter: Float64Array) {
  const p = layout.x.cols
  return { coefficient: parameter.subarray(0, p), deviation: parameter.subarray(p) }
}

/**
 * Laplace's approximation of the marginal likelihood, and its exact slope.
 *
 *   ℓ = h(û) − ½·log|M|,  h the penalised log-likelihood at its mode û,  M its curvature there
 *
 * The slope follows û as it moves with the parameters, by the implicit function theorem: with C = M⁻¹, sᵢ = zᵢᵀΛCΛzᵢ, vᵢ = sᵢ·∂wᵢ/∂ηᵢ, c = CΛZᵀv, r = ZΛc,
 *   ∂ℓ/∂β = Xᵀ(y − μ − ½v + ½w∘r),
 *   ∂ℓ/∂σₜ = Σᵢ (yᵢ − μᵢ)(uₜ − ½cₜ) − ½(vᵢ − wᵢrᵢ)uₜ − wᵢ·(CΛzᵢ)ₜ,  index t: the row's effect of term t.
 */
export function laplacePoint(layout: MultilevelLayout, parameter: Float64Array, start: Float64Array): MarginalPoint {
  const { coefficient, deviation } = split(layout, parameter)
  const mode = findMode(layout, coefficient, deviation, start)
  const { successes, trials, effect, termCount, x } = layout
  const n = successes.length
  const { expected, variance: w, effect: u, factor } = mode
  const inverse = choleskyInverse(factor)
  const q = inverse.rows
  const reach = new Float64Array(termCount * n)
  const v = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    let spread = 0
    for (let t = 0; t < termCount; t++) {
      let sum = 0
      for (let s = 0; s < termCount; s++) sum += deviation[s] * inverse.data[effect[t * n + i] + effect[s * n + i] * q]
      reach[t * n + i] = sum
      spread += deviation[t] * sum
    }
    v[i] = spread * w[i] * (1 - (2 * expected[i]) / trials[i])
  }
  const c = choleskySolve(factor, toEffects(layout, deviation, v))
  const r = new Float64Array(n)
  for (let t = 0; t < termCount; t++) for (let i = 0; i < n; i++) r[i] += deviation[t] * c[effect[t * n + i]]
  const gradient = new Float64Array(parameter.length)
  for (let k = 0; k < x.cols; k++) {
    for (let i = 0; i < n; i++) {
      gradient[k] -= x.data[i + k * n] * (successes[i] - expected[i] - 0.5 * (v[i] - w[i] * r[i]))
    }
  }
  for (let t = 0; t < termCount; t++) {
    let sum = 0
    for (let i = 0; i < n; i++) {
      const j = effect[t * n + i]
      sum += (successes[i] - expected[i]) * (u[j] - 0.5 * c[j])
      sum -= 0.5 * (v[i] - w[i] * r[i]) * u[j] + w[i] * reach[t * n + i]
    }
    gradient[x.cols + t] = -sum
  }
  return { value: -(mode.penalised - 0.5 * factor.logDeterminant), gradient, mode }
}

/**
 * Adaptive Gauss–Hermite quadrature of the marginal likelihood with one random term, nodes centred at each level's mode and scaled by its curvature.
 *
 *   ℓ = Σ_levels log Σ_k ω_k·exp(h_j(u_k) + z_k²/2) − ½·log M_jj,  u_k = û_j + z_k/√M_jj
 *
 * The slope is the expected score over the nodes (Fisher's identity): exact for the integral, so within the quadrature's own error of the slope of the sum.
 */
export function quadraturePoint(
  layout: MultilevelLayout,
  parameter: Float64Array,
  start: Float64Array,
  points: number,
): MarginalPoint {
  const { coefficient, deviation } = split(layout, parameter)
  const mode = findMode(layout, coefficient, deviation, start)
  const { node, weight } = gaussHermite(points)
  const { successes, trials, effect, termOf, x } = layout
  const n = successes.length
  const q = termOf.length
  const sigma = deviation[0]
  const lower = mode.factor.lower
  const logTerm = new Float64Array(q * points)
  const value = new Float64Array(q * points)
  for (let j = 0; j < q; j++) {
    for (let k = 0; k < points; k++) {
      const u = mode.effect[j] + node[k] / lower.data[j + j * q]
      value[j * points + k] = u
      logTerm[j * points + k] = Math.log(weight[k]) + 0.5 * node[k] ** 2 - 0.5 * u * u
    }
  }
  for (let i = 0; i < n; i++) {
    const j = effect[i]
    for (let k = 0; k < points; k++) {
      const eta = mode.predictor[i] + sigma * (value[j * points + k] - mode.effect[j])
      logTerm[j * points + k] += successes[i] * eta - trials[i] * log1pExp(eta)
    }
  }
  const logLikelihood = normalise(logTerm, points) - 0.5 * mode.factor.logDeterminant
  const gradient = new Float64Array(parameter.length)
  for (let i = 0; i < n; i++) {
    const j = effect[i]
    let residual = 0
    for (let k = 0; k < points; k++) {
      const u = value[j * points + k]
      const eta = mode.predictor[i] + sigma * (u - mode.effect[j])
      const part = logTerm[j * points + k] * (successes[i] - trials[i] / (1 + Math.exp(-eta)))
      residual += part
      gradient[x.cols] -= part * u
    }
    for (let c = 0; c < x.cols; c++) gradient[c] -= x.data[i + c * n] * residual
  }
  return { value: -logLikelihood, gradient, mode }
}

/** Turns each run of `points` log terms into shares that sum to 1; the sum of the logs of their totals. */
function normalise(logTerm: Float64Array, points: number): number {
  let total = 0
  for (let at = 0; at < logTerm.length; at += points) {
    const part = logTerm.subarray(at, at + points)
    let largest = Number.NEGATIVE_INFINITY
    for (const value of part) largest = Math.max(largest, value)
    let sum = 0
    for (let k = 0; k < points; k++) {
      part[k] = Math.exp(part[k] - largest)
      sum += part[k]
    }
    for (let k = 0; k < points; k++) part[k] /= sum
    total += largest + Math.log(sum)
  }
  return total
}
