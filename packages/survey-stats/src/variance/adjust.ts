import type { Matrix } from '@kepu/numeric'
import type { Adjustment, SurveyDesign } from '../design/types.ts'

/**
 * Takes out of weight·influence what the known totals of the weighting explain.
 *
 * @param x  [n × k] weight·influence; changed in place
 */
export function applyAdjustments(x: Matrix, design: SurveyDesign): void {
  for (const adjustment of design.adjustments) {
    for (let k = 0; k < x.cols; k++) {
      adjustColumn(x.data.subarray(k * x.rows, (k + 1) * x.rows), adjustment)
    }
  }
}

function adjustColumn(x: Float64Array, adjustment: Adjustment): void {
  if (adjustment.kind === 'groups') takeOutGroups(x, adjustment)
  else if (adjustment.kind === 'margins') takeOutMargins(x, adjustment)
  else takeOutRegression(x, adjustment)
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
    if (weight[i] === 0) continue
    sum[group[i]] += x[i] / weight[i]
    size[group[i]] += 1
  }
  for (let i = 0; i < x.length; i++) if (weight[i] !== 0) x[i] -= (sum[group[i]] / size[group[i]]) * weight[i]
}

/** Residuals of x/scale on the basis, times scale. */
function takeOutRegression(x: Float64Array, { basis, scale }: Extract<Adjustment, { kind: 'regression' }>): void {
  const n = x.length
  const scaled = new Float64Array(n)
  for (let i = 0; i < n; i++) scaled[i] = scale[i] === 0 ? 0 : x[i] / scale[i]
  for (let j = 0; j < basis.cols; j++) {
    let dot = 0
    for (let i = 0; i < n; i++) dot += basis.data[i + j * n] * scaled[i]
    for (let i = 0; i < n; i++) scaled[i] -= dot * basis.data[i + j * n]
  }
  for (let i = 0; i < n; i++) x[i] = scaled[i] * scale[i]
}
