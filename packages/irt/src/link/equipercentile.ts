import { choleskyFactor, choleskySolve, matrix, matVec, NumericError, transposeMul } from '@kepu/numeric'

function shares(frequency: ArrayLike<number>, what: string): Float64Array {
  let sum = 0
  for (let s = 0; s < frequency.length; s++) {
    if (!(frequency[s] >= 0) || !Number.isFinite(frequency[s])) {
      throw new NumericError('irt.frequency', `${what}: score ${s} has frequency ${frequency[s]}`)
    }
    sum += frequency[s]
  }
  if (!(sum > 0)) throw new NumericError('irt.frequency', `${what}: nobody`)
  return Float64Array.from(frequency, (f) => f / sum)
}

/**
 * Scores of form X as scores of form Y with the same percentile rank.
 *
 *   P(x) = F(x − 1) + f(x)/2,  y = (P − G(u − 1))/g(u) + u − ½,  u the lowest score with G(u) > P
 *
 * @param x  [S + 1] frequencies or shares of the scores 0 … S of form X
 * @param y  [T + 1] of form Y, from the same population of persons
 * @returns  [S + 1] scores of form Y, −½ … T + ½
 * @throws NumericError irt.frequency (names the score)
 * Validity: scores that nobody has make it jump; smooth the frequencies first (`smoothFrequencies`).
 * Source: Kolen & Brennan (2014), §2.5. Checked: R equate 2.0; a form is equated to itself; percentile ranks agree.
 */
export function equateEquipercentile(x: ArrayLike<number>, y: ArrayLike<number>): Float64Array {
  const f = shares(x, 'form X')
  const g = shares(y, 'form Y')
  let below = 0
  return f.map((share) => {
    const rank = below + 0.5 * share
    below += share
    return atRank(g, rank)
  })
}

function atRank(g: Float64Array, rank: number): number {
  let below = 0
  let last = -0.5
  for (let u = 0; u < g.length; u++) {
    if (below + g[u] > rank) return (rank - below) / g[u] + u - 0.5
    below += g[u]
    if (g[u] > 0) last = u + 0.5
  }
  return last
}

/**
 * Scores of form X on the scale of form Y by the mean, or by mean and standard deviation.
 *
 *   mean: y = x − x̄ + ȳ;  linear: y = sd_Y/sd_X·(x − x̄) + ȳ
 *
 * @param x, y  frequencies of the scores from 0 on, from the same population
 * @throws NumericError irt.frequency when nobody differs on form X (linear)
 * Source: Kolen & Brennan (2014), §2.3. Checked: R equate 2.0; moments of the equated scores.
 */
export function equateByMoments(x: ArrayLike<number>, y: ArrayLike<number>, method: 'mean' | 'linear'): Float64Array {
  const f = scoreMoments(shares(x, 'form X'))
  const g = scoreMoments(shares(y, 'form Y'))
  if (method === 'linear' && !(f.variance > 0)) throw new NumericError('irt.frequency', 'form X: all have one score')
  const slope = method === 'mean' ? 1 : Math.sqrt(g.variance / f.variance)
  return Float64Array.from({ length: x.length }, (_, score) => g.mean + slope * (score - f.mean))
}

function scoreMoments(share: Float64Array): { mean: number; variance: number } {
  let mean = 0
  for (let s = 0; s < share.length; s++) mean += s * share[s]
  let variance = 0
  for (let s = 0; s < share.length; s++) variance += share[s] * (s - mean) ** 2
  return { mean, variance }
}

/**
 * Circle-arc equating for groups too small for percentiles: the lowest and highest scores go to each other, the means too, and a circle's arc joins the three
 * (as a departure from the straight line between the ends).
 *
 * @param x, y  frequencies of the scores from 0 on, from the same population; the ends are the lowest and highest possible scores
 * @throws NumericError irt.frequency when a mean lies at an end, or so far from the other that the arc would turn back
 * Validity: some twenty persons a form; made for forms whose difficulty differs a little.
 * Source: Livingston & Kim (2009), J. Educ. Meas. 46, 330–343, simplified method. Checked: R equate 2.0; the three points lie on it; equal forms are left alone.
 */
export function equateCircleArc(x: ArrayLike<number>, y: ArrayLike<number>): Float64Array {
  const middle = scoreMoments(shares(x, 'form X')).mean
  const target = scoreMoments(shares(y, 'form Y')).mean
  const last = x.length - 1
  if (!(middle > 0 && middle < last)) throw new NumericError('irt.frequency', `form X: mean ${middle} at an end`)
  const slope = (y.length - 1) / last
  const rise = target - slope * middle
  const line = (score: number): number => slope * score
  if (Math.abs(rise) < 1e-12 * y.length) return Float64Array.from({ length: x.length }, (_, score) => line(score))
  // The circle through (0, 0), (middle, rise) and (last, 0), centred above or below the middle of the scale.
  const centre = last / 2
  const height = (middle * middle - middle * last + rise * rise) / (2 * rise)
  if (height * rise > 0)
    throw new NumericError('irt.frequency', 'the means lie too far apart for an arc: more than half a circle')
  const radius = Math.hypot(centre, height)
  const side = Math.sign(rise)
  return Float64Array.from({ length: x.length }, (_, score) => {
    return line(score) + height + side * Math.sqrt(Math.max(0, radius ** 2 - (score - centre) ** 2))
  })
}

/**
 * Log-linear smoothing of score frequencies: a polynomial in the logs that keeps the total and the first `degree` moments.
 *
 *   log m(s) = β₀ + β₁s + … + β_c s^c by maximum Poisson likelihood
 *
 * @param degree  1 … 10, below the number of scores
 * @returns       [S + 1] smoothed frequencies with the sum of the given ones
 * @throws NumericError irt.frequency · irt.notConverged
 * Source: Holland & Thayer (1987), ETS RR-87-31; (2000), J. Educ. Behav. Stat. 25, 133–183. Checked: moments up to the degree are kept.
 */
export function smoothFrequencies(frequency: ArrayLike<number>, degree: number): Float64Array {
  const count = frequency.length
  const share = shares(frequency, 'frequencies')
  if (!Number.isInteger(degree) || degree < 1 || degree > 10 || degree >= count) {
    throw new NumericError('irt.frequency', `degree ${degree} for ${count} scores`)
  }
  const basis = orthogonalPolynomials(count, degree)
  const total = Array.from(frequency).reduce((a, b) => a + b, 0)
  let beta = new Float64Array(degree + 1)
  beta[0] = -Math.log(count)
  for (let step = 0; step < 200; step++) {
    const fitted = matVec(basis, beta).map(Math.exp)
    const residual = { rows: count, cols: 1, data: share.map((value, s) => value - fitted[s]) }
    const gradient = transposeMul(basis, residual).data
    const move = choleskySolve(choleskyFactor(transposeMul(basis, basis, fitted)), gradient)
    const decrement = move.reduce((sum, value, k) => sum + value * gradient[k], 0)
    if (decrement < 1e-24) return fitted.map((value) => value * total)
    const length = Math.max(...matVec(basis, move).map(Math.abs))
    const damping = Math.min(1, 1 / length)
    beta = beta.map((value, k) => value + damping * move[k])
  }
  throw new NumericError('irt.notConverged', `no log-linear fit of degree ${degree}`)
}

/** [S + 1 × degree + 1] polynomials of the scores, orthogonal under equal weights, the first all ones: powers would be singular to rounding. */
function orthogonalPolynomials(count: number, degree: number) {
  const basis = matrix(count, degree + 1)
  for (let s = 0; s < count; s++) {
    const z = (2 * s) / (count - 1) - 1
    basis.data[s] = 1
    if (degree > 0) basis.data[s + count] = z
    for (let k = 2; k <= degree; k++) {
      const [one, two] = [basis.data[s + (k - 1) * count], basis.data[s + (k - 2) * count]]
      basis.data[s + k * count] = ((2 * k - 1) * z * one - (k - 1) * two) / k
    }
  }
  return basis
}
