import { type Matrix, matrix } from '@kepu/numeric'
import { describe, expect, test } from 'vitest'
import { notMet, referenceCases, referencePresent } from '../../../../tools/reference/index.ts'
import { fitSpatialFayHerriot } from '../../src/small-area/index.ts'
import { check, checkValues, coefficientColumns, columns, table } from './cases.ts'

if (!referencePresent) {
  test('the reference values are not on this machine: nothing was compared with R', () => {
    expect(referenceCases('sae/sae.json')).toBeNull()
  })
}

const iterated = {
  relative: 1e-9,
  why: 'R stops its scoring when no parameter moves by more than 1e-10 of itself, and inverts the matrices generally; ours by Cholesky',
}

function proximity(): Matrix {
  const data = table('grapesprox')
  const m = data.names.length
  const result = matrix(m, m)
  data.names.forEach((name, j) => {
    result.data.set(data.numeric(name), j * m)
  })
  return result
}

describe.runIf(referencePresent)('spatial area-level model, R sae 1.3', () => {
  test.each([
    ['REML', 'reml'],
    ['ML', 'ml'],
  ] as const)('grapes, %s', (name, method) => {
    const data = table('grapes')
    const x = columns(data.numeric('area'), data.numeric('workdays'))
    const fit = fitSpatialFayHerriot(data.numeric('grapehect'), x, data.numeric('var'), proximity(), method)
    expect(fit.converged).toBe(true)
    const id = `grapes/SFH_${name}`
    check(id, ['refvar'], fit.areaVariance, iterated)
    check(id, ['spatialcorr'], fit.spatialCorrelation, iterated)
    check(id, ['eblup'], fit.estimate, iterated)
    const errors = fit.coefficient.map((_, j) => Math.sqrt(fit.covariance.data[3 * j]))
    checkValues(
      id,
      [...fit.coefficient].flatMap((b, j) => [b, errors[j]]),
      coefficientColumns(id),
      iterated,
    )
    check(id, ['goodness'], [fit.logLikelihood, fit.aic, fit.bic], iterated)
    check(`grapes/mseSFH_${name}`, ['mse'], fit.mse, iterated)
  })
})
notMet(
  'survey-stats',
  'spacetime/STFH_S',
  'the spatio-temporal area-level model is not built: a county repeats its survey every few years, and `estimate` compares rounds',
)
notMet('survey-stats', 'spacetime/STFH_ST', 'the spatio-temporal area-level model is not built: see STFH_S')
