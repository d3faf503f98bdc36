import type { Matrix } from '@kepu/numeric'

/**
 * What to do with a stratum that has one sampled unit and is not wholly taken: no variance can be estimated there.
 *
 * 'fail' refuses · 'remove' and 'certainty' let it add nothing · 'adjust' compares the unit with the mean of all units ·
 * 'average' gives it the mean contribution of the other strata.
 */
export type LonelyPsuPolicy = 'fail' | 'remove' | 'certainty' | 'adjust' | 'average'

/** One stage of sampling, from the rows or the units of the next stage up to this stage's units and their strata. */
export interface Stage {
  /** [rows, or units of the next stage] code of the unit of this stage; null: each row is a unit */
  readonly unitOf: Int32Array | null
  readonly units: number
  /** [units] stratum code 0 … strata−1; strata are nested in the units of the stage above */
  readonly stratumOf: Int32Array
  readonly strata: number
  /** [units] share of the stratum that is sampled, or the unit's own inclusion probability; 0: with replacement */
  readonly fraction: Float64Array
  /** [strata] units in the sample */
  readonly sampled: Float64Array
  /** [strata] product of the sampling fractions of the units above: 1 at the first stage */
  readonly multiplier: Float64Array
  /** [strata] unit of the stage above; 0 at the first stage */
  readonly parentOf: Int32Array
}

/** Row weights changed to meet known totals: what such totals explain is taken out of the influence values. */
export type Adjustment =
  | {
      /** poststrata: weighted means by group are taken out */
      readonly kind: 'groups'
      /** [n] codes */
      readonly group: Int32Array
      readonly groups: number
      /** [n] weight after and before */
      readonly weight: Float64Array
      readonly before: Float64Array
    }
  | {
      /** raking: the margins' means are taken out in turn, as often as `rounds` says */
      readonly kind: 'margins'
      readonly margins: readonly {
        readonly group: Int32Array
        readonly groups: number
        readonly weight: Float64Array
      }[]
      readonly rounds: number
    }
  | {
      /** regression on the auxiliary variables */
      readonly kind: 'regression'
      /** [n × r] orthonormal columns spanning diag(scale)·X */
      readonly basis: Matrix
      /** [n] the influence times weight is divided by this before, and multiplied after */
      readonly scale: Float64Array
    }

interface DesignBase {
  readonly rows: number
  /** [n] weight of each row: how many of the population it stands for; 0 outside the domain */
  readonly weight: Float64Array
  readonly degreesOfFreedom: number
  readonly adjustments: readonly Adjustment[]
}

/** Strata and clusters in one or more stages, with or without replacement, equal or unequal probabilities (Brewer's approximation). */
export interface ClusterDesign extends DesignBase {
  readonly kind: 'cluster'
  /** the first stage first */
  readonly stages: readonly Stage[]
  readonly lonelyPsu: LonelyPsuPolicy
  /** apply 'adjust' and 'average' also where a domain leaves one unit of a stratum */
  readonly adjustLonelyInDomain: boolean
}

/** Δᵢⱼ = (πᵢⱼ − πᵢπⱼ)/πᵢⱼ of all pairs, whole or as constant + bᵢ + bⱼ within strata (0 between them). */
export type PairTerms =
  | { readonly kind: 'matrix'; readonly delta: Matrix }
  | {
      readonly kind: 'additive'
      /** [n] Δᵢᵢ = 1 − πᵢ */
      readonly diagonal: Float64Array
      /** [n] codes */
      readonly stratum: Int32Array
      /** [strata] the constant */
      readonly constant: Float64Array
      /** [n] */
      readonly slope: Float64Array
    }

/** One stage without replacement with joint inclusion probabilities, exact or approximated. */
export interface PairwiseDesign extends DesignBase {
  readonly kind: 'pairwise'
  readonly terms: PairTerms
  readonly method: 'horvitz-thompson' | 'yates-grundy'
}

/**
 * A sample of a sample: the rows are those of the second phase.
 *
 * Δ¹ and Δ² of the two phases are constant within strata, which is what simple random sampling in strata gives: no n × n matrix is needed.
 */
export interface TwoPhaseDesign extends DesignBase {
  readonly kind: 'twoPhase'
  /** 'full' by joint probabilities; 'approximate' by the first phase's weighted sum of squares, which also knows that the first phase's size was fixed */
  readonly method: 'full' | 'approximate'
  readonly phase1: PhaseOne
  /** the second phase given the first; its weights are the product of both */
  readonly phase2: ClusterDesign
}

/** The first phase, for the rows of the second. */
export interface PhaseOne {
  /** [n] code of the first-phase unit and its stratum */
  readonly unit: Int32Array
  readonly units: number
  readonly stratum: Int32Array
  readonly strata: number
  /** [n] inclusion probability of the unit in the first phase; 1 throughout for a population of infinite size */
  readonly probability: Float64Array
  /** [strata] Δ¹ of two units of a stratum: −(1 − p)/(units of the whole first phase − 1), or 0 with replacement */
  readonly between: Float64Array
  /** [n] Δ¹ of a unit with itself */
  readonly within: Float64Array
  /** [strata] units in the whole first phase */
  readonly sampled: Float64Array
}

/** One factor of replicate weights, shared by the rows of a unit. */
export interface ReplicateFactor {
  /** [groups of the design] row of `value`; null: the group itself */
  readonly unitOf: Int32Array | null
  /** [units × replicates] */
  readonly value: Matrix
}

/** Replicate weights: wᵢᵣ = base·Π factors. Rows with the same units in all factors are a group, which keeps 200 replicates of 200,000 rows small. */
export interface ReplicateDesign extends DesignBase {
  readonly kind: 'replicate'
  readonly replicates: number
  /** [n] */
  readonly base: Float64Array
  /** [n] group code; null: each row is one */
  readonly groupOf: Int32Array | null
  readonly groups: number
  readonly factors: readonly ReplicateFactor[]
  /** variance = scale·Σ rscaleᵣ(θᵣ − centre)² */
  readonly scale: number
  /** [replicates] */
  readonly replicateScale: Float64Array
  /** centre on the estimate of the whole sample instead of the replicates' mean */
  readonly aroundEstimate: boolean
}

/** Any design that an estimate can be made under. */
export type SurveyDesign = ClusterDesign | PairwiseDesign | TwoPhaseDesign | ReplicateDesign
