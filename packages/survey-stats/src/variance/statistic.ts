import type { Matrix } from '@kepu/numeric'

/**
 * A statistic θ of k components as the variance engine sees it: its value at any weights, and its influence values, the derivatives of θ by each
 * row's weight. Everything with a variance in this package is one of these.
 */
export interface Statistic {
  readonly rows: number
  readonly size: number
  /** [k] the value at weights [n] */
  at(weight: Float64Array): Float64Array
  /** [n × k] ∂θ/∂wᵢ at the weights, where θ has this value; rows of weight 0 may hold anything finite */
  influence(weight: Float64Array, value: Float64Array): Matrix
  /** the quick road of statistics that are functions of weighted totals */
  readonly totals?: TotalsRoad
}

/** A statistic that depends on the weights through q weighted totals only. */
export interface TotalsRoad {
  readonly count: number
  /** [units × q] totals of weight·column over the rows of each unit; unitOf null: each row is a unit */
  sums(weight: Float64Array, unitOf: Int32Array | null, units: number): Float64Array
  /** [k] the value at totals [q] */
  of(totals: Float64Array): Float64Array
  /** [units × k] sums of weight·influence over the rows of each unit, centred before they are summed */
  influenceSums(weight: Float64Array, value: Float64Array, unitOf: Int32Array | null, units: number): Float64Array
}
