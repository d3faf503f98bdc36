import { NumericError, normalQuantile } from '@kepu/numeric'
import type { Responses } from '../model/responses.ts'
import { anchorScores, anchorsOf, groupedAnswers, itemStrata } from './strata.ts'

/**
 * Standardised difference in the share of right answers: focal minus reference at equal scores, weighted by the focal group.
 *
 *   Σ_s n_Fs·(P_Fs − P_Rs)/Σ_s n_Fs over the scores that both groups have
 *
 * @returns  [J] −1 … 1; beyond ±0.05 worth a look, beyond ±0.1 large
 * @throws NumericError irt.shape · irt.group · irt.answer · irt.item when the groups share no score
 * Source: Dorans & Kulick (1986), J. Educ. Meas. 23, 355–368. Checked: R difR 5.1 difStd.
 */
export function standardisedDif(
  responses: Responses,
  group: ArrayLike<number>,
  anchor?: ArrayLike<number>,
): Float64Array {
  const data = groupedAnswers(responses, group)
  if (data.groups !== 2) throw new NumericError('irt.group', `${data.groups} groups, this compares two`)
  const marks = anchorsOf(responses.items, anchor)
  const score = anchorScores(responses, marks)
  return Float64Array.from(marks, (mark, j) => {
    const { levels, right, count } = itemStrata(data, score, j, mark === 1)
    let sum = 0
    let persons = 0
    for (let s = 0; s < levels; s++) {
      const [reference, focal] = [count[2 * s], count[2 * s + 1]]
      if (reference === 0 || focal === 0) continue
      persons += focal
      sum += right[2 * s + 1] - (focal * right[2 * s]) / reference
    }
    if (persons === 0) throw new NumericError('irt.item', `item ${j}: the groups share no score`)
    return sum / persons
  })
}

/**
 * Transformed item difficulties (Angoff's delta plot): how far each item lies from the line that the others form.
 *
 *   Δ = 4·Φ⁻¹(1 − P) + 13;  distance = (b·Δ_R + a − Δ_F)/√(b² + 1) from the principal axis of all items
 *
 * @returns  [J] positive when the item is easier for the focal group than the line says; beyond ±1.5 by custom flagged
 * @throws NumericError irt.shape · irt.group · irt.answer · irt.item for an item all right or all wrong in a group
 * Validity: a first look; differences in discrimination look like functioning.
 * Source: Angoff & Ford (1973), J. Educ. Meas. 10, 95–106. Checked: R difR 5.1 difTID.
 */
export function deltaPlotDif(responses: Responses, group: ArrayLike<number>): Float64Array {
  const data = groupedAnswers(responses, group)
  if (data.groups !== 2) throw new NumericError('irt.group', `${data.groups} groups, this compares two`)
  const { persons, items, answer } = responses
  const delta = [new Float64Array(items), new Float64Array(items)]
  for (let j = 0; j < items; j++) {
    const right = [0, 0]
    const count = [0, 0]
    for (let i = 0; i < persons; i++) {
      right[group[i]] += answer[i + j * persons]
      count[group[i]]++
    }
    for (let g = 0; g < 2; g++) {
      if (right[g] === 0 || right[g] === count[g]) {
        throw new NumericError('irt.item', `item ${j}: ${right[g]} of ${count[g]} right in group ${g}`)
      }
      delta[g][j] = 13 - 4 * normalQuantile(right[g] / count[g])
    }
  }
  return distances(delta[0], delta[1])
}

function distances(reference: Float64Array, focal: Float64Array): Float64Array {
  const count = reference.length
  const [x, y] = [reference, focal].map((values) => values.reduce((a, b) => a + b, 0) / count)
  let xx = 0
  let yy = 0
  let xy = 0
  for (let j = 0; j < count; j++) {
    xx += (reference[j] - x) ** 2
    yy += (focal[j] - y) ** 2
    xy += (reference[j] - x) * (focal[j] - y)
  }
  if (xy === 0) throw new NumericError('irt.item', 'difficulties of the groups are not related')
  const slope = (yy - xx + Math.sqrt((yy - xx) ** 2 + 4 * xy * xy)) / (2 * xy)
  const intercept = y - slope * x
  return reference.map((value, j) => (slope * value + intercept - focal[j]) / Math.hypot(slope, 1))
}
