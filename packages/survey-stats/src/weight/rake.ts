import { NumericError } from '@kepu/numeric'
import { pairCodes } from '../design/codes.ts'
import type { Adjustment, SurveyDesign } from '../design/types.ts'
import { cellTotals, checkedCells, stepReplicates } from './cells.ts'

/** Known totals of a categorical variable. */
export interface Margin {
  /** [n] codes 0 … totals.length − 1; rows of weight 0 may hold −1 */
  readonly category: ArrayLike<number>
  /** population count of each category, positive where the sample has rows */
  readonly totals: ArrayLike<number>
}

/** When raking stops. */
export interface RakeOptions {
  /** when no cell's total moved by more than this share of the population in a sweep; 1e-10 when left out */
  readonly tolerance?: number
  /** sweeps; 500 when left out */
  readonly maxIterations?: number
}

function requireMargin(margin: Margin, m: number): number {
  const { totals } = margin
  let sum = 0
  for (let c = 0; c < totals.length; c++) {
    if (!(totals[c] >= 0 && totals[c] < Number.POSITIVE_INFINITY)) {
      throw new NumericError('survey.margin', `margin ${m}: category ${c} has population total ${totals[c]}`)
    }
    sum += totals[c]
  }
  if (!(sum > 0)) throw new NumericError('survey.margin', `margin ${m} has no population`)
  return sum
}

/** Factors to population totals; a category that one side lacks is refused. */
function toTotals(sample: Float64Array, totals: ArrayLike<number>, place: string): Float64Array {
  return sample.map((weight, c) => {
    if (weight === 0 && totals[c] === 0) return 1
    if (!(weight > 0))
      throw new NumericError(
        'survey.margin',
        `${place}: category ${c} has no rows in the sample, but ${totals[c]} people`,
      )
    if (!(totals[c] > 0))
      throw new NumericError('survey.margin', `${place}: category ${c} has rows in the sample, but no people`)
    return totals[c] / weight
  })
}

/**
 * Poststratification: weights scaled so that each category has its known total. The variance then counts differences within categories only; replicate
 * weights repeat the step.
 *
 *   w′ᵢ = wᵢ·T_c/Σ_c w
 *
 * @throws NumericError survey.margin (a category that the sample or the population lacks; names it) · survey.shape · survey.code (names the row)
 * Source: Holt & Smith (1979), J. R. Stat. Soc. A 142, 33–46. Checked: R survey 4.5 postStratify.
 */
export function poststratifyWeights<D extends SurveyDesign>(design: D, margin: Margin): D {
  requireMargin(margin, 0)
  const cells = margin.totals.length
  const cell = checkedCells(margin.category, cells, design.weight, 'category')
  const step = (totals: Float64Array, what: string): Float64Array => toTotals(totals, margin.totals, what)
  if (design.kind === 'replicate') return { ...design, ...stepReplicates(design, cell, cells, step) }
  const before = design.weight
  const factor = step(cellTotals(before, cell, cells), 'the sample')
  const weight = before.map((w, i) => w * factor[cell[i]])
  return adjusted(design, weight, { kind: 'groups', group: cell, groups: cells, weight, before })
}

/** A linearised design with its new weights, and what they have to do with the variance. */
export function adjusted<D extends SurveyDesign>(design: D, weight: Float64Array, adjustment: Adjustment | null): D {
  const adjustments = adjustment === null ? design.adjustments : [...design.adjustments, adjustment]
  if (design.kind === 'twoPhase') return { ...design, weight, adjustments, phase2: { ...design.phase2, weight } }
  return { ...design, weight, adjustments }
}

/** Cells of the cross-classification that occur, with the category of each in every margin. */
interface Crossed {
  readonly cell: Int32Array
  readonly cells: number
  /** of each margin, [cells] */
  readonly categoryOf: readonly Int32Array[]
}

function cross(categories: readonly Int32Array[], rows: number): Crossed {
  let code: Int32Array = new Int32Array(rows)
  let count = 1
  for (const category of categories) ({ code, count } = pairCodes(code, category, 'category'))
  const categoryOf = categories.map((category) => {
    const result = new Int32Array(count)
    for (let i = 0; i < rows; i++) result[code[i]] = category[i]
    return result
  })
  return { cell: code, cells: count, categoryOf }
}

interface Raked {
  /** [cells] factor after the last margin of the last sweep */
  readonly factor: Float64Array
  /** of each margin, [cells] factor after its own step in the last sweep */
  readonly afterMargin: readonly Float64Array[]
}

/** Iterative proportional fitting of the cells' totals. @throws NumericError survey.margin · survey.notConverged */
function fitCells(
  start: Float64Array,
  crossed: Crossed,
  margins: readonly Margin[],
  limits: Required<RakeOptions>,
  place: string,
): Raked {
  const { cells, categoryOf } = crossed
  const current = start.slice()
  const before = new Float64Array(cells)
  const population = Array.from(margins[0].totals).reduce((sum, total) => sum + total, 0)
  const afterMargin = margins.map(() => new Float64Array(cells))
  const relative = (): Float64Array => current.map((total, c) => (start[c] === 0 ? 1 : total / start[c]))
  for (let sweep = 0; sweep < limits.maxIterations; sweep++) {
    before.set(current)
    for (const [m, { totals }] of margins.entries()) {
      const category = categoryOf[m]
      const sums = new Float64Array(totals.length)
      for (let c = 0; c < cells; c++) sums[category[c]] += current[c]
      const factor = toTotals(sums, totals, `margin ${m} of ${place}`)
      for (let c = 0; c < cells; c++) current[c] *= factor[category[c]]
      afterMargin[m].set(current)
    }
    let moved = 0
    for (let c = 0; c < cells; c++) moved = Math.max(moved, Math.abs(current[c] - before[c]))
    if (moved < limits.tolerance * population) {
      requireMet(current, crossed, margins, 10 * cells * limits.tolerance, place)
      return {
        factor: relative(),
        afterMargin: afterMargin.map((totals) => totals.map((t, c) => (start[c] === 0 ? 1 : t / start[c]))),
      }
    }
  }
  throw new NumericError(
    'survey.notConverged',
    `raking ${place} after ${limits.maxIterations} sweeps: the margins can't all be met, or only slowly`,
  )
}

/** Cells that no longer move while a margin is missed: the margins contradict each other on the cells there are. */
function requireMet(
  current: Float64Array,
  { cells, categoryOf }: Crossed,
  margins: readonly Margin[],
  misfit: number,
  place: string,
): void {
  for (const [m, { totals }] of margins.entries()) {
    const sums = new Float64Array(totals.length)
    for (let c = 0; c < cells; c++) sums[categoryOf[m][c]] += current[c]
    const population = Array.from(totals).reduce((sum, total) => sum + total, 0)
    const missed = sums.findIndex((sum, c) => Math.abs(sum - totals[c]) > misfit * population)
    if (missed >= 0) {
      const far = `${sums[missed]} instead of ${totals[missed]}`
      throw new NumericError(
        'survey.margin',
        `margin ${m} of ${place}: category ${missed} stays at ${far}: the margins contradict each other`,
      )
    }
  }
}

/**
 * Raking: weights scaled until all margins have their known totals at once (iterative proportional fitting). Replicate weights are raked each by itself.
 *
 * Works on the cells of the cross-classification that occur, so that rows are gone through once; 200 replicates of five margins cost little more than one.
 *
 * @param margins  with totals of the same sum
 * @throws NumericError survey.margin (totals of different sums; a category that the sample or the population lacks; margins that contradict each other on the
 *         cells there are; names margin and category) ·
 *         survey.notConverged · survey.shape · survey.code (names the row)
 *
 * Validity: every category of a margin should have some tens of rows; join small ones. The linearised variance takes each margin's means out ten times in turn,
 * means of rows counted alike, as R does.
 * Time O(n + sweeps·cells·margins·replicates). Source: Deming & Stephan (1940), Ann. Math. Stat. 11, 427–444; Deville, Särndal & Sautory (1993), JASA 88,
 * 1013–1020. Checked: R survey 4.5 rake; calibration with the raking distance gives the same weights.
 */
export function rake<D extends SurveyDesign>(design: D, margins: readonly Margin[], options: RakeOptions = {}): D {
  if (margins.length === 0) throw new NumericError('survey.margin', 'raking without margins')
  const sums = margins.map(requireMargin)
  sums.forEach((sum, m) => {
    if (Math.abs(sum - sums[0]) > 1e-6 * sums[0]) {
      throw new NumericError('survey.margin', `margin ${m} adds up to ${sum}, margin 0 to ${sums[0]}`)
    }
  })
  const categories = margins.map((margin, m) =>
    checkedCells(margin.category, margin.totals.length, design.weight, `category of margin ${m}`),
  )
  const crossed = cross(categories, design.rows)
  const limits = { tolerance: options.tolerance ?? 1e-10, maxIterations: options.maxIterations ?? 500 }
  const { cell, cells } = crossed
  if (design.kind === 'replicate') {
    const step = (totals: Float64Array, what: string): Float64Array =>
      fitCells(totals, crossed, margins, limits, what).factor
    return { ...design, ...stepReplicates(design, cell, cells, step) }
  }
  const start = cellTotals(design.weight, cell, cells)
  const { factor, afterMargin } = fitCells(start, crossed, margins, limits, 'the sample')
  const weight = design.weight.map((w, i) => w * factor[cell[i]])
  const traced = categories.map((group, m) => {
    return { group, groups: margins[m].totals.length, weight: design.weight.map((w, i) => w * afterMargin[m][cell[i]]) }
  })
  return adjusted(design, weight, { kind: 'margins', margins: traced, rounds: 10 })
}
