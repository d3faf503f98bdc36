import type { Matrix } from '@kepu/numeric'
import type { Adjustment, SurveyDesign } from '../design/types.ts'

/**
 * Takes out of weight·influence what the known totals of the weighting explain.
 *
 * @param x  [n × k] weight·influence; changed in place
 */
export function applyAdjustments(x: Matrix, design: SurveyDesign, firstStageUnit: Int32Array | null): void {
  for (const adjustment of design.adjustments) {
    for (let k = 0; k < x.cols; k++) {
      adjustColumn(x.data.subarray(k * x.rows, (k + 1) * x.rows), adjustment, firstStageUnit)
    }
  }
}

function adjustColumn(x: Float64Array, adjustment: Adjustment, firstStageUnit: Int32Array | null): void {
  if (adjustment.kind === 'groups') takeOutGroups(x, adjustment)
  else if (adjustment.kind === 'margins') takeOutMargins(x, adjustment)
  else takeOutRegression(x, adjustment.basis, adjustment.scale, adjustment.stage === 1 ? firstStageUnit : null)
}

function takeOutMargins(x: Float64Array, { margins, rounds }: Extract<Adjustment, { kind: 'margins' }>): void {
  for (let round = 0; round < rounds; round++) {
    for (const { group, groups, weight } of margins) takeOutMargin(x, group, groups, weight)
  }
}

function takeOutGroups(
  x: Float64Array,
  { group, groups, weight, before }: Extract<Adjustment, { kind: 'groups' }>,
): void {
  const sum = new Float64Array(groups)
  const size = new Float64Array(groups)
  for (let i = 0; i < x.length; i++) {
    if (weight[i] === 0) continue
    sum[group[i]] += (x[i] * before[i]) / weight[i]
    size[group[i]] += before[i]
  }
  for (let i = 0; i < x.length; i++) if (weight[i] !== 0) x[i] -= (sum[group[i]] / size[group[i]]) * weight[i]
}

/** Unweighted means of x/weight by group, times weight. */
function takeOutMargin(x: Float64Array, group: Int32Array, groups: number, weight: Float64Array): void {
  const sum = new Float64Array(groups)
  const size = new Float64Array(groups)
  for (let i = 0; i < x.length; i++) {
    sum[group[i]] += x[i] / weight[i]
    size[group[i]] += 1
  }
  for (let i = 0; i < x.length; i++) x[i] -= (sum[group[i]] / size[group[i]]) * weight[i]
}

/** Residuals of x/scale on the basis, times scale. */
function takeOutRegression(x: Float64Array, basis: Matrix, scale: Float64Array, unit: Int32Array | null): void {
  const n = x.length
  const scaled = new Float64Array(n)
  for (let i = 0; i < n; i++) scaled[i] = x[i] / scale[i]
  const source = unit === null ? scaled : unitMeans(scaled, unit)
  for (let j = 0; j < basis.cols; j++) {
    let dot = 0
    for (let i = 0; i < n; i++) dot += basis.data[i + j * n] * source[i]
    for (let i = 0; i < n; i++) scaled[i] -= dot * basis.data[i + j * n]
  }
  for (let i = 0; i < n; i++) x[i] = scaled[i] * scale[i]
}

function unitMeans(values: Float64Array, unit: Int32Array): Float64Array {
  const units = unit.reduce((most, code) => Math.max(most, code), 0) + 1
  const sum = new Float64Array(units)
  const size = new Float64Array(units)
  for (let i = 0; i < values.length; i++) {
    sum[unit[i]] += values[i]
    size[unit[i]] += 1
  }
  return values.map((_, i) => sum[unit[i]] / size[unit[i]])
}
