import { type Matrix, matrix, NumericError, type Random } from '@kepu/numeric'
import { requireWeights } from './codes.ts'
import { hadamard } from './hadamard.ts'
import type { ClusterDesign, ReplicateDesign, Stage } from './types.ts'

/** Units² that a jackknife's factors may hold: 400 MB. */
const LARGEST_SQUARE = 5e7

/** [n] first-stage unit of each row; null where rows are the units. */
function firstUnitOfRow(design: ClusterDesign): Int32Array | null {
  let code: Int32Array | null = null
  for (let s = design.stages.length - 1; s >= 0; s--) {
    const { unitOf } = design.stages[s]
    if (unitOf === null) continue
    code = code === null ? unitOf : code.map((unit) => unitOf[unit])
  }
  return code
}

interface Scales {
  readonly scale: number
  readonly replicateScale: Float64Array
  readonly degreesOfFreedom: number
  readonly aroundEstimate: boolean
}

function fromFactors(design: ClusterDesign, value: Matrix, scales: Scales): ReplicateDesign {
  if (design.adjustments.length > 0) {
    throw new NumericError(
      'survey.design',
      'make replicates before the weights are adjusted, then adjust the replicates',
    )
  }
  return {
    kind: 'replicate',
    rows: design.rows,
    weight: design.weight,
    base: design.weight,
    adjustments: [],
    groupOf: firstUnitOfRow(design),
    groups: design.stages[0].units,
    replicates: value.cols,
    factors: [{ unitOf: null, value }],
    ...scales,
  }
}

/** The sampling fraction of each first-stage stratum, where all its units have the same. */
function stratumFractions({ stratumOf, strata, fraction }: Stage): Float64Array {
  const result = new Float64Array(strata).fill(Number.NaN)
  for (let j = 0; j < stratumOf.length; j++) {
    const h = stratumOf[j]
    if (!Number.isNaN(result[h]) && Math.abs(result[h] - fraction[j]) > 1e-12) {
      throw new NumericError(
        'survey.design',
        `units of stratum ${h} have different probabilities: this needs other replicates`,
      )
    }
    result[h] = fraction[j]
  }
  return result
}

/**
 * Jackknife replicates: each leaves out one first-stage unit and lets the others of its stratum stand for it.
 *
 *   factor = 0 for the unit, m/(m − 1) for its stratum, 1 elsewhere; rscale = (1 − f)(m − 1)/m
 *
 * JK1 is the same with one stratum. A lonely unit is treated by the design's policy: 'remove' and 'certainty' leave it out of the variance, 'average' scales up
 * what the others give, 'adjust' compares the whole sample without its stratum.
 *
 * @param aroundEstimate  deviations from the whole sample's estimate instead of the replicates' mean (a little larger)
 * @throws NumericError survey.lonelyPsu · survey.design (unequal probabilities in a stratum; weights already adjusted) ·
 *         survey.replicate (more than about 7,000 units: group them, or use the bootstrap)
 * Validity: means, ratios, regression; not quantiles. Later stages' population sizes don't count.
 * Memory O(U²). Source: Wolter (2007), ch. 4. Checked: R survey 4.5 as.svrepdesign JK1 and JKn.
 */
export function jackknifeDesign(design: ClusterDesign, aroundEstimate = false): ReplicateDesign {
  const [stage] = design.stages
  const { units, stratumOf, strata, sampled } = stage
  if (units * units > LARGEST_SQUARE) throw new NumericError('survey.replicate', `a jackknife of ${units} units`)
  const fraction = stratumFractions(stage)
  const used: number[] = []
  for (let j = 0; j < units; j++) if (keepsReplicate(design, stratumOf[j], fraction)) used.push(j)
  const value = matrix(units, used.length)
  const replicateScale = new Float64Array(used.length)
  used.forEach((left, r) => {
    const h = stratumOf[left]
    const m = sampled[h]
    const lonely = m === 1
    for (let j = 0; j < units; j++) {
      const same = stratumOf[j] === h
      const inside = lonely ? 0 : m / (m - 1)
      const outside = lonely ? strata / (strata - 1) : 1
      value.data[j + r * units] = j === left ? 0 : same ? inside : outside
    }
    replicateScale[r] = lonely ? (strata - 1) / strata : ((1 - fraction[h]) * (m - 1)) / m
  })
  const scale = design.lonelyPsu === 'average' ? units / used.length : 1
  return fromFactors(design, value, { scale, replicateScale, degreesOfFreedom: units - strata, aroundEstimate })
}

function keepsReplicate(design: ClusterDesign, h: number, fraction: Float64Array): boolean {
  if (design.stages[0].sampled[h] > 1) return true
  if (fraction[h] === 1) return false
  if (design.lonelyPsu === 'fail') {
    throw new NumericError('survey.lonelyPsu', `stage 1: stratum ${h} has one sampled unit and more in the population`)
  }
  return design.lonelyPsu === 'adjust'
}

/**
 * Balanced repeated replication, for two first-stage units in every stratum: each replicate keeps one of the two, or with Fay's method both with factors
 * 2 − ρ and ρ.
 *
 *   scale = 1/(R(1 − ρ)²),  R the order of a Hadamard matrix above the number of strata
 *
 * @param fay  ρ, 0 (plain) … below 1; 0.3 or 0.5 keep every row in, which small domains need
 * @throws NumericError survey.replicate (a stratum without exactly two units, ρ outside 0 … 1) · survey.design (weights already adjusted)
 * Validity: quantiles too. No finite population correction. Source: Judkins (1990), J. Off. Stat. 6, 223–239. Checked: R survey 4.5 BRR and Fay.
 */
export function balancedDesign(design: ClusterDesign, fay = 0, aroundEstimate = false): ReplicateDesign {
  const { units, stratumOf, strata, sampled } = design.stages[0]
  const bad = sampled.findIndex((m) => m !== 2)
  if (bad >= 0) throw new NumericError('survey.replicate', `stratum ${bad} has ${sampled[bad]} units, not 2`)
  if (!(fay >= 0 && fay < 1)) throw new NumericError('survey.replicate', `Fay's factor ${fay}`)
  const { order, elements } = hadamard(strata + 1)
  const value = matrix(units, order)
  const seen = new Uint8Array(strata)
  for (let j = 0; j < units; j++) {
    const h = stratumOf[j]
    const side = seen[h] === 0 ? 1 : -1
    seen[h] = 1
    for (let r = 0; r < order; r++) value.data[j + r * units] = elements[r * order + h + 1] === side ? 2 - fay : fay
  }
  const replicateScale = new Float64Array(order).fill(1)
  const scale = 1 / (order * (1 - fay) ** 2)
  return fromFactors(design, value, { scale, replicateScale, degreesOfFreedom: strata, aroundEstimate })
}

/**
 * Rao and Wu's rescaled bootstrap: m − 1 of the m first-stage units of each stratum drawn with replacement.
 *
 *   factor = 1 − c + c·m/(m − 1)·(times drawn),  c = √(1 − f);  variance = Σ(θᵣ − θ̄)²/(R − 1)
 *
 * @param replicates  R ≥ 2; some hundreds for standard errors, a thousand for intervals by percentiles
 * @throws NumericError survey.replicate · survey.lonelyPsu (a stratum with one unit that isn't all of it, unless the policy lets it add nothing) ·
 *         survey.design
 * Validity: quantiles too. Source: Rao & Wu (1988), JASA 83, 231–241; Rao, Wu & Yue (1992), Surv. Meth. 18, 209–217.
 * Checked: mean over replicates of the variance of a total against the closed form.
 */
export function bootstrapDesign(design: ClusterDesign, replicates: number, random: Random): ReplicateDesign {
  if (!Number.isInteger(replicates) || replicates < 2)
    throw new NumericError('survey.replicate', `${replicates} replicates`)
  const [stage] = design.stages
  const { units, stratumOf, strata, sampled } = stage
  const fraction = stratumFractions(stage)
  for (let h = 0; h < strata; h++) if (sampled[h] === 1) keepsReplicate(design, h, fraction)
  const members: number[][] = Array.from({ length: strata }, () => [])
  stratumOf.forEach((h, j) => {
    members[h].push(j)
  })
  const value = matrix(units, replicates)
  for (let r = 0; r < replicates; r++) {
    for (let h = 0; h < strata; h++) drawStratum(members[h], Math.sqrt(1 - fraction[h]), value, r, random)
  }
  const replicateScale = new Float64Array(replicates).fill(1)
  const scale = 1 / (replicates - 1)
  const degreesOfFreedom = Math.min(replicates - 1, units - strata)
  return fromFactors(design, value, { scale, replicateScale, degreesOfFreedom, aroundEstimate: false })
}

function drawStratum(members: readonly number[], c: number, value: Matrix, r: number, random: Random): void {
  const m = members.length
  const at = r * value.rows
  if (m === 1) {
    value.data[members[0] + at] = 1
    return
  }
  for (const j of members) value.data[j + at] = 1 - c
  for (let draw = 0; draw < m - 1; draw++) value.data[members[random.integer(m)] + at] += (c * m) / (m - 1)
}

/** Replicate weights made elsewhere. */
export interface GivenReplicates {
  /** [n] */
  readonly weight: ArrayLike<number>
  /** [n × R] weights, or factors of `weight` when `combined` is false */
  readonly replicates: Matrix
  readonly combined: boolean
  readonly scale: number
  /** [R] */
  readonly replicateScale: ArrayLike<number>
  readonly degreesOfFreedom: number
  readonly aroundEstimate?: boolean
}

/**
 * A design of replicate weights that come with the data.
 *
 * @throws NumericError survey.shape · survey.weight (names the row) · survey.replicate (a weight or scale that is negative or no number)
 * Checked: R survey 4.5 svrepdesign.
 */
export function replicateDesign(given: GivenReplicates): ReplicateDesign {
  requireWeights(given.weight)
  const weight = Float64Array.from(given.weight)
  const { rows, cols, data } = given.replicates
  const replicateScale = Float64Array.from(given.replicateScale)
  if (rows !== weight.length || replicateScale.length !== cols) {
    throw new NumericError(
      'survey.shape',
      `${rows} × ${cols} replicates, ${weight.length} rows, ${replicateScale.length} scales`,
    )
  }
  const bad = data.findIndex((value) => !(value >= 0 && value < Number.POSITIVE_INFINITY))
  if (bad >= 0) {
    throw new NumericError(
      'survey.replicate',
      `row ${bad % rows} of replicate ${Math.floor(bad / rows)} has ${data[bad]}`,
    )
  }
  if (!(given.scale > 0) || replicateScale.some((value) => !(value >= 0))) {
    throw new NumericError('survey.replicate', 'scales must be positive, scales of replicates not negative')
  }
  return {
    kind: 'replicate',
    rows,
    weight,
    base: given.combined ? new Float64Array(rows).fill(1) : weight,
    adjustments: [],
    groupOf: null,
    groups: rows,
    replicates: cols,
    factors: [{ unitOf: null, value: given.replicates }],
    scale: given.scale,
    replicateScale,
    degreesOfFreedom: given.degreesOfFreedom,
    aroundEstimate: given.aroundEstimate ?? false,
  }
}
