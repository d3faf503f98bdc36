import { NumericError } from '@kepu/numeric'

/** What a two-stage sample's precision and cost depend on. */
export interface TwoStage {
  /** cost of one more PSU */
  readonly psuCost: number
  /** cost of one more unit within a PSU */
  readonly unitCost: number
  /** δ, homogeneity within PSUs, between 0 and 1 */
  readonly homogeneity: number
  /** S²/ȳ² of the variable */
  readonly unitRelativeVariance: number
  /** (B² + W²)/unit relative variance; 1 when not said */
  readonly k?: number
}

/** PSUs and units per PSU, unrounded, with their cost and the coefficient of variation they give. */
export interface TwoStageSize {
  readonly psus: number
  readonly unitsPerPsu: number
  readonly cost: number
  readonly cv: number
}

function requireTwoStage({ psuCost, unitCost, homogeneity, unitRelativeVariance, k = 1 }: TwoStage): void {
  for (const [name, value] of Object.entries({ psuCost, unitCost, unitRelativeVariance, k })) {
    if (!(value > 0)) throw new NumericError('survey.argument', `${name} is ${value}, not positive`)
  }
  if (!(homogeneity > 0 && homogeneity < 1)) throw new NumericError('survey.argument', `homogeneity is ${homogeneity}`)
}

/**
 * Coefficient of variation of a two-stage estimate: √(V·k·(1 + δ(n̄ − 1))/(m·n̄)).
 *
 * @throws NumericError survey.argument
 * Source: Valliant, Dever & Kreuter (2018), §9.2. Checked: PracTools 1.7.5 CVcalc2.
 */
export function twoStageCv(stage: TwoStage, psus: number, unitsPerPsu: number): number {
  requireTwoStage(stage)
  if (!(psus > 0 && unitsPerPsu > 0)) throw new NumericError('survey.argument', `${psus} PSUs of ${unitsPerPsu} units`)
  const inflation = (stage.k ?? 1) * (1 + stage.homogeneity * (unitsPerPsu - 1))
  return Math.sqrt((stage.unitRelativeVariance * inflation) / (psus * unitsPerPsu))
}

/**
 * The best two-stage sample for a budget, or the cheapest for a coefficient of variation.
 *
 *   n̄ = √(C₁/C₂ · (1 − δ)/δ)
 *
 * @throws NumericError survey.argument
 * Source: Valliant, Dever & Kreuter (2018), §9.3. Checked: PracTools 1.7.5 clusOpt2; no neighbouring n̄ is better.
 */
export function optimalTwoStage(
  stage: TwoStage,
  target: { readonly budget: number } | { readonly cv: number },
): TwoStageSize {
  requireTwoStage(stage)
  const { psuCost, unitCost, homogeneity: delta } = stage
  const unitsPerPsu = Math.sqrt(((psuCost / unitCost) * (1 - delta)) / delta)
  const oneCv = twoStageCv(stage, 1, unitsPerPsu)
  const psus = 'budget' in target ? target.budget / (psuCost + unitCost * unitsPerPsu) : (oneCv / target.cv) ** 2
  if (!(psus > 0) || !Number.isFinite(psus))
    throw new NumericError('survey.argument', `target ${JSON.stringify(target)}`)
  const cost = psus * (psuCost + unitCost * unitsPerPsu)
  return { psus, unitsPerPsu, cost, cv: twoStageCv(stage, psus, unitsPerPsu) }
}

/**
 * Kish's design effect of unequal weights, n·Σw²/(Σw)² = 1 + CV²(w).
 *
 * @throws NumericError survey.weight (names the row)
 * Source: Kish (1965), §11.2. Checked: PracTools 1.7.5 deffK.
 */
export function weightingDesignEffect(weight: ArrayLike<number>): number {
  let sum = 0
  let squares = 0
  for (let i = 0; i < weight.length; i++) {
    if (!(weight[i] > 0) || !Number.isFinite(weight[i]))
      throw new NumericError('survey.weight', `weight[${i}] is ${weight[i]}`)
    sum += weight[i]
    squares += weight[i] * weight[i]
  }
  if (weight.length === 0) throw new NumericError('survey.weight', 'no weights')
  return (weight.length * squares) / (sum * sum)
}

/** Where a variable's variance lies, as a two-stage design sees it. */
export interface VarianceComponents {
  /** B², between PSUs, relative to the squared total or mean */
  readonly between: number
  /** W², within PSUs */
  readonly within: number
  readonly unitRelativeVariance: number
  /** (B² + W²)/unit relative variance */
  readonly k: number
  /** δ = B²/(B² + W²) */
  readonly homogeneity: number
}

/**
 * Variance components of a population for a two-stage sample, its PSUs drawn by simple random sampling or with probabilities proportional to p.
 *
 *   srs:  B² = Σ(tᵢ − t̄)²/(M − 1)/t̄²          W² = Σ Nᵢ²Sᵢ²/(M·t̄²)
 *   pps:  B² = Σ pᵢ(tᵢ/pᵢ − t)²/t²             W² = Σ Nᵢ²Sᵢ²/pᵢ/t²
 *
 * @param y            [N] values of the population's units (a census, or a frame variable that goes with the survey's)
 * @param psu          [N] codes 0 … M−1, all used
 * @param probability  [M] one-draw probabilities of the PSUs, summing to 1; null for simple random sampling
 * @throws NumericError survey.shape · survey.psu (names the row or the PSU) · survey.probability
 * Source: Valliant, Dever & Kreuter (2018), §9.2.1 and 9.2.3. Checked: PracTools 1.7.5 BW2stageSRS, BW2stagePPS.
 */
export function varianceComponents(
  y: ArrayLike<number>,
  psu: ArrayLike<number>,
  probability: ArrayLike<number> | null,
): VarianceComponents {
  const { count, total, spread } = withinPsus(y, psu)
  const psus = count.length
  const units = y.length
  const sum = total.reduce((a, b) => a + b, 0)
  const p = requireDraws(probability, psus)
  const scale = probability === null ? sum / psus : sum
  let between = 0
  let within = 0
  for (let i = 0; i < psus; i++) {
    const variance = count[i] > 1 ? spread[i] / (count[i] - 1) : 0
    if (probability === null) {
      between += (total[i] - scale) ** 2 / (psus - 1)
      within += (count[i] ** 2 * variance) / psus
    } else {
      between += p[i] * (total[i] / p[i] - sum) ** 2
      within += (count[i] ** 2 * variance) / p[i]
    }
  }
  between /= scale ** 2
  within /= scale ** 2
  const mean = sum / units
  let square = 0
  for (let i = 0; i < units; i++) square += (y[i] - mean) ** 2
  const unitRelativeVariance = square / (units - 1) / mean ** 2
  const k = (between + within) / unitRelativeVariance
  return { between, within, unitRelativeVariance, k, homogeneity: between / (between + within) }
}

function requireDraws(probability: ArrayLike<number> | null, psus: number): Float64Array {
  if (probability === null) return new Float64Array(psus).fill(1 / psus)
  if (probability.length !== psus) {
    throw new NumericError('survey.shape', `${probability.length} probabilities for ${psus} PSUs`)
  }
  const p = Float64Array.from(probability)
  const bad = p.findIndex((value) => !(value > 0))
  if (bad >= 0) throw new NumericError('survey.probability', `probability[${bad}] is ${p[bad]}`)
  return p
}

function withinPsus(y: ArrayLike<number>, psu: ArrayLike<number>) {
  if (psu.length !== y.length) throw new NumericError('survey.shape', `${y.length} values, ${psu.length} PSU codes`)
  let psus = 0
  for (let i = 0; i < psu.length; i++) {
    if (!Number.isInteger(psu[i]) || psu[i] < 0) throw new NumericError('survey.psu', `psu[${i}] is ${psu[i]}`)
    if (!Number.isFinite(y[i])) throw new NumericError('survey.notFinite', `y[${i}] is ${y[i]}`)
    psus = Math.max(psus, psu[i] + 1)
  }
  const count = new Float64Array(psus)
  const total = new Float64Array(psus)
  const spread = new Float64Array(psus)
  for (let i = 0; i < y.length; i++) {
    count[psu[i]] += 1
    total[psu[i]] += y[i]
  }
  const empty = count.indexOf(0)
  if (empty >= 0 || psus < 2) throw new NumericError('survey.psu', psus < 2 ? 'one PSU' : `PSU ${empty} has no unit`)
  for (let i = 0; i < y.length; i++) spread[psu[i]] += (y[i] - total[psu[i]] / count[psu[i]]) ** 2
  return { count, total, spread }
}
