import { NumericError } from '@kepu/numeric'
import { clusterDesign, type StageSpec } from './cluster.ts'
import { pairCodes } from './codes.ts'
import type { PhaseOne, TwoPhaseDesign } from './types.ts'

/** The first phase as its own rows have it, and which of them went on. */
export interface TwoPhaseSpec {
  /** one stage; columns [N] over the rows of the first phase */
  readonly phase1: StageSpec
  /** [N] codes of the strata that the second phase was drawn in; left out: one */
  readonly phase2Stratum?: ArrayLike<number>
  /** [N] 1 for the rows of the second phase, 0 for the others */
  readonly selected: ArrayLike<number>
  readonly method: TwoPhaseDesign['method']
}

/**
 * Two-phase sampling: simple random sampling of rows in strata out of a first-phase sample of rows or clusters.
 *
 * The rows of the design are the selected ones, in their order. Second-phase probabilities are the selected share of each stratum.
 *
 * @throws NumericError survey.shape · survey.code · survey.lonelyPsu (a second-phase stratum with one selected row of more) ·
 *         survey.populationSize · survey.probability (a stratum from which none was selected) · survey.design ('approximate' with clusters)
 * Source: Särndal, Swensson & Wretman (1992), §9.3. Checked: R survey 4.5 twophase, all methods, with a first phase of
 * independent rows; census first phase gives the one-phase variance.
 */
export function twoPhaseDesign(spec: TwoPhaseSpec): TwoPhaseDesign {
  const { selected } = spec
  const all = selected.length
  const rows: number[] = []
  for (let i = 0; i < all; i++) {
    if (selected[i] === 1) rows.push(i)
    else if (selected[i] !== 0) throw new NumericError('survey.code', `selected[${i}] is ${selected[i]}`)
  }
  const one = clusterDesign({ stages: [spec.phase1], weight: new Float64Array(all).fill(1), lonelyPsu: 'remove' })
  const stratum2 = pairCodes(new Int32Array(all), spec.phase2Stratum ?? new Int32Array(all), 'phase2Stratum')
  const size2 = new Float64Array(stratum2.count)
  for (const h of stratum2.code) size2[h] += 1
  const phase2Codes = Int32Array.from(rows, (i) => stratum2.code[i])
  requireSelected(phase2Codes, stratum2.code, stratum2.count)
  const phase1 = firstPhase(one, rows)
  const stage2 = { stratum: phase2Codes, populationSize: Float64Array.from(phase2Codes, (h) => size2[h]) }
  const conditional = clusterDesign({ stages: [stage2], lonelyPsu: 'fail' })
  const weight = conditional.weight.map((w, i) => w / phase1.probability[i])
  const phase2 = { ...conditional, weight }
  const { degreesOfFreedom } = conditional
  if (spec.method === 'approximate') requireOneRowPerUnit(phase1.unit)
  const { method } = spec
  return { kind: 'twoPhase', method, rows: rows.length, weight, degreesOfFreedom, adjustments: [], phase1, phase2 }
}

function requireSelected(codes: Int32Array, all: Int32Array, strata: number): void {
  const seen = new Uint8Array(strata)
  for (const h of codes) seen[h] = 1
  const none = seen.indexOf(0)
  if (none >= 0) {
    throw new NumericError(
      'survey.probability',
      `no row of the second-phase stratum of row ${all.indexOf(none)} was selected`,
    )
  }
}

/** The approximation weights each first-phase unit by its own second-phase probability. */
function requireOneRowPerUnit(unit: Int32Array): void {
  const seen = new Set<number>()
  unit.forEach((code, i) => {
    if (seen.has(code))
      throw new NumericError('survey.design', `row ${i} shares its first-phase unit: use method 'full'`)
    seen.add(code)
  })
}

function firstPhase(design: ReturnType<typeof clusterDesign>, rows: readonly number[]): PhaseOne {
  const [{ unitOf, units, stratumOf, strata, fraction, sampled }] = design.stages
  const unit = Int32Array.from(rows, (i) => (unitOf === null ? i : unitOf[i]))
  const withReplacement = fraction.every((f) => f === 0)
  const inclusion = withReplacement ? new Float64Array(units).fill(1) : fraction
  const between = new Float64Array(strata)
  for (let j = 0; j < units; j++) {
    const h = stratumOf[j]
    between[h] = withReplacement || sampled[h] < 2 ? 0 : -(1 - inclusion[j]) / (sampled[h] - 1)
  }
  return {
    unit,
    units,
    stratum: unit.map((j) => stratumOf[j]),
    strata,
    sampled,
    probability: Float64Array.from(unit, (j) => inclusion[j]),
    between,
    within: Float64Array.from(unit, (j) => (withReplacement ? 1 : 1 - inclusion[j])),
  }
}
