import type { Items } from './items.ts'

/**
 * Gradient of log Pₖ by the item's parameters, for every category k. Written into `out`, nothing is allocated.
 *
 * @param probability  the item's category probabilities at θ, as `categoryProbabilities` gives them
 * @param out          at least K·n values: ∂ log Pₖ/∂(parameter p) at k·n + p, n the item's number of parameters
 * Checked: differences of log `categoryProbabilities`; Σₖ Pₖ·gradient = 0.
 */
export function parameterGradient(
  items: Items,
  item: number,
  theta: number,
  probability: Float64Array,
  out: Float64Array,
): void {
  const model = items.model[item]
  const count = items.categories[item]
  if (model === 'logistic') logisticGradient(items, item, theta, probability, out)
  else if (model === 'graded') gradedGradient(items, item, theta, out, count)
  else if (model === 'nominal') nominalGradient(theta, probability, out, count)
  else partialCreditGradient(theta, probability, out, count)
}

function partialCreditGradient(theta: number, probability: Float64Array, out: Float64Array, count: number): void {
  let mean = 0
  for (let k = 1; k < count; k++) mean += k * probability[k]
  for (let k = 0; k < count; k++) {
    out[k * count] = theta * (k - mean)
    for (let m = 1; m < count; m++) out[k * count + m] = (k === m ? 1 : 0) - probability[m]
  }
}

function logisticGradient(
  { parameter, start }: Items,
  item: number,
  theta: number,
  probability: Float64Array,
  out: Float64Array,
): void {
  const first = start[item]
  const eta = parameter[first] * theta + parameter[first + 1]
  const right = 1 / (1 + Math.exp(-eta))
  const wrong = 1 / (1 + Math.exp(eta))
  const steep = (parameter[first + 3] - parameter[first + 2]) * right * wrong
  for (let k = 0; k < 2; k++) {
    const factor = k === 1 ? 1 / probability[1] : -1 / probability[0]
    out[4 * k] = factor * steep * theta
    out[4 * k + 1] = factor * steep
    out[4 * k + 2] = factor * wrong
    out[4 * k + 3] = factor * right
  }
}

/** Pₖ = F_k(1 − F_{k+1})(1 − exp(d_{k+1} − d_k)): ∂/∂d_k = 1 − F_k + r, ∂/∂d_{k+1} = −F_{k+1} − r with r = 1/(exp(d_k − d_{k+1}) − 1). */
function gradedGradient(
  { parameter, start }: Items,
  item: number,
  theta: number,
  out: Float64Array,
  count: number,
): void {
  const first = start[item]
  out.fill(0, 0, count * count)
  let aboveNot = 0
  for (let k = 0; k < count; k++) {
    const last = k === count - 1
    const eta = last ? Number.NEGATIVE_INFINITY : parameter[first] * theta + parameter[first + 1 + k]
    const next = 1 / (1 + Math.exp(-eta))
    const r = k === 0 || last ? 0 : 1 / Math.expm1(parameter[first + k] - parameter[first + 1 + k])
    const row = k * count
    out[row] = theta * (aboveNot - next)
    if (k > 0) out[row + k] = aboveNot + r
    if (!last) out[row + k + 1] = -next - r
    aboveNot = 1 / (1 + Math.exp(eta))
  }
}

function nominalGradient(theta: number, probability: Float64Array, out: Float64Array, count: number): void {
  const n = 2 * (count - 1)
  for (let k = 0; k < count; k++) {
    for (let m = 1; m < count; m++) {
      const residual = (k === m ? 1 : 0) - probability[m]
      out[k * n + m - 1] = theta * residual
      out[k * n + count - 2 + m] = residual
    }
  }
}

/**
 * Second derivatives of log Pₖ by the item's parameters, for every category k. Written into `out`, nothing is allocated.
 *
 * @param probability  the item's category probabilities at θ
 * @param gradient     as `parameterGradient` gives it
 * @param out          at least K·n² values: ∂² log Pₖ/∂p∂r at (k·n + p)·n + r
 * Checked: differences of `parameterGradient`; Σₖ Pₖ·(Hessian + gradient·gradientᵀ) = 0.
 */
export function parameterHessian(
  items: Items,
  item: number,
  theta: number,
  probability: Float64Array,
  gradient: Float64Array,
  out: Float64Array,
): void {
  const model = items.model[item]
  const count = items.categories[item]
  if (model === 'logistic') logisticHessian(items, item, theta, probability, gradient, out)
  else if (model === 'graded') gradedHessian(items, item, theta, out, count)
  else dividedHessian(probability, gradient, out, count, model === 'nominal' ? 2 * (count - 1) : count)
}

function dividedHessian(
  probability: Float64Array,
  gradient: Float64Array,
  out: Float64Array,
  count: number,
  n: number,
): void {
  // Divide-by-total models are exponential families: the Hessian is −E(gradient·gradientᵀ), whatever the category.
  for (let p = 0; p < n; p++) {
    for (let r = 0; r <= p; r++) {
      let sum = 0
      for (let k = 0; k < count; k++) sum -= probability[k] * gradient[k * n + p] * gradient[k * n + r]
      for (let k = 0; k < count; k++) {
        out[(k * n + p) * n + r] = sum
        out[(k * n + r) * n + p] = sum
      }
    }
  }
}

function logisticHessian(
  { parameter, start }: Items,
  item: number,
  theta: number,
  probability: Float64Array,
  gradient: Float64Array,
  out: Float64Array,
): void {
  const first = start[item]
  const eta = parameter[first] * theta + parameter[first + 1]
  const right = 1 / (1 + Math.exp(-eta))
  const wrong = 1 / (1 + Math.exp(eta))
  const density = right * wrong
  const curve = (parameter[first + 3] - parameter[first + 2]) * density * (wrong - right)
  for (let k = 0; k < 2; k++) {
    const factor = k === 1 ? 1 / probability[1] : -1 / probability[0]
    const at = 16 * k
    for (let p = 0; p < 4; p++) {
      for (let r = 0; r < 4; r++) out[at + 4 * p + r] = -gradient[4 * k + p] * gradient[4 * k + r]
    }
    out[at] += factor * curve * theta * theta
    out[at + 1] += factor * curve * theta
    out[at + 4] += factor * curve * theta
    out[at + 5] += factor * curve
    for (let p = 0; p < 2; p++) {
      const change = factor * density * (p === 0 ? theta : 1)
      out[at + 4 * p + 2] -= change
      out[at + 8 + p] -= change
      out[at + 4 * p + 3] += change
      out[at + 12 + p] += change
    }
  }
}

function gradedHessian(
  { parameter, start }: Items,
  item: number,
  theta: number,
  out: Float64Array,
  count: number,
): void {
  const first = start[item]
  const n = count
  out.fill(0, 0, count * n * n)
  let v = 0
  for (let k = 0; k < count; k++) {
    const last = k === count - 1
    const eta = last ? Number.NEGATIVE_INFINITY : parameter[first] * theta + parameter[first + 1 + k]
    const w = last ? 0 : 1 / (1 + Math.exp(-eta)) / (1 + Math.exp(eta))
    const r = k === 0 || last ? 0 : 1 / Math.expm1(parameter[first + k] - parameter[first + 1 + k])
    const gap = r * (1 + r)
    const at = k * n * n
    out[at] = -theta * theta * (v + w)
    if (k > 0) {
      out[at + k] = -theta * v
      out[at + k * n] = -theta * v
      out[at + k * n + k] = -v - gap
    }
    if (!last) {
      out[at + k + 1] = -theta * w
      out[at + (k + 1) * n] = -theta * w
      out[at + (k + 1) * n + k + 1] = -w - gap
    }
    if (k > 0 && !last) {
      out[at + k * n + k + 1] = gap
      out[at + (k + 1) * n + k] = gap
    }
    v = w
  }
}
