import { random } from '@kepu/numeric'
import { describe, expect, test } from 'vitest'
import { member, numbers, referenceCases, referencePresent } from '../../../../tools/reference/index.ts'
import { bootstrapAreaMse, estimateAreaMeans, fitUnitLevel, type UnitLevelMethod } from '../../src/small-area/index.ts'
import { check, checkValues, columns, ones, recordColumn, resultOf, table } from './cases.ts'

if (!referencePresent) {
  test('the reference values are not on this machine: nothing was compared with R', () => {
    expect(referenceCases('sae/sae.json')).toBeNull()
  })
}

const loose = {
  relative: 2e-6,
  why: "sae fits with nlme's lme, whose optimiser stops when the log-likelihood moves by less than about 1e-7 of itself: up to 1e-6 in the variances",
}

function cornAndSoy() {
  const data = table('cornsoybean')
  const counties = table('cornsoybeanmeans')
  const county = data.numeric('County')
  return {
    column: data.numeric,
    x: columns(ones(county.length), data.numeric('CornPix'), data.numeric('SoyBeansPix')),
    area: county.map((code) => code - 1),
    population: {
      mean: columns(ones(12), counties.numeric('MeanCornPixPerSeg'), counties.numeric('MeanSoyBeansPixPerSeg')),
      size: counties.numeric('PopnSegments'),
    },
  }
}

describe.runIf(referencePresent)('unit-level model, R sae 1.3', () => {
  test.each([
    ['CornHec', 'REML', 'reml'],
    ['CornHec', 'ML', 'ml'],
    ['SoyBeansHec', 'REML', 'reml'],
    ['SoyBeansHec', 'ML', 'ml'],
  ] satisfies [string, string, UnitLevelMethod][])('%s, %s', (crop, name, method) => {
    const { column, x, area, population } = cornAndSoy()
    const id = `cornsoy/BHF_${crop}_${name}`
    const fit = fitUnitLevel(column(crop), x, area, 12, method)
    check(id, ['loglike'], fit.logLikelihood, { relative: 1e-9, why: 'the log-likelihood is flat at its maximum' })
    check(id, ['refvar'], fit.areaVariance, loose)
    check(id, ['errorvar'], fit.errorVariance, loose)
    check(id, ['fixed'], fit.coefficient, loose)
    check(id, ['random'], fit.areaEffect, loose)
    const { estimate } = estimateAreaMeans(fit, population)
    checkValues(id, estimate, numbers(member(resultOf(id), 'eblup', 'eblup')), loose)
  })

  test('parametric bootstrap, within Monte-Carlo error', () => {
    const { column, x, area, population } = cornAndSoy()
    const fit = fitUnitLevel(column('CornHec'), x, area, 12)
    const ours = bootstrapAreaMse(fit, population, random(2026), 0, 2000)
    checkValues('cornsoy/pbmse', ours, recordColumn(resultOf('cornsoy/pbmse'), 'mse'), {
      relative: 0.28,
      why: 'a mean of 500 squared errors has a relative standard deviation of √(2/500) = 6.3 %, ours of 2000 3.2 %: four standard deviations of the ratio are 28 %',
    })
  })
})
