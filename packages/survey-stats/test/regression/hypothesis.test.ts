import { describe, expect, test } from 'vitest'
import { member, numbers, referencePresent, type Tolerance } from '../../../../tools/reference/index.ts'
import type { TTest } from '../../src/estimate/index.ts'
import * as r from '../../src/regression/index.ts'
import { apiDesigns, apiNames, byRow, caseOf, check, rounding } from '../design/api.ts'
import { withIntercept } from './support.ts'

if (!referencePresent) test('no reference values on this machine', () => expect(referencePresent).toBe(false))

const linear: Tolerance = {
  relative: 1e-7,
  absolute: 1e-15,
  why: 'linear model by QR or normal equations; tails magnify the difference',
}
const iterated: Tolerance = { relative: 1e-4, why: 'R stops at a relative deviance change of 1e-8' }
const optim: Tolerance = {
  relative: 5e-3,
  absolute: 1e-7,
  why: 'R minimises by BFGS to 1e-8 of the deviance and takes a Hessian by finite differences; ours is Newton’s to the last digit',
}

describe.runIf(referencePresent).each(apiNames)('tests of regressions, design %s', (name) => {
  const { design, d } = apiDesigns[name]!()
  const p = (part: string): string => `api/${name}/${part}`
  const result = (part: string): unknown => caseOf(p(part)).result
  const [ell, meals, api00] = [d.number('ell'), d.number('meals'), d.number('api00')]
  const wide = d.is('sch.wide', 'Yes')
  const x = withIntercept(ell, meals, d.is('stype', 'H'), d.is('stype', 'M'))
  const fit = r.estimateGlm({ x, y: api00, family: 'gaussian' }, design)

  test('several coefficients', () => {
    const wald = r.waldTest(fit, [3, 4])
    const theirs = ['Ftest', 'df', 'ddf', 'p'].map((key) => member(result('regterm_wald'), key))
    check(p('regterm_wald'), [wald.statistic, wald.degreesOfFreedom, wald.denominator, wald.p], theirs, linear)
    const chi = r.waldTest(fit, [3, 4], Number.POSITIVE_INFINITY)
    const other = ['chisq', 'df', 'p'].map((key) => member(result('regterm_wald_chisq'), key))
    check(p('regterm_wald_chisq'), [chi.statistic, chi.degreesOfFreedom, chi.p], other, linear)
    const reduced = r.estimateGlm({ x: withIntercept(ell, meals), y: api00, family: 'gaussian' }, design)
    const working: Tolerance = { relative: 2e-6, why: 'R finds the saddlepoint to 1e-8; the tail magnifies it' }
    for (const [part, ours] of [
      ['regterm_lrt', r.likelihoodRatioTest(fit, reduced, [3, 4])],
      ['regterm_wwald', r.workingWaldTest(fit, [3, 4])],
    ] as const) {
      check(p(part), ours.statistic, member(result(part), 'chisq'), linear)
      check(
        p(part),
        [...ours.eigenvalues, ours.denominator],
        [member(result(part), 'lambda'), member(result(part), 'ddf')],
        linear,
      )
      check(p(part), ours.p, member(result(part), 'p'), working)
    }
    const logit = r.estimateGlm({ x: withIntercept(ell, meals), y: wide, family: 'logistic' }, design)
    const figures = r.modelFit(logit)
    check(
      p('aic_bic'),
      [figures.effectiveParameters, figures.aic],
      [member(result('aic_bic'), 'AIC', 'eff.p'), member(result('aic_bic'), 'AIC', 'AIC')],
      iterated,
    )
    check(
      p('aic_bic'),
      [figures.coxSnell, figures.nagelkerke],
      [member(result('aic_bic'), 'psrsq_cs'), member(result('aic_bic'), 'psrsq_nk')],
      iterated,
    )
  })

  test('t and rank tests', () => {
    const compareT = (part: string, ours: TTest, estimate: string): void => {
      const theirs = [
        member(result(part), 'statistic'),
        member(result(part), 'parameter'),
        member(result(part), 'p.value'),
      ]
      check(p(part), [ours.t, ours.degreesOfFreedom, ours.p], theirs, linear)
      check(p(part), ours.difference, member(result(part), 'estimate', estimate), linear)
    }
    const improved = d.is('comp.imp', 'Yes')
    compareT('ttest', r.twoSampleTTest(api00, improved, design), 'difference in mean')
    const change = api00.map((value, i) => value - d.number('api99')[i]!)
    compareT('ttest_one', r.oneSampleTTest(change, design), 'mean')
    const kinds = {
      wilcoxon: 'wilcoxon',
      KruskalWallis: 'wilcoxon',
      vanderWaerden: 'vanDerWaerden',
      median: 'median',
    } as const
    for (const [part, score] of Object.entries(kinds)) {
      compareT(`ranktest_${part}`, r.rankTest(ell, improved, design, score), 'difference in mean rank score')
    }
  })

  test('ordered answers', () => {
    const both = d.columns('ell', 'meals')
    const ours = r.estimateOrdinal({ x: both, y: d.codes('stype').code, categories: 3 }, design)
    const theirs = numbers(member(result('olr'), 'coef'))
    check(
      p('olr'),
      ours.value,
      [0, 3, 6, 9].map((k) => theirs[k]),
      optim,
    )
    check(p('olr'), byRow(ours.covariance), member(result('olr'), 'vcov'), optim)
    check(p('olr'), ours.deviance, member(result('olr'), 'deviance'), { ...rounding, relative: 1e-6, why: optim.why })
  })
})
