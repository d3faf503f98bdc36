import { matrix } from '@kepu/numeric'
import { describe, expect, test } from 'vitest'
import {
  member,
  notMet,
  numbers,
  referencePresent,
  relativeDifference,
  type Tolerance,
} from '../../../../tools/reference/index.ts'
import * as s from '../../src/design/index.ts'
import * as e from '../../src/estimate/index.ts'
import { estimateGlm, type GlmModel } from '../../src/regression/index.ts'
import { raoScottTest } from '../../src/table/index.ts'
import { type Estimate, estimateStatistic, replicateWeights } from '../../src/variance/index.ts'
import { apiDesigns, byRow, caseIds, caseOf, check, complete, type Data, rounding } from '../design/api.ts'
import { checkGlm, withIntercept } from '../regression/support.ts'
import { checkEstimate } from './r-support.ts'

if (!referencePresent) test('no reference values on this machine', () => expect(referencePresent).toBe(false))

const linear: Tolerance = {
  relative: 1e-7,
  absolute: 1e-15,
  why: 'linear model: R by QR, ours by normal equations; tails magnify',
}
const iterated: Tolerance = {
  relative: 2e-3,
  absolute: 1e-9,
  why: 'R stops each replicate’s regression at a deviance change of 1e-8',
}
const reps: Tolerance = {
  ...rounding,
  relative: 1e-9,
  why: 'variance of nearly equal replicates: the last digits cancel in either program',
}

const designs: Readonly<Record<string, () => { design: s.ReplicateDesign; d: Data }>> = {
  srs_jk1: () => jackknife('srs'),
  strat_jkn: () => jackknife('strat'),
  clus1_jk1: () => jackknife('clus1'),
  clus1_jk1_nofpc: () => jackknife('clus1_nofpc'),
  clus1_jk1_mse: () => jackknife('clus1', true),
}

function jackknife(name: string, aroundEstimate = false): { design: s.ReplicateDesign; d: Data } {
  const { design, d } = apiDesigns[name]!()
  return { design: s.jackknifeDesign(design, aroundEstimate), d }
}

/** The correlation of two columns at any weights: a statistic without a quick road. */
function correlation(a: Float64Array, b: Float64Array, design: s.ReplicateDesign): Estimate {
  const at = (weight: Float64Array): Float64Array => {
    let total = 0
    let [ma, mb] = [0, 0]
    weight.forEach((w, i) => {
      total += w
      ma += w * a[i]!
      mb += w * b[i]!
    })
    let [aa, bb, ab] = [0, 0, 0]
    weight.forEach((w, i) => {
      const [x, y] = [a[i]! - ma / total, b[i]! - mb / total]
      aa += w * x * x
      bb += w * y * y
      ab += w * x * y
    })
    return Float64Array.of(ab / Math.sqrt(aa * bb))
  }
  return estimateStatistic({ rows: a.length, size: 1, at, influence: () => matrix(a.length, 1) }, design)
}

describe.runIf(referencePresent).each(Object.keys(designs))('replicates, %s', (name) => {
  const { design, d } = designs[name]!()
  const p = (part: string): string => `rep/${name}/${part}`
  const result = (part: string): unknown => caseOf(p(part)).result
  const api00 = d.number('api00')
  const wide = d.is('sch.wide', 'Yes')
  const improved = d.is('comp.imp', 'Yes')

  test('weights', () => {
    const scales = design.replicateScale.map((value) => value * design.scale)
    if (caseIds.includes(p('weights'))) {
      const theirs = result('weights')
      const rows = Array.from({ length: design.replicates }, (_, r) => replicateWeights(design, r))
      const ours = matrix(design.rows, design.replicates, Float64Array.from(rows.flatMap((row) => [...row])))
      check(p('weights'), byRow(ours), member(theirs, 'analysis_weights'))
      const scale = numbers(member(theirs, 'scale'))[0]!
      check(
        p('weights'),
        scales,
        numbers(member(theirs, 'rscales')).map((value) => value * scale),
      )
      check(p('weights'), design.degreesOfFreedom, member(theirs, 'degf'))
      return
    }
    const theirs = result('weights_info')
    const scale = numbers(member(theirs, 'scale'))[0]!
    check(
      p('weights_info'),
      [design.replicates, design.degreesOfFreedom],
      [member(theirs, 'nrep'), member(theirs, 'degf')],
    )
    // R lists the replicates stratum by stratum.
    const theirScales = numbers(member(theirs, 'rscales')).map((value) => value * scale)
    check(p('weights_info'), scales.sort(), theirScales.sort())
    const sums = Array.from({ length: 10 }, (_, r) => replicateWeights(design, r).reduce((total, w) => total + w, 0))
    if (name !== 'strat_jkn') check(p('weights_info'), sums, member(theirs, 'colsum_head'))
  })

  test('means, totals, ratios, domains, variances', () => {
    const three = d.columns('api00', 'api99', 'ell')
    checkEstimate(p('mean'), e.estimateMean(three, design), reps)
    check(p('mean'), e.designEffects('mean', three, design), member(result('mean'), 'deff'), reps)
    checkEstimate(p('total'), e.estimateTotal(d.number('api.stu'), design), reps)
    const known = s.domainDesign(design, complete(d.number('enroll')))
    const ratio = e.estimateRatio(d.number('api.stu'), d.number('enroll'), known)
    check(p('ratio'), ratio.value, member(result('ratio'), 'estimate'))
    check(p('ratio'), ratio.covariance.data, member(result('ratio'), 'var'), reps)
    const by = e.estimateDomainMeans(api00, d.codes('stype').code, 3, design)
    check(p('by'), by.value, member(result('by'), 'estimate'))
    check(p('by'), by.standardError, member(result('by'), 'se'), reps)
    check(p('by'), byRow(by.covariance), member(result('by'), 'vcov'), { ...reps, absolute: 1e-9 })
    const spread = e.estimateCovariance(d.columns('api00', 'ell'), design)
    check(p('var'), spread.value, member(result('var'), 'estimate'))
    check(p('var'), spread.standardError, member(result('var'), 'se'), reps)
    check(p('var'), byRow(spread.covariance), member(result('var'), 'vcov'), reps)
    const growth = e.estimateRatio(api00, d.number('api99'), design)
    const theirs = result('withReplicates')
    check(
      p('withReplicates'),
      [growth.value[0]!, growth.standardError[0]!],
      [member(theirs, 'est'), member(theirs, 'se')],
      reps,
    )
    checkEstimate(p('cor'), correlation(api00, d.number('api99'), design), reps)
  })

  test('quantiles', () => {
    const shown = (q: e.QuantileEstimate): number[] =>
      [q.value, q.lower, q.upper, q.standardError].map((x) => (Number.isFinite(x) ? x : Number.NaN))
    const woodruff = e.estimateQuantiles(api00, [0.25, 0.5, 0.75], design)
    check(p('quantile'), woodruff.flatMap(shown), member(result('quantile'), 'api00'), reps)
    const direct = e.estimateQuantiles(api00, [0.25, 0.5, 0.75], design, { interval: 'replicates' })
    const theirs = numbers(member(result('quantile_quantile'), 'api00'))
    const flat = direct.flatMap(shown)
    const same = flat.every((value, k) => Math.abs(value - theirs[k]!) <= 1e-9 * Math.abs(theirs[k]!))
    const tie =
      'equal weights: a replicate without one row puts a quarter of the weight exactly on a value, which R decides by rounding'
    if (same) check(p('quantile_quantile'), flat, theirs, reps)
    else notMet('survey-stats', `rep/${name}`, tie, [p('quantile_quantile')])
    expect(same || name === 'srs_jk1' || name === 'strat_jkn').toBe(true)
  })

  test('regression, tables, proportions', () => {
    const x = withIntercept(d.number('ell'), d.number('meals'), d.number('mobility'))
    const unscaled = { dispersion: (design.rows - 1) / design.rows }
    checkGlm(p('glm'), { x, y: api00, family: 'gaussian' }, design, linear, unscaled)
    const logit: GlmModel = { x: withIntercept(d.number('ell'), d.number('meals')), y: wide, family: 'logistic' }
    checkGlm(p('logit'), logit, design, iterated, unscaled)
    const by = (variable: string) => {
      const { code, levels } = d.codes(variable)
      return { row: d.codes('sch.wide').code, column: code, rows: 2, columns: levels.length }
    }
    const f = raoScottTest(by('comp.imp'), design, 'F')
    check(
      p('chisq_F'),
      [f.statistic, f.p],
      [member(result('chisq_F'), 'statistic'), member(result('chisq_F'), 'p.value')],
      reps,
    )
    check(p('chisq_F'), [f.degreesOfFreedom, f.denominator], member(result('chisq_F'), 'parameter'), reps)
    const chi = raoScottTest(by('stype'), design, 'chiSquare')
    const theirs = [member(result('chisq_Chisq'), 'statistic'), member(result('chisq_Chisq'), 'p.value')]
    check(p('chisq_Chisq'), [chi.statistic, chi.p], theirs, reps)
    for (const method of ['logit', 'beta'] as const) {
      const ours = e.proportionInterval(improved, design, method)
      const tolerance = method === 'logit' ? { ...iterated, relative: 1e-6 } : reps
      check(
        p(`ciprop_${method}`),
        [ours.value, ours.standardError, ours.lower, ours.upper],
        result(`ciprop_${method}`),
        tolerance,
      )
    }
  })

  test('a regression of each replicate from scratch gives the same variance', () => {
    const model: GlmModel = { x: withIntercept(d.number('ell'), d.number('meals')), y: wide, family: 'logistic' }
    const quick = estimateGlm(model, design)
    const slow = estimateStatistic(
      {
        rows: design.rows,
        size: 3,
        at: (weight) => {
          const own = s.clusterDesign({
            stages: [{}],
            weight: weight.map((value) => value + 1e-300),
            lonelyPsu: 'fail',
          })
          return estimateGlm(model, { ...own, weight }).value
        },
        influence: () => matrix(design.rows, 3),
      },
      design,
    )
    expect(relativeDifference(quick.standardError, slow.standardError, 0)).toBeLessThan(1e-7)
  })
})
