import { describe, expect, test } from 'vitest'
import { member, numbers, referenceCases, referencePresent } from '../../../../tools/reference/index.ts'
import { fitMultilevelLogistic, type MultilevelFit, poststratify } from '../../src/small-area/index.ts'
import { check, checkValues, columns, ones, resultOf, table } from './cases.ts'

if (!referencePresent) {
  test('the reference values are not on this machine: nothing was compared with R', () => {
    expect(referenceCases('sae/sae.json')).toBeNull()
  })
}

/** 960 cells of 40 states: those with a sample for the fit, all of them for the population. */
function survey() {
  const data = table('mrp_cells')
  const all = [...data.numeric('n').keys()]
  const code = (name: string) => data.numeric(name).map((value) => value - 1)
  const seen = all.filter((c) => data.numeric('n')[c] > 0)
  const pick = (values: Float64Array) => Float64Array.from(seen, (c) => values[c])
  const x = columns(ones(all.length), data.numeric('xs'), data.numeric('sex'))
  const terms = [code('state'), code('age'), code('edu')]
  return {
    sample: {
      successes: pick(data.numeric('y')),
      trials: pick(data.numeric('n')),
      x: columns(ones(seen.length), pick(data.numeric('xs')), pick(data.numeric('sex'))),
      terms: [
        { level: pick(code('state')), levels: 40 },
        { level: pick(code('age')), levels: 4 },
        { level: pick(code('edu')), levels: 3 },
      ],
    },
    population: { x, level: terms, count: data.numeric('N'), area: code('state'), areaCount: 40 },
    truth: data.numeric('p'),
  }
}

const loose = {
  relative: 1e-3,
  why: 'lme4 finds the maximum without derivatives (bobyqa), to about 1e-4 in the parameters; ours lies at a slope of 1e-7',
}

function checkFit(id: string, fit: MultilevelFit) {
  check(id, ['fixef'], fit.coefficient, loose)
  checkValues(id, fit.deviation, numbers(member(resultOf(id), 'sd', 'sdcor')), loose)
}

describe.runIf(referencePresent)('multilevel logistic regression with poststratification, R lme4 1.1.31', () => {
  test('three crossed terms, Laplace', () => {
    const id = 'mrp/glmer_laplace_4re'
    const { sample, population } = survey()
    const fit = fitMultilevelLogistic(sample)
    expect(fit.converged).toBe(true)
    check(id, ['logLik'], fit.logLikelihood, { relative: 1e-8, why: 'the log-likelihood is flat at its maximum' })
    expect(fit.logLikelihood).toBeGreaterThanOrEqual(Number(member(resultOf(id), 'logLik')) - 1e-6)
    checkFit(id, fit)
    check(id, ['vcov'], fit.coefficientCovariance.data, { ...loose, absolute: 1e-6 })
    check(id, ['ranef_state'], fit.effect[0], loose)
    check(id, ['mrp_state'], poststratify(fit, population).estimate, loose)
  })

  test('one term, 25 quadrature points', () => {
    const id = 'mrp/glmer_agq25_state_only'
    const { sample, population } = survey()
    const terms = sample.terms.slice(0, 1)
    const fit = fitMultilevelLogistic({ ...sample, terms }, { quadraturePoints: 25 })
    expect(fit.converged).toBe(true)
    checkFit(id, fit)
    const level = population.level.slice(0, 1)
    check(id, ['mrp_state'], poststratify(fit, { ...population, level }).estimate, loose)
    check(id, ['logLik'], fit.logLikelihood - saturated(sample), {
      relative: 1e-7,
      why: 'lme4 counts from the saturated model when it uses quadrature; flat at the maximum',
    })
  })

  test('the truth lies within the errors', () => {
    const { sample, population } = survey()
    const { estimate, standardError } = poststratify(fitMultilevelLogistic(sample), population)
    const truth = numbers(member(resultOf('mrp/truth'), 'state'))
    const far = truth.filter((value, a) => Math.abs(value - estimate[a]) > 1.96 * standardError[a]).length
    // 40 areas at 95 %: more than 7 outside has probability 0.001
    expect(far).toBeLessThanOrEqual(7)
  })

  test('the true shares of the simulated population', () => {
    const { population, truth } = survey()
    const people = new Float64Array(40)
    const hits = new Float64Array(40)
    truth.forEach((p, c) => {
      people[population.area[c]] += population.count[c]
      hits[population.area[c]] += population.count[c] * p
    })
    check(
      'mrp/truth',
      ['state'],
      hits.map((value, a) => value / people[a]),
      {
        relative: 1e-12,
        why: 'the shares that the estimates are held against: recomputed from the cells',
      },
    )
  })
})

/** Log-likelihood of the model that gives every cell its own share, without the binomial constant being left out. */
function saturated({ successes, trials }: { successes: Float64Array; trials: Float64Array }): number {
  let sum = 0
  for (let i = 0; i < trials.length; i++) {
    const [y, n] = [successes[i], trials[i]]
    for (let k = 1; k <= n; k++) sum += Math.log(k)
    for (let k = 1; k <= y; k++) sum -= Math.log(k)
    for (let k = 1; k <= n - y; k++) sum -= Math.log(k)
    if (y > 0) sum += y * Math.log(y / n)
    if (y < n) sum += (n - y) * Math.log(1 - y / n)
  }
  return sum
}
