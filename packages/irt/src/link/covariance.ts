import { type Matrix, matMul, matrix, NumericError, transpose } from '@kepu/numeric'
import type { Items } from '../model/items.ts'
import type { Link } from './scale.ts'

/**
 * Sampling covariance of a link's (A, B) from those of the item parameters, by the delta method with central differences.
 *
 *   Cov(A, B) = Σ_forms J·Σ_form·Jᵀ,  J = ∂(A, B)/∂(item parameters)
 *
 * Works for every linking method, and for a chain of them: the function given says how the forms become a link.
 *
 * @param link        the whole way from the forms' items to the link, such as ([x, y]) => linkByMoments(selectItems(x, …), selectItems(y, …), 'mean-sigma')
 * @param forms       items of each form
 * @param covariance  by form: [P × P] covariance of its parameters in the order of `parameter`; zero rows for those that were fixed
 * @returns           [2 × 2]
 * @throws NumericError irt.shape · what the link throws
 * Validity: forms calibrated on independent samples. First order: large samples.
 * Time two links for each parameter that varies. Source: Ogasawara (2000), Econ. Rev. Otaru 51, 1–23; (2001), Appl. Psychol. Meas. 25, 53–67.
 * Checked: R equateIRT 2.5 direc and chainec.
 */
export function linkCovariance(
  link: (forms: readonly Items[]) => Link,
  forms: readonly Items[],
  covariance: readonly Matrix[],
): Matrix {
  if (covariance.length !== forms.length) {
    throw new NumericError('irt.shape', `${forms.length} forms, ${covariance.length} covariances`)
  }
  const total = matrix(2, 2)
  forms.forEach((form, f) => {
    const count = form.parameter.length
    const { rows, cols, data } = covariance[f]
    if (rows !== count || cols !== count) {
      throw new NumericError('irt.shape', `form ${f}: covariance ${rows} × ${cols} of ${count} parameters`)
    }
    const slopes = matrix(2, count)
    for (let p = 0; p < count; p++) {
      if (!(data[p + p * count] > 0)) continue
      const step = 1e-4 * Math.max(0.1, Math.abs(form.parameter[p]))
      const [above, below] = [step, -step].map((by) => {
        return link(forms.with(f, { ...form, parameter: form.parameter.with(p, form.parameter[p] + by) }))
      })
      slopes.data[2 * p] = (above.slope - below.slope) / (2 * step)
      slopes.data[2 * p + 1] = (above.intercept - below.intercept) / (2 * step)
    }
    const part = matMul(slopes, matMul(covariance[f], transpose(slopes)))
    for (let at = 0; at < 4; at++) total.data[at] += part.data[at]
  })
  return total
}
