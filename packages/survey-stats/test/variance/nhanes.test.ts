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
import { estimateGlm } from '../../src/regression/index.ts'
import { raoScottTest } from '../../src/table/index.ts'
import { poststratifyWeights } from '../../src/weight/index.ts'
import { byRow, caseOf, check, complete, data, rounding } from '../design/api.ts'
import { checkGlm, withIntercept } from '../regression/support.ts'
import { checkEstimate } from './r-support.ts'

if (!referencePresent) test('no reference values on this machine', () => expect(referencePresent).toBe(false))

const reps: Tolerance = {
  ...rounding,
  relative: 1e-8,
  why: 'sums of 7,846 rows with weights of 1e5; 15 digits in the file',
}
const iterated: Tolerance = {
  relative: 5e-3,
  absolute: 1e-9,
  why: 'R stops at a deviance change of 1e-8; p-values of |t| about 20 magnify it',
}
const glmPoint: Tolerance = { ...iterated, relative: 1e-6 }

describe.runIf(referencePresent)('nhanes, two units a stratum', () => {
  const d = data('nhanes_2psu')
  const chol = d.number('HI_CHOL')
  const sex = d.number('RIAGENDR')
  const taylor = s.clusterDesign({
    stages: [{ unit: d.codes('SDMVPSU').code, stratum: d.codes('SDMVSTRA').code }],
    weight: d.number('WTMEC2YR'),
    lonelyPsu: 'fail',
  })
  /** R's own half-samples: which unit is kept depends on the Hadamard matrix, and so do nonlinear statistics. */
  const fromR = (name: string, aroundEstimate: boolean): s.ReplicateDesign => {
    const { result } = caseOf(`nhanes/${name}/repinfo`)
    const factor = numbers(member(result, 'factor'))
    const R = numbers(member(result, 'nrep'))[0]!
    const psu = member(result, 'psu')
    const strata = numbers(member(psu, 'stratum'))
    const units = numbers(member(psu, 'psu'))
    const at = new Map(Array.from(strata, (h, k) => [`${h}/${units[k]}`, k]))
    const weight = d.number('WTMEC2YR')
    const replicates = matrix(d.rows, R)
    const [h, u] = [d.number('SDMVSTRA'), d.number('SDMVPSU')]
    for (let i = 0; i < d.rows; i++) {
      const k = at.get(`${h[i]}/${u[i]}`)!
      for (let r = 0; r < R; r++) replicates.data[i + r * d.rows] = factor[r + k * R]!
    }
    return s.replicateDesign({
      weight,
      replicates,
      combined: false,
      scale: numbers(member(result, 'scale'))[0]!,
      replicateScale: numbers(member(result, 'rscales')),
      degreesOfFreedom: 14,
      aroundEstimate,
    })
  }
  const designs: Readonly<Record<string, readonly [() => s.SurveyDesign, () => s.SurveyDesign]>> = {
    taylor: [() => taylor, () => taylor],
    brr: [() => fromR('brr', false), () => s.balancedDesign(taylor)],
    fay: [() => fromR('fay', false), () => s.balancedDesign(taylor, 0.3)],
    brr_mse: [() => fromR('brr_mse', true), () => s.balancedDesign(taylor, 0, true)],
    jkn: [() => fromR('jkn', false), () => s.jackknifeDesign(taylor)],
  }

  test.each(Object.keys(designs))('%s', (name) => {
    const [theirs, own] = designs[name]!
    const design = theirs()
    const made = own()
    const id = (part: string): string => `nhanes/${name}/${part}`
    const result = (part: string): unknown => caseOf(id(part)).result
    check(id('degf'), made.degreesOfFreedom, member(result('degf'), 'degf'))
    if (made.kind === 'replicate') {
      const info = result('repinfo')
      const scales = made.replicateScale.map((value) => value * made.scale)
      const scale = numbers(member(info, 'scale'))[0]!
      check(
        id('repinfo'),
        [made.replicates, ...scales],
        [member(info, 'nrep'), numbers(member(info, 'rscales')).map((value) => value * scale)].flatMap((x) => [
          ...numbers(x instanceof Float64Array ? [...x] : x),
        ]),
      )
    }
    const known = s.domainDesign(design, complete(chol))
    checkEstimate(id('mean'), e.estimateMean(chol, known), reps)
    check(id('mean'), e.designEffects('mean', chol, known), member(result('mean'), 'deff'), reps)
    checkEstimate(id('total'), e.estimateTotal(chol, known), reps)
    // Totals are linear: any balanced set of half-samples gives the same variance, ours too.
    checkEstimate(id('total'), e.estimateTotal(chol, s.domainDesign(made, complete(chol))), reps)
    const race = d.codes('race').code
    const cell = race.map((code, i) => code + 4 * (sex[i]! - 1))
    const by = e.estimateDomainMeans(chol, cell, 8, known)
    check(id('by'), by.value, member(result('by'), 'estimate'), reps)
    check(id('by'), by.standardError, member(result('by'), 'se'), reps)
    const age = d.codes('agecat')
    const order = ['(0,19]', '(19,39]', '(39,59]', '(59,Inf]'].map((level) => age.levels.indexOf(level))
    const ageCode = age.code.map((code) => order.indexOf(code))
    const byAge = e.estimateDomainMeans(chol, ageCode, 4, known)
    check(id('by_age'), byAge.value, member(result('by_age'), 'estimate'), reps)
    check(id('by_age'), byAge.standardError, member(result('by_age'), 'se'), reps)
    check(id('by_age'), byRow(byAge.covariance), member(result('by_age'), 'vcov'), { ...reps, absolute: 1e-17 })
    for (const method of ['logit', 'xlogit', 'beta'] as const) {
      const ours = e.proportionInterval(chol, known, method, 0.95, 14)
      const tolerance = method === 'logit' ? glmPoint : reps
      check(
        id(`ciprop_${method}`),
        [ours.value, ours.standardError, ours.lower, ours.upper],
        result(`ciprop_${method}`),
        tolerance,
      )
    }
    const dummies = [1, 2, 3].map((k) => race.map((code) => (code === k ? 1 : 0)))
    const ages = [1, 2, 3].map((k) => ageCode.map((code) => (code === k ? 1 : 0)))
    const x = withIntercept(...dummies, ...ages, sex)
    // R counts rows with a missing answer in the size that X² is scaled to.
    const all = d.rows / complete(chol).reduce((sum, flag) => sum + flag, 0)
    const mean = (weight: Float64Array): number =>
      weight.reduce((sum, w) => sum + w, 0) / weight.filter((w) => w > 0).length
    const fewer = mean(known.weight) / mean(design.weight)
    const scales = { deviance: fewer, dispersion: fewer * (design.kind === 'replicate' ? 1 - all / d.rows : 1) }
    checkGlm(id('logit'), { x, y: chol, family: 'logistic' }, known, iterated, scales)
    const table = { row: chol.map((value) => (Number.isNaN(value) ? -1 : value)), column: race, rows: 2, columns: 4 }
    const f = raoScottTest(table, known, 'F')
    check(
      id('chisq_F'),
      [f.statistic, f.p],
      [member(result('chisq_F'), 'statistic'), member(result('chisq_F'), 'p.value')],
      reps,
    )
    check(id('chisq_F'), [f.degreesOfFreedom, f.denominator], member(result('chisq_F'), 'parameter'), reps)
    const chi = raoScottTest(table, known, 'chiSquare')
    const theirChi = [member(result('chisq_Chisq'), 'statistic'), member(result('chisq_Chisq'), 'p.value')]
    check(id('chisq_Chisq'), [chi.statistic * all, chi.p], theirChi, {
      ...reps,
      why: `${reps.why}; X² times rows/known rows, as R counts them`,
    })
    checkEstimate(id('std'), e.estimateMean(chol, standardised(known, ageCode, cell)), reps)
  })

  /** Ages as in a standard population within each race and sex. */
  function standardised(design: s.SurveyDesign, age: Int32Array, over: Int32Array): s.SurveyDesign {
    const population = [55901, 77670, 72816, 45364]
    const all = population.reduce((sum, count) => sum + count, 0)
    const free = new Float64Array(8)
    design.weight.forEach((w, i) => {
      free[over[i]!]! += w
    })
    const totals = Float64Array.from({ length: 32 }, (_, c) => (population[c % 4]! / all) * free[Math.floor(c / 4)]!)
    return poststratifyWeights(design, { category: over.map((o, i) => age[i]! + 4 * o), totals })
  }
})

describe.runIf(referencePresent)('yrbs: intervals of a proportion', () => {
  const d = data('yrbs')
  const y = d.number('qn8').map((value) => 2 - value)
  const weight = d.number('weight')
  const design = s.clusterDesign({
    stages: [{ unit: d.codes('psu').code, stratum: d.codes('stratum').code }],
    weight,
    lonelyPsu: 'fail',
  })
  const known = s.domainDesign(design, complete(y))

  test('mean, degrees of freedom and all methods', () => {
    checkEstimate('yrbs/mean', e.estimateMean(y, known), reps)
    check('yrbs/mean', e.designEffects('mean', y, known), member(caseOf('yrbs/mean').result, 'deff'), reps)
    check('yrbs/degf', design.degreesOfFreedom, caseOf('yrbs/degf').result)
    for (const method of ['xlogit', 'logit', 'beta', 'likelihood', 'mean', 'asin', 'wilson'] as const) {
      const ours = e.proportionInterval(y, known, method, 0.95, design.degreesOfFreedom)
      const spline = { relative: 4e-3, why: 'R interpolates the profile of the deviance by a spline; ours is its root' }
      const tolerance = method === 'likelihood' ? spline : method === 'logit' ? glmPoint : reps
      check(
        `yrbs/ciprop_${method}`,
        [ours.value, ours.standardError, ours.lower, ours.upper],
        caseOf(`yrbs/ciprop_${method}`).result,
        tolerance,
      )
    }
  })
})

const NO_TRIALS =
  'R fits the replicates without the numbers of trials; ours with them. Without them ours gives R’s variance'

describe.runIf(referencePresent)('scd: half-samples and regression of grouped data', () => {
  const d = data('scd')
  const stratum = d.codes('ESA').code
  const unit = d.codes('ambulance').code
  const weight = new Float64Array(6).fill(1)
  const [alive, arrests] = [d.number('alive'), d.number('arrests')]
  const plain = s.clusterDesign({ stages: [{ unit, stratum }], weight, lonelyPsu: 'fail' })
  const sized = s.clusterDesign({
    stages: [{ unit, stratum, populationSize: weight.map(() => 5) }],
    weight,
    lonelyPsu: 'fail',
  })
  const half = (name: string): s.ReplicateDesign => {
    const { result } = caseOf(`scd/${name}/weights`)
    const rows = numbers(member(result, 'analysis_weights'))
    const replicates = matrix(
      6,
      4,
      Float64Array.from({ length: 24 }, (_, q) => rows[Math.floor(q / 6) + (q % 6) * 4]!),
    )
    const scale = numbers(member(result, 'scale'))[0]!
    return s.replicateDesign({
      weight,
      replicates,
      combined: true,
      scale,
      replicateScale: [1, 1, 1, 1],
      degreesOfFreedom: 3,
    })
  }
  const designs: Readonly<Record<string, s.SurveyDesign>> = {
    fpc: sized,
    nofpc: plain,
    brr: half('brr'),
    fay: half('fay'),
  }

  test.each(Object.keys(designs))('%s', (name) => {
    const design = designs[name]!
    const id = (part: string): string => `scd/${name}/${part}`
    const share = alive.map((value, i) => value / arrests[i]!)
    const model = { x: matrix(6, 1, weight), y: share, family: 'logistic' } as const
    if (name === 'fpc' || name === 'nofpc') {
      checkGlm(id('glm'), { ...model, trials: arrests }, design, iterated)
      return
    }
    notMet('survey-stats', `scd/${name}`, NO_TRIALS, [id('glm')])
    const asR = estimateGlm(model, design)
    expect(relativeDifference(asR.covariance.data, numbers(member(caseOf(id('glm')).result, 'vcov')), 0)).toBeLessThan(
      1e-5,
    )
    const own = s.balancedDesign(plain, name === 'fay' ? 0.3 : 0)
    check(
      id('weights'),
      [own.replicates, own.scale, own.degreesOfFreedom],
      [4, member(caseOf(id('weights')).result, 'scale'), member(caseOf(id('weights')).result, 'degf')],
    )
    checkEstimate(id('mean'), e.estimateMean(d.columns('alive', 'arrests'), design), reps)
    checkEstimate(id('mean'), e.estimateMean(d.columns('alive', 'arrests'), own), reps)
    const effects = e.designEffects('mean', d.columns('alive', 'arrests'), design, 'withReplacement')
    check(id('mean'), effects, member(caseOf(id('mean')).result, 'deff'), reps)
    const ratio = e.estimateRatio(alive, arrests, design)
    check(id('ratio'), ratio.value, member(caseOf(id('ratio')).result, 'estimate'), reps)
    check(id('ratio'), ratio.covariance.data, member(caseOf(id('ratio')).result, 'var'), reps)
  })
})
