import { type Matrix, NumericError } from '@kepu/numeric'

/**
 * Variance estimate of the Horvitz–Thompson total from joint inclusion probabilities.
 *
 *   Horvitz–Thompson  Σₖ Σₗ (πₖₗ − πₖπₗ)/πₖₗ · yₖ/πₖ · yₗ/πₗ
 *   Yates–Grundy     ½ Σₖ Σₗ (πₖπₗ − πₖₗ)/πₖₗ · (yₖ/πₖ − yₗ/πₗ)²        (fixed size only)
 *
 * Both can be negative for some designs; the value is given as it is.
 *
 * @param y      [n] values of the sampled units
 * @param joint  [n × n] their joint probabilities, πₖ on the diagonal
 * @throws NumericError survey.shape · survey.sampleSize · survey.jointProbability when a πₖₗ is not positive (names the pair): no unbiased estimate exists
 * Source: Särndal, Swensson & Wretman (1992), §2.8. Checked: R sampling 2.11 varHT; mean over all samples equals the true variance.
 */
export function totalVarianceFromJoint(
  y: ArrayLike<number>,
  joint: Matrix,
  method: 'horvitz-thompson' | 'yates-grundy',
): number {
  const n = y.length
  if (joint.rows !== n || joint.cols !== n) {
    throw new NumericError('survey.shape', `${n} values, joint probabilities ${joint.rows} × ${joint.cols}`)
  }
  if (method === 'yates-grundy' && n < 2) {
    throw new NumericError('survey.sampleSize', 'one unit: the Yates–Grundy estimate needs pairs')
  }
  let variance = 0
  for (let k = 0; k < n; k++) {
    const pk = joint.data[k + k * n]
    for (let l = 0; l < n; l++) {
      const pkl = joint.data[k + l * n]
      if (!(pkl > 0))
        throw new NumericError('survey.jointProbability', `units ${k} and ${l} have joint probability ${pkl}`)
      const pl = joint.data[l + l * n]
      if (method === 'horvitz-thompson') variance += (((pkl - pk * pl) / pkl) * y[k] * y[l]) / (pk * pl)
      else variance += ((pk * pl - pkl) / pkl) * 0.5 * (y[k] / pk - y[l] / pl) ** 2
    }
  }
  return variance
}

/**
 * Approximate variance of the Horvitz–Thompson total under a high-entropy design of fixed size, from πₖ alone.
 *
 *   1/(1 − Σ aₖ²) · Σ (1 − πₖ)(yₖ/πₖ − A)²,  aₖ = (1 − πₖ)/Σ(1 − πₗ),  A = Σ aₗ yₗ/πₗ
 *
 * @param y  [n] and probability [n] of the sampled units
 * @throws NumericError survey.shape · survey.probability · survey.sampleSize (fewer than two open units)
 * Validity: Brewer, Sampford, Tillé, conditional Poisson, random systematic; not systematic in a sorted order.
 * Source: Deville (1999); Tillé (2006), §7.5.5. Checked: R sampling 2.11 varest; near the exact variance of Sampford's design.
 */
export function totalVarianceApproximate(y: ArrayLike<number>, probability: ArrayLike<number>): number {
  const n = y.length
  if (probability.length !== n)
    throw new NumericError('survey.shape', `${n} values, ${probability.length} probabilities`)
  let sum = 0
  for (let k = 0; k < n; k++) {
    if (!(probability[k] > 0 && probability[k] <= 1)) {
      throw new NumericError('survey.probability', `probability[${k}] is ${probability[k]}`)
    }
    sum += 1 - probability[k]
  }
  if (sum === 0) return 0
  let squares = 0
  let centre = 0
  for (let k = 0; k < n; k++) {
    const a = (1 - probability[k]) / sum
    squares += a * a
    centre += (a * y[k]) / probability[k]
  }
  if (squares >= 1) throw new NumericError('survey.sampleSize', 'fewer than two units that are not certain')
  let variance = 0
  for (let k = 0; k < n; k++) variance += (1 - probability[k]) * (y[k] / probability[k] - centre) ** 2
  return variance / (1 - squares)
}
