import { type Matrix, matrix } from '@kepu/numeric'
import { describe, expect, test } from 'vitest'
import { referenceCases, referencePresent } from '../../../../tools/reference/index.ts'
import { fitSpaceTime, fitSpatialFayHerriot } from '../../src/small-area/index.ts'
import { check, checkValues, coefficientColumns, columns, ones, table } from './cases.ts'

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

const defaultPrecision = {
  relative: 1e-3,
  why: 'sae stops when no parameter moves by more than 1e-4 of itself; ours at 1e-9',
}

describe.runIf(referencePresent)('area-level model over rounds, R sae 1.3', () => {
  test.each([
    ['S', 'independent'],
    ['ST', 'autoregressive'],
  ] as const)('spacetime, %s', (name, model) => {
    const data = table('spacetime')
    const near = table('spacetimeprox')
    const w = matrix(11, 11)
    near.names.forEach((title, j) => {
      w.data.set(near.numeric(title), j * 11)
    })
    const x = columns(ones(33), data.numeric('X1'), data.numeric('X2'))
    const fit = fitSpaceTime(data.numeric('Y'), x, data.numeric('Var'), w, 3, model)
    expect(fit.converged).toBe(true)
    const id = `spacetime/STFH_${name}`
    check(id, ['eblup'], fit.estimate, defaultPrecision)
    check(id, ['var', 'estimate'], fit.parameters, defaultPrecision)
    check(id, ['var', 'std.error'], fit.parameterErrors, defaultPrecision)
    const errors = fit.coefficient.map((_, j) => Math.sqrt(fit.covariance.data[4 * j]))
    const table_ = [...fit.coefficient].flatMap((b, j) => [b, errors[j]])
    checkValues(id, table_, coefficientColumns(id), defaultPrecision)
    for (const error of fit.mse) expect(error).toBeGreaterThan(0)
  })
})
