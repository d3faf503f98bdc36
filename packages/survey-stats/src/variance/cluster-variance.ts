import { type Matrix, matrix, NumericError, transposeMul } from '@kepu/numeric'
import { presentUnits } from '../design/cluster.ts'
import type { ClusterDesign, Stage } from '../design/types.ts'
import { addTo, sumUp } from './totals.ts'

/** Fractions so near 1 that nothing is left unsampled. */
const TAKEN_ALL = 1 - 1e-7

/**
 * Covariance of totals from the sums of weight·influence over the units of the last stage.
 *
 *   V = Σ stages Σₕ multiplierₕ · mₕ/(mₕ − 1) · Σⱼ (1 − fⱼ)(tⱼ − t̄ₕ)(tⱼ − t̄ₕ)ᵀ
 *
 * @param sums  [units of the last stage × k] column-major; not changed
 * @throws NumericError survey.lonelyPsu (names stage and stratum)
 * Time O(U k²). Source: Särndal, Swensson & Wretman (1992), result 4.3.1, in the order of R's svyrecvar; Brewer (2002) for unequal fractions.
 */
export function clusterCovariance(sums: Float64Array, cols: number, design: ClusterDesign): Matrix {
  const { stages } = design
  const covariance = matrix(cols, cols)
  let current = sums
  for (let s = stages.length - 1; s >= 0; s--) {
    if (s < stages.length - 1) current = sumUp(current, cols, stages[s])
    if (stages[s].multiplier.every((value) => value === 0)) continue
    addTo(covariance, stageCovariance(current, cols, design, s))
  }
  return covariance
}

/** What a stratum's sum of squares counts with, and whether it is centred on the stratum. */
interface StratumRule {
  readonly scale: number
  readonly centred: boolean
  readonly unknown: boolean
}

function stageCovariance(sums: Float64Array, cols: number, design: ClusterDesign, s: number): Matrix {
  const stage = design.stages[s]
  const { units, stratumOf, fraction } = stage
  const rules = stratumRules(design, s)
  const average = averageFactors(stage, rules)
  const root = new Float64Array(units)
  for (let j = 0; j < units; j++) {
    const h = stratumOf[j]
    const unsampled = fraction[j] >= TAKEN_ALL ? 0 : 1 - fraction[j]
    root[j] = rules[h].unknown ? 0 : Math.sqrt(rules[h].scale * average[h] * unsampled)
  }
  const adjusted = rules.some((rule) => !rule.centred)
  const centred = matrix(units, cols)
  for (let k = 0; k < cols; k++) {
    const at = k * units
    const mean = stratumMeans(sums, at, stage)
    if (adjusted) centreOnUnitAbove(mean, sums, at, stage, rules)
    for (let j = 0; j < units; j++) centred.data[at + j] = (sums[at + j] - mean[stratumOf[j]]) * root[j]
  }
  return transposeMul(centred, centred)
}

function stratumMeans(sums: Float64Array, at: number, { units, stratumOf, strata, sampled }: Stage): Float64Array {
  const mean = new Float64Array(strata)
  for (let j = 0; j < units; j++) mean[stratumOf[j]] += sums[at + j]
  for (let h = 0; h < strata; h++) mean[h] /= sampled[h]
  return mean
}

/** Under 'adjust', a stratum of one unit is compared with the mean of all units in the same unit above. */
function centreOnUnitAbove(
  mean: Float64Array,
  sums: Float64Array,
  at: number,
  { units, stratumOf, parentOf }: Stage,
  rules: readonly StratumRule[],
): void {
  const parents = parentOf.reduce((most, parent) => Math.max(most, parent), 0) + 1
  const sum = new Float64Array(parents)
  const size = new Float64Array(parents)
  for (let j = 0; j < units; j++) {
    sum[parentOf[stratumOf[j]]] += sums[at + j]
    size[parentOf[stratumOf[j]]] += 1
  }
  for (let h = 0; h < mean.length; h++) if (!rules[h].centred) mean[h] = sum[parentOf[h]] / size[parentOf[h]]
}

function stratumRules(design: ClusterDesign, s: number): StratumRule[] {
  const { lonelyPsu, adjustLonelyInDomain } = design
  const { stratumOf, sampled, multiplier, fraction, units } = design.stages[s]
  const open = new Uint8Array(sampled.length)
  for (let j = 0; j < units; j++) if (fraction[j] < TAKEN_ALL) open[stratumOf[j]] = 1
  const present = adjustLonelyInDomain ? presentCounts(design, s) : sampled
  return Array.from(sampled, (m, h) => {
    if (open[h] === 0 || multiplier[h] === 0) return { scale: 0, centred: true, unknown: false }
    if (m === 1) return lonelyRule(lonelyPsu, multiplier[h], s, h)
    const scale = (multiplier[h] * m) / (m - 1)
    if (present[h] !== 1) return { scale, centred: true, unknown: false }
    return { scale, centred: lonelyPsu !== 'adjust', unknown: lonelyPsu === 'average' }
  })
}

function lonelyRule(policy: ClusterDesign['lonelyPsu'], multiplier: number, s: number, h: number): StratumRule {
  if (policy === 'fail') {
    throw new NumericError(
      'survey.lonelyPsu',
      `stage ${s + 1}: stratum ${h} has one sampled unit and more in the population`,
    )
  }
  return { scale: multiplier, centred: policy !== 'adjust', unknown: policy === 'average' }
}

function presentCounts(design: ClusterDesign, s: number): Float64Array {
  const { stratumOf, strata } = design.stages[s]
  const counts = new Float64Array(strata)
  presentUnits(design.stages, design.weight, s).forEach((flag, j) => {
    counts[stratumOf[j]] += flag
  })
  return counts
}

/** Under 'average', strata without a variance count as the mean of the others in the same unit above. */
function averageFactors({ strata, parentOf }: Stage, rules: readonly StratumRule[]): Float64Array {
  const factor = new Float64Array(strata).fill(1)
  if (!rules.some((rule) => rule.unknown)) return factor
  const all = new Map<number, number>()
  const known = new Map<number, number>()
  for (let h = 0; h < strata; h++) {
    const parent = parentOf[h]
    all.set(parent, (all.get(parent) ?? 0) + 1)
    if (!rules[h].unknown) known.set(parent, (known.get(parent) ?? 0) + 1)
  }
  return factor.map((_, h) => (all.get(parentOf[h]) ?? 0) / (known.get(parentOf[h]) ?? Number.POSITIVE_INFINITY))
}
