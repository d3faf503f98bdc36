import { quantile } from '@kepu/numeric'
import { describe, expect, test } from 'vitest'
import {
  compare,
  member,
  notMet,
  numbers,
  referencePresent,
  type Tolerance,
} from '../../../../tools/reference/index.ts'
import { clusterDesign, domainDesign, jackknifeDesign, type SurveyDesign } from '../../src/design/index.ts'
import * as e from '../../src/estimate/index.ts'
import { coefficientTable, estimateGlm } from '../../src/regression/index.ts'
import * as w from '../../src/weight/index.ts'
import { apiDesigns, bind, byRow, caseOf, check, complete, type Data } from '../design/api.ts'
import { withIntercept } from '../regression/support.ts'
import { checkEstimate } from '../variance/r-support.ts'

if (!referencePresent) test('no reference values on this machine', () => expect(referencePresent).toBe(false))

const schools = [4421, 755, 1018]
const wide = [1072, 5122]

function build(name: string): { design: SurveyDesign; d: Data } {
  const { design, d } = apiDesigns[name.replace('_jk1', '')]!()
  return { d, design: name.endsWith('_jk1') ? jackknifeDesign(design) : design }
}

/** The recipes of the reference script, by tag. */
function recipes(d: Data, name: string): Readonly<Record<string, (design: SurveyDesign) => SurveyDesign>> {
  const stype = { category: d.codes('stype').code, totals: schools }
  const margins = [stype, { category: d.codes('sch.wide').code, totals: wide }]
  const ones = new Float64Array(d.rows).fill(1)
  const [high, middle, api99] = [d.is('stype', 'H'), d.is('stype', 'M'), d.number('api99')]
  const x = bind(ones, high, middle, api99)
  const totals = [6194, 755, 1018, 3914069]
  const cluster = name.startsWith('clus1') ? d.codes('dnum').code : Int32Array.from(ones.keys())
  const looseRake = (design: SurveyDesign): SurveyDesign => w.rake(design, margins, { tolerance: 1 / 6194 })
  return {
    postStratify: (design) => w.poststratifyWeights(design, stype),
    rake: (design) => w.rake(design, margins, { tolerance: 1e-12 }),
    cal_linear_stype: (design) =>
      w.calibrate(design, { x: bind(ones, high, middle), totals: [6194, 755, 1018], distance: 'linear' }),
    cal_linear: (design) => w.calibrate(design, { x, totals, distance: 'linear' }),
    cal_raking: (design) => w.calibrate(design, { x, totals, distance: 'raking' }),
    cal_logit_bounds: (design) =>
      w.calibrate(design, { x, totals, distance: 'logit', bounds: { lower: 0.3, upper: 3.5 } }),
    cal_linear_bounds: (design) =>
      w.calibrate(design, { x, totals, distance: 'linear', bounds: { lower: 0.5, upper: 2.5 } }),
    cal_sinh: (design) => w.calibrate(design, { x, totals, distance: 'sinh', bounds: { lower: 0.2, upper: 5 } }),
    cal_linear_variance: (design) =>
      w.calibrate(design, { x: bind(api99), totals: [3914069], distance: 'linear', variance: api99 }),
    cal_aggregate_stage1: (design) => w.calibrate(design, { x, totals, distance: 'linear', cluster }),
    rake_trim: (design) => {
      const raked = looseRake(design)
      return w.trimWeights(raked, { lower: quantile(raked.weight, 0.05), upper: quantile(raked.weight, 0.95) })
    },
    postStratify_partial_then_cal: (design) => {
      return w.calibrate(w.poststratifyWeights(design, stype), {
        x: bind(ones, api99),
        totals: [6194, 3914069],
        distance: 'linear',
      })
    },
  }
}

const close: Tolerance = {
  relative: 1e-7,
  absolute: 1e-6,
  why: 'R iterates weights to a misfit of 1e-10 … 1e-12 of the totals; known totals have a variance of 0 but for rounding (1e-6 of millions)',
}
/** Least-squares residuals of a known total: what is left is rounding of numbers of a million. */
const glm: Tolerance = { ...close, absolute: 1e-9 }
const FROM_R =
  'R spreads what it cuts off over a matrix of another shape in replicate designs, so that its replicates hold NA or trimmed sums; ours trims each replicate'

describe.runIf(referencePresent).each(['clus1', 'clus1_jk1', 'strat'])('weighting, design %s', (name) => {
  const { design, d } = build(name)
  const all = recipes(d, name)
  const tags = Object.keys(all).filter((tag) => name !== 'clus1_jk1' || tag !== 'cal_aggregate_stage1')
  test.each(tags)('%s', (tag) => {
    const id = (part: string): string => `weighting/${name}/${tag}/${part}`
    if (name === 'clus1_jk1' && tag === 'rake_trim') {
      const parts = ['weights', 'mean', 'total', 'by', 'ratio', 'glm', 'total_stype']
      notMet('survey-stats', `weighting/${name}`, FROM_R, parts.map(id))
      return
    }
    const ours = all[tag]!(design)
    check(id('weights'), ours.weight, caseOf(id('weights')).result, close)
    checkEstimate(id('mean'), e.estimateMean(d.columns('api00', 'ell'), ours), close)
    const known = domainDesign(ours, complete(d.number('enroll'), d.number('api.stu')))
    checkEstimate(id('total'), e.estimateTotal(d.columns('enroll', 'api.stu'), known), close)
    const by = e.estimateDomainMeans(d.number('api00'), d.codes('sch.wide').code, 2, ours)
    check(id('by'), by.value, member(caseOf(id('by')).result, 'estimate'), close)
    check(id('by'), by.standardError, member(caseOf(id('by')).result, 'se'), close)
    const ratio = e.estimateRatio(d.number('api.stu'), d.number('enroll'), known)
    check(id('ratio'), ratio.value, member(caseOf(id('ratio')).result, 'estimate'), close)
    check(id('ratio'), ratio.covariance.data, member(caseOf(id('ratio')).result, 'var'), close)
    checkEstimate(id('total_stype'), e.estimateTotal(e.indicatorColumns(d.codes('stype').code, 3), ours), close)
    const model = {
      x: withIntercept(d.number('ell'), d.number('meals')),
      y: d.number('api00'),
      family: 'gaussian',
    } as const
    if (caseOf(id('glm')).error !== null) {
      expect(() => estimateGlm(model, ours)).toThrow(/weight/)
      compare('survey-stats', `weighting/${name}`, id('glm'), null, null, {
        relative: 0,
        why: 'negative weights: R refuses, so do we',
      })
      return
    }
    const fit = estimateGlm(model, ours)
    const { result } = caseOf(id('glm'))
    check(
      id('glm'),
      coefficientTable(fit).flatMap((c) => [c.value, c.standardError, c.t, c.p]),
      member(result, 'coef'),
      glm,
    )
    check(id('glm'), byRow(fit.covariance), member(result, 'vcov'), glm)
  })
})

describe.runIf(referencePresent)('calibration, R sampling 2.11', () => {
  const x = bind(new Float64Array(6).fill(1), [10, 20, 15, 30, 25, 18])
  const design = clusterDesign({ stages: [{}], weight: new Float64Array(6).fill(5), lonelyPsu: 'fail' })
  const bounds = { lower: 0.5, upper: 1.6 }
  test.each([
    ['linear', { distance: 'linear' }],
    ['raking', { distance: 'raking' }],
    ['logit', { distance: 'logit', bounds }],
    ['truncated', { distance: 'linear', bounds }],
  ] as const)('%s', (kind, how) => {
    const ours = w.calibrate(design, { x, totals: [32, 650], ...how })
    const g = ours.weight.map((weight) => weight / 5)
    check(`calib/${kind}`, g, numbers(caseOf(`calib/${kind}`).result), {
      relative: 2e-6,
      why: 'calib stops at a misfit of 1e-6',
    })
  })
})
