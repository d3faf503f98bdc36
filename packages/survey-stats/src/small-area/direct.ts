import { type Matrix, NumericError } from '@kepu/numeric'

/** Design-based means of areas, each from its own sample only. */
export interface DirectAreaMeans {
  /** [D] units in the sample */
  readonly sampleSize: Float64Array
  /** [D] in U; 0 in an area without a sample */
  readonly estimate: Float64Array
  /** [D] sampling variance, in U²; Infinity without a sample */
  readonly variance: Float64Array
}

function requireUnits(y: ArrayLike<number>, area: ArrayLike<number>, areaCount: number): void {
  if (area.length !== y.length) throw new NumericError('survey.shape', `${y.length} values, ${area.length} areas`)
  for (let i = 0; i < y.length; i++) {
    if (!Number.isFinite(y[i])) throw new NumericError('survey.value', `y[${i}] is ${y[i]}`)
    if (!Number.isInteger(area[i]) || area[i] < 0 || area[i] >= areaCount) {
      throw new NumericError('survey.group', `row ${i} has area ${area[i]} of ${areaCount}`)
    }
  }
}

function requireWeights(weight: ArrayLike<number>, n: number): void {
  if (weight.length !== n) throw new NumericError('survey.shape', `${n} values, ${weight.length} weights`)
  for (let i = 0; i < n; i++) {
    if (!(weight[i] > 0) || !Number.isFinite(weight[i])) {
      throw new NumericError('survey.weight', `weight[${i}] is ${weight[i]}`)
    }
  }
}

function requireSizes(size: ArrayLike<number>): void {
  for (let d = 0; d < size.length; d++) {
    if (!(size[d] > 0)) throw new NumericError('survey.size', `area ${d} has ${size[d]} units`)
  }
}

/**
 * Horvitz–Thompson means of areas of known size, with the variance of Poisson sampling.
 *
 *   estimate = Σ w·y/N,  variance = Σ w(w − 1)y²/N²
 *
 * @param y         [n] in some unit U
 * @param weight    [n] inverse inclusion probability
 * @param area      [n] codes 0 … D−1
 * @param areaSize  [D] units in the population of each area
 * @throws NumericError survey.shape · survey.value · survey.weight · survey.group · survey.size (name the place)
 *
 * Validity: exact for Poisson sampling. Under designs of fixed size it overstates the variance; use the variance engine of the design where there is one.
 * Source: Särndal, Swensson & Wretman (1992), Model Assisted Survey Sampling, §3.5. Checked: R sae 1.3 direct.
 */
export function directHorvitzThompson(
  y: ArrayLike<number>,
  weight: ArrayLike<number>,
  area: ArrayLike<number>,
  areaSize: ArrayLike<number>,
): DirectAreaMeans {
  const areas = areaSize.length
  requireUnits(y, area, areas)
  requireWeights(weight, y.length)
  requireSizes(areaSize)
  const sampleSize = new Float64Array(areas)
  const estimate = new Float64Array(areas)
  const variance = new Float64Array(areas)
  for (let i = 0; i < y.length; i++) {
    const d = area[i]
    sampleSize[d]++
    estimate[d] += (weight[i] * y[i]) / areaSize[d]
    variance[d] += (weight[i] * (weight[i] - 1) * y[i] ** 2) / areaSize[d] ** 2
  }
  return { sampleSize, estimate, variance: variance.map((v, d) => (sampleSize[d] > 0 ? v : Number.POSITIVE_INFINITY)) }
}

/**
 * Sample means of areas under simple random sampling within each.
 *
 *   variance = (1 − n/N)·S²/n,  S² = Σ (y − ȳ)²/(n − 1)
 *
 * @param areaSize  [D] units in the population; Infinity for sampling with replacement (no correction)
 * @returns         variance Infinity where n < 2
 * @throws NumericError survey.shape · survey.value · survey.group · survey.size (name the place)
 * Source: Cochran (1977), Sampling Techniques, §2.5. Checked: R sae 1.3 direct, with and without replacement.
 */
export function directSimpleRandom(
  y: ArrayLike<number>,
  area: ArrayLike<number>,
  areaSize: ArrayLike<number>,
): DirectAreaMeans {
  const areas = areaSize.length
  requireUnits(y, area, areas)
  requireSizes(areaSize)
  const sampleSize = new Float64Array(areas)
  const estimate = new Float64Array(areas)
  for (let i = 0; i < y.length; i++) {
    sampleSize[area[i]]++
    estimate[area[i]] += (y[i] - estimate[area[i]]) / sampleSize[area[i]]
  }
  const squares = new Float64Array(areas)
  for (let i = 0; i < y.length; i++) squares[area[i]] += (y[i] - estimate[area[i]]) ** 2
  const variance = squares.map((square, d) => {
    const n = sampleSize[d]
    if (n > areaSize[d]) throw new NumericError('survey.size', `area ${d}: ${n} sampled of ${areaSize[d]}`)
    return n < 2 ? Number.POSITIVE_INFINITY : ((1 - n / areaSize[d]) * square) / (n * (n - 1))
  })
  return { sampleSize, estimate, variance }
}

/**
 * Post-stratified synthetic means: the whole sample's mean of each class, put together by the area's own composition.
 *
 *   estimate_d = Σ_c N_dc·ȳ_c/Σ_c N_dc,  ȳ_c = Σ w·y over the class, divided by its Σ w ('estimated') or by Σ_d N_dc ('known')
 *
 * @param class_   [n] codes 0 … C−1
 * @param count    [D × C] units of class c in area d
 * @param divisor  'estimated' keeps a class's mean within its values when it answered too little; 'known' is unbiased under the design alone
 * @throws NumericError survey.shape · survey.value · survey.weight · survey.group · survey.emptyClass (a class with people but no sample)
 * Validity: unbiased only if a class has the same mean in every area.
 * Source: Rao & Molina (2015), §3.2. Checked: R sae 1.3 pssynt.
 */
export function postStratifiedSynthetic(
  y: ArrayLike<number>,
  weight: ArrayLike<number>,
  class_: ArrayLike<number>,
  count: Matrix,
  divisor: 'estimated' | 'known' = 'estimated',
): Float64Array {
  const { rows: areas, cols: classes } = count
  requireUnits(y, class_, classes)
  requireWeights(weight, y.length)
  const sum = new Float64Array(classes)
  const total = new Float64Array(classes)
  for (let i = 0; i < y.length; i++) {
    sum[class_[i]] += weight[i]
    total[class_[i]] += weight[i] * y[i]
  }
  const known = sum.map((_, c) => count.data.subarray(c * areas, (c + 1) * areas).reduce((a, b) => a + b, 0))
  const mean = total.map((value, c) => value / (divisor === 'known' ? known[c] : sum[c]))
  return Float64Array.from({ length: areas }, (_, d) => {
    let people = 0
    let of = 0
    for (let c = 0; c < classes; c++) {
      const n = count.data[d + c * areas]
      if (!(n >= 0) || !Number.isFinite(n)) throw new NumericError('survey.size', `area ${d}, class ${c}: ${n} units`)
      if (n === 0) continue
      if (sum[c] === 0) throw new NumericError('survey.emptyClass', `class ${c} has no sample, ${n} units in area ${d}`)
      people += n
      of += n * mean[c]
    }
    if (people === 0) throw new NumericError('survey.size', `area ${d} has no units`)
    return of / people
  })
}

/** A composite estimate and how much of it is direct. */
export interface CompositeEstimate {
  readonly estimate: Float64Array
  /** [D] φ, the direct estimate's part */
  readonly directShare: Float64Array
}

/**
 * Sample-size dependent estimate: direct where the sample is as large as expected, leaning on a synthetic one where it is smaller.
 *
 *   estimate = φ·direct + (1 − φ)·synthetic,  φ = min(1, N̂/(δ·N)),  N̂ = Σ w of the area
 *
 * @param weight    [n], area [n] codes 0 … D−1, areaSize [D]
 * @param delta     1 when not said; smaller trusts the direct estimate sooner
 * @throws NumericError survey.shape · survey.weight · survey.group · survey.size · survey.argument
 * Source: Drew, Singh & Choudhry (1982), Survey Methodology 8, 17–47. Checked: R sae 1.3 ssd.
 */
export function sampleSizeDependent(
  direct: ArrayLike<number>,
  synthetic: ArrayLike<number>,
  weight: ArrayLike<number>,
  area: ArrayLike<number>,
  areaSize: ArrayLike<number>,
  delta = 1,
): CompositeEstimate {
  const areas = areaSize.length
  requireUnits(weight, area, areas)
  requireWeights(weight, area.length)
  requireSizes(areaSize)
  if (direct.length !== areas || synthetic.length !== areas) {
    throw new NumericError(
      'survey.shape',
      `${direct.length} direct, ${synthetic.length} synthetic estimates, ${areas} areas`,
    )
  }
  if (!(delta > 0)) throw new NumericError('survey.argument', `delta ${delta}`)
  const estimatedSize = new Float64Array(areas)
  for (let i = 0; i < area.length; i++) estimatedSize[area[i]] += weight[i]
  const directShare = estimatedSize.map((size, d) => Math.min(1, size / (delta * areaSize[d])))
  const estimate = directShare.map((share, d) => share * direct[d] + (1 - share) * synthetic[d])
  return { estimate, directShare }
}
