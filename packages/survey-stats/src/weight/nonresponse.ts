import { matrix, NumericError } from '@kepu/numeric'
import type { SurveyDesign } from '../design/types.ts'
import { checkedColumns } from '../estimate/columns.ts'
import { familyOf } from '../regression/family.ts'
import { fitGlm } from '../regression/glm-fit.ts'
import { replicateWeights } from '../variance/replicate-weights.ts'
import { cellTotals, checkedCells, stepReplicates, withRowFactors } from './cells.ts'
import { adjusted } from './rake.ts'

/** [n] 1 responded, 0 did not. @throws NumericError survey.code (names the row) */
function checkedResponse(responded: ArrayLike<number>, design: SurveyDesign): Float64Array {
  if (responded.length !== design.rows)
    throw new NumericError('survey.shape', `${responded.length} responses, ${design.rows} rows`)
  return Float64Array.from({ length: responded.length }, (_, i) => {
    const value = responded[i]
    if (value !== 0 && value !== 1) throw new NumericError('survey.code', `responded[${i}] is ${value}, not 0 or 1`)
    return value
  })
}

/**
 * Non-response adjustment in classes: in each class the respondents' weights are scaled up to stand for all, non-respondents get 0. Replicate weights repeat it.
 *
 * @param cell       [n] class codes 0 … classes − 1
 * @param responded  [n] 1 or 0
 * @throws NumericError survey.nonresponse when a class has no respondent (names it: join classes) · survey.shape · survey.code (names the row)
 * Validity: within a class those who answer are like those who don't. The linearised variance takes the factors as given, which is slightly too large or too
 * small; replicates carry their uncertainty. Source: Little (1986), Int. Stat. Rev. 54, 139–157. Checked: class totals are kept; closed form.
 */
export function nonresponseClasses<D extends SurveyDesign>(
  design: D,
  cell: ArrayLike<number>,
  classes: number,
  responded: ArrayLike<number>,
): D {
  const answered = checkedResponse(responded, design)
  const code = checkedCells(cell, classes, design.weight, 'class')
  const split = code.map((c, i) => 2 * c + answered[i])
  const step = (totals: Float64Array, what: string): Float64Array => {
    const factor = new Float64Array(2 * classes)
    for (let c = 0; c < classes; c++) {
      const all = totals[2 * c] + totals[2 * c + 1]
      if (all > 0 && !(totals[2 * c + 1] > 0))
        throw new NumericError('survey.nonresponse', `${what}: class ${c} has no respondent`)
      factor[2 * c + 1] = all > 0 ? all / totals[2 * c + 1] : 1
    }
    return factor
  }
  if (design.kind === 'replicate') return { ...design, ...stepReplicates(design, split, 2 * classes, step) }
  const factor = step(cellTotals(design.weight, split, 2 * classes), 'the sample')
  const weight = design.weight.map((w, i) => w * factor[split[i]])
  return adjusted(design, weight, null)
}

/**
 * Response propensities: the fitted probability of a response from a logistic regression on what is known of everybody.
 *
 * @param x          [n × p] with a column of 1
 * @param responded  [n] 1 or 0
 * @returns          [n]
 * @throws NumericError survey.code · survey.shape · survey.collinear · survey.separation · survey.notConverged
 * Source: Rosenbaum & Rubin (1983), Biometrika 70, 41–55. Checked: equal to class response rates when x is the classes.
 */
export function responsePropensities(
  x: Float64Array | ReturnType<typeof matrix>,
  responded: ArrayLike<number>,
  design: SurveyDesign,
): Float64Array {
  const y = checkedResponse(responded, design)
  return propensities(checkedColumns(x, design, 'x'), y, design.weight, null).share
}

function propensities(x: ReturnType<typeof matrix>, y: Float64Array, weight: Float64Array, start: Float64Array | null) {
  const family = familyOf('logistic')
  const { coefficients } = fitGlm({ x, y, trials: null, offset: null }, weight, family, start)
  const eta = new Float64Array(x.rows)
  for (let j = 0; j < x.cols; j++) for (let i = 0; i < x.rows; i++) eta[i] += coefficients[j] * x.data[i + j * x.rows]
  const share = new Float64Array(x.rows)
  family.inverse(eta, share, new Float64Array(x.rows), x.rows)
  return { share, coefficients }
}

/**
 * Non-response adjustment by propensity: respondents' weights divided by their fitted probability of a response, non-respondents get 0. Replicate weights fit
 * the probability anew.
 *
 * @throws as `responsePropensities`
 * Validity: small probabilities make large weights; group them with `propensityClasses` and adjust in classes, which is steadier.
 * Source: Iannacchione, Milne & Folsom (1991), Proc. Surv. Res. Meth. 637–642. Checked: equals `nonresponseClasses` when x is the classes.
 */
export function nonresponsePropensity<D extends SurveyDesign>(
  design: D,
  x: Float64Array | ReturnType<typeof matrix>,
  responded: ArrayLike<number>,
): D {
  const y = checkedResponse(responded, design)
  const columns = checkedColumns(x, design, 'x')
  const whole = propensities(columns, y, design.weight, null)
  const factor = whole.share.map((p, i) => y[i] / p)
  if (design.kind !== 'replicate')
    return adjusted(
      design,
      design.weight.map((w, i) => w * factor[i]),
      null,
    )
  const value = matrix(design.rows, design.replicates)
  for (let r = 0; r < design.replicates; r++) {
    const { share } = propensities(columns, y, replicateWeights(design, r), whole.coefficients)
    for (let i = 0; i < y.length; i++) value.data[i + r * y.length] = y[i] / share[i]
  }
  return { ...design, ...withRowFactors(design, value, factor) }
}

/**
 * Classes of about equal weight by rising propensity, for `nonresponseClasses`.
 *
 * @returns [n] codes 0 … classes − 1; equal propensities fall into one class
 * @throws NumericError survey.shape
 * Source: Cochran (1968), Biometrics 24, 295–313: five classes remove nine tenths of the bias. Checked: by its law.
 */
export function propensityClasses(propensity: Float64Array, weight: Float64Array, classes: number): Int32Array {
  if (propensity.length !== weight.length || !Number.isInteger(classes) || classes < 1) {
    throw new NumericError(
      'survey.shape',
      `${propensity.length} propensities, ${weight.length} weights, ${classes} classes`,
    )
  }
  const order = Uint32Array.from(propensity.keys()).sort((i, j) => propensity[i] - propensity[j] || i - j)
  const total = weight.reduce((sum, w) => sum + w, 0)
  const code = new Int32Array(propensity.length)
  let passed = 0
  order.forEach((i, k) => {
    const tied = k > 0 && propensity[i] === propensity[order[k - 1]]
    code[i] = tied ? code[order[k - 1]] : Math.min(classes - 1, Math.floor((classes * passed) / total))
    passed += weight[i]
  })
  return code
}
