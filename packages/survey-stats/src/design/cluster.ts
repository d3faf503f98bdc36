import { NumericError } from '@kepu/numeric'
import { largestCode, pairCodes, requireWeights } from './codes.ts'
import type { ClusterDesign, LonelyPsuPolicy, Stage } from './types.ts'

/** One stage as the data have it: a code and a number for each row. */
export interface StageSpec {
  /** [n] code of the sampled unit, unique within its stratum and the unit above; left out: each row is a unit (last stage only) */
  readonly unit?: ArrayLike<number>
  /** [n] stratum code; left out: one stratum within each unit above */
  readonly stratum?: ArrayLike<number>
  /** [n] units of the stratum in the population (or of the unit above); left out or Infinity: with replacement */
  readonly populationSize?: ArrayLike<number>
  /** [n] inclusion probability of the unit, for unequal probabilities without replacement (Brewer's variance); instead of populationSize */
  readonly probability?: ArrayLike<number>
}

/** How a sample was drawn. */
export interface ClusterSpec {
  /** the first stage first */
  readonly stages: readonly StageSpec[]
  /** [n] left out: 1/Π fractions, when every stage has populationSize or probability */
  readonly weight?: ArrayLike<number>
  readonly lonelyPsu: LonelyPsuPolicy
  readonly adjustLonelyInDomain?: boolean
}

/**
 * A design of strata and clusters in stages. The variance of later stages counts with the sampling fraction of the stages before, so that without
 * `populationSize` only the first stage matters (as if units were drawn with replacement).
 *
 * @throws NumericError survey.shape · survey.code · survey.weight · survey.populationSize (smaller than the sample, or not the same within a
 *         stratum) · survey.probability; all name the row
 *
 * Lonely units are looked for when a variance is asked: a domain or a total may not need them.
 * Time O(n) a stage. Source: Särndal, Swensson & Wretman (1992), ch. 4; degrees of freedom: first-stage units minus strata.
 * Checked: R survey 4.5 degf and weights of eight designs.
 */
export function clusterDesign(spec: ClusterSpec): ClusterDesign {
  const rows = rowCount(spec)
  const stages: Stage[] = []
  const rowUnits: Int32Array[] = []
  const inclusion = new Float64Array(rows).fill(1)
  for (const [index, stageSpec] of spec.stages.entries()) {
    const above = rowUnits.at(-1) ?? new Int32Array(rows)
    const last = index === spec.stages.length - 1
    const built = buildStage(stageSpec, above, stages.at(-1), last, index + 1)
    stages.push(built.stage)
    rowUnits.push(built.unitOfRow)
    for (let i = 0; i < rows; i++) inclusion[i] *= built.stage.fraction[built.unitOfRow[i]]
  }
  const weight = weights(spec, inclusion)
  const linked = stages.map((stage, index) => linkStage(stage, rowUnits[index], rowUnits[index + 1], stages[index + 1]))
  const base = { kind: 'cluster', rows, weight, stages: linked, adjustments: [], lonelyPsu: spec.lonelyPsu } as const
  const adjustLonelyInDomain = spec.adjustLonelyInDomain ?? false
  return { ...base, adjustLonelyInDomain, degreesOfFreedom: clusterDegreesOfFreedom(linked, weight) }
}

function rowCount(spec: ClusterSpec): number {
  const lengths = spec.stages.flatMap((stage) => [stage.unit, stage.stratum, stage.populationSize, stage.probability])
  const found = [spec.weight, ...lengths].filter((values) => values !== undefined).map((values) => values.length)
  const rows = found[0]
  if (spec.stages.length === 0 || rows === undefined) throw new NumericError('survey.shape', 'a design without data')
  if (found.some((length) => length !== rows)) {
    throw new NumericError('survey.shape', `columns of a design of ${[...new Set(found)].join(' and ')} rows`)
  }
  return rows
}

function weights(spec: ClusterSpec, inclusion: Float64Array): Float64Array {
  if (spec.weight !== undefined) {
    requireWeights(spec.weight)
    return Float64Array.from(spec.weight)
  }
  const open = inclusion.findIndex((probability) => !(probability > 0))
  if (open >= 0) throw new NumericError('survey.weight', `no weights are given and row ${open} has no population size`)
  return inclusion.map((probability) => 1 / probability)
}

function buildStage(spec: StageSpec, above: Int32Array, upper: Stage | undefined, last: boolean, number: number) {
  const rows = above.length
  const strata = pairCodes(above, spec.stratum ?? new Int32Array(rows), `stratum of stage ${number}`)
  if (spec.unit === undefined && !last) throw new NumericError('survey.shape', `stage ${number} has no units`)
  const units =
    spec.unit === undefined
      ? { code: Int32Array.from({ length: rows }, (_, i) => i), count: rows }
      : pairCodes(strata.code, spec.unit, `unit of stage ${number}`)
  const stratumOf = new Int32Array(units.count)
  const parentOf = new Int32Array(strata.count)
  for (let i = 0; i < rows; i++) {
    stratumOf[units.code[i]] = strata.code[i]
    parentOf[strata.code[i]] = above[i]
  }
  const sampled = new Float64Array(strata.count)
  for (const h of stratumOf) sampled[h] += 1
  const fraction = fractions(spec, units.code, units.count, stratumOf, sampled, number)
  const multiplier = new Float64Array(strata.count).fill(1)
  if (upper !== undefined) {
    for (let h = 0; h < strata.count; h++) {
      const unit = parentOf[h]
      multiplier[h] = upper.multiplier[upper.stratumOf[unit]] * upper.fraction[unit]
    }
  }
  const stage: Stage = {
    unitOf: null,
    units: units.count,
    stratumOf,
    strata: strata.count,
    fraction,
    sampled,
    multiplier,
    parentOf,
  }
  return { stage, unitOfRow: units.code }
}

function fractions(
  spec: StageSpec,
  unitOfRow: Int32Array,
  units: number,
  stratumOf: Int32Array,
  sampled: Float64Array,
  number: number,
): Float64Array {
  const { populationSize, probability } = spec
  if (populationSize !== undefined && probability !== undefined) {
    throw new NumericError('survey.shape', `stage ${number} has both population sizes and probabilities`)
  }
  if (probability !== undefined) {
    const rule = { what: `probability of stage ${number}`, error: 'survey.probability', largest: 1 } as const
    return constantWithin(probability, unitOfRow, units, rule)
  }
  if (populationSize === undefined) return new Float64Array(units)
  const stratumOfRow = unitOfRow.map((unit) => stratumOf[unit])
  const rule = {
    what: `populationSize of stage ${number}`,
    error: 'survey.populationSize',
    largest: Number.POSITIVE_INFINITY,
  } as const
  const size = constantWithin(populationSize, stratumOfRow, sampled.length, rule)
  size.forEach((population, h) => {
    if (!(population >= sampled[h])) {
      const row = stratumOfRow.indexOf(h)
      throw new NumericError(
        'survey.populationSize',
        `row ${row}, stage ${number}: ${population} units, ${sampled[h]} sampled`,
      )
    }
  })
  return Float64Array.from(stratumOf, (h) => sampled[h] / size[h])
}

/** What a column of the design must hold. */
interface ColumnRule {
  readonly what: string
  readonly error: 'survey.probability' | 'survey.populationSize'
  readonly largest: number
}

/** [count] the one value that all rows of a group have. */
function constantWithin(values: ArrayLike<number>, code: Int32Array, count: number, rule: ColumnRule): Float64Array {
  const { what, error, largest } = rule
  const result = new Float64Array(count).fill(Number.NaN)
  for (let i = 0; i < code.length; i++) {
    const value = values[i]
    if (!(value > 0 && value <= largest)) throw new NumericError(error, `${what}: row ${i} has ${value}`)
    const before = result[code[i]]
    if (Number.isNaN(before)) result[code[i]] = value
    else if (before !== value) {
      throw new NumericError(error, `${what}: row ${i} has ${value}, an earlier row of the same group ${before}`)
    }
  }
  return result
}

/** Points a stage's `unitOf` at the next stage's units, or at the rows; null where each row is its own unit in order. */
function linkStage(
  stage: Stage,
  unitOfRow: Int32Array,
  nextOfRow: Int32Array | undefined,
  next: Stage | undefined,
): Stage {
  if (nextOfRow === undefined || next === undefined) {
    const identity = stage.units === unitOfRow.length && unitOfRow.every((unit, i) => unit === i)
    return { ...stage, unitOf: identity ? null : unitOfRow }
  }
  const unitOf = new Int32Array(next.units)
  for (let i = 0; i < unitOfRow.length; i++) unitOf[nextOfRow[i]] = unitOfRow[i]
  return { ...stage, unitOf }
}

/** [units of the first stage] 1 where a row of the unit has a weight that is not 0. */
export function presentUnits(stages: readonly Stage[], weight: Float64Array, at: number): Uint8Array {
  let present = Uint8Array.from(weight, (w) => (w === 0 ? 0 : 1))
  for (let s = stages.length - 1; s >= at; s--) {
    const { unitOf, units } = stages[s]
    if (unitOf === null) continue
    const next = new Uint8Array(units)
    for (let i = 0; i < unitOf.length; i++) if (present[i] === 1) next[unitOf[i]] = 1
    present = next
  }
  return present
}

/** First-stage units minus first-stage strata, of those with a row whose weight is not 0. */
export function clusterDegreesOfFreedom(stages: readonly Stage[], weight: Float64Array): number {
  const { stratumOf, strata } = stages[0]
  const present = presentUnits(stages, weight, 0)
  const seen = new Uint8Array(strata)
  let units = 0
  for (let j = 0; j < present.length; j++) {
    if (present[j] === 0) continue
    units++
    seen[stratumOf[j]] = 1
  }
  return units - seen.reduce((sum, flag) => sum + flag, 0)
}

/** Codes as the design wants them, from any labels: equal labels get equal codes, in the order of first appearance. Checked: by its law. */
export function codesOf(labels: readonly (string | number)[]): Int32Array {
  const seen = new Map<string | number, number>()
  return Int32Array.from(labels, (label) => {
    const found = seen.get(label)
    if (found !== undefined) return found
    seen.set(label, seen.size)
    return seen.size - 1
  })
}

/** How many categories codes have: the largest plus one. @throws NumericError survey.code */
export function categoryCount(codes: ArrayLike<number>, what: string): number {
  return largestCode(codes, what) + 1
}
