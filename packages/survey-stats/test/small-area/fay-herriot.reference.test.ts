import type { Matrix } from '@kepu/numeric'
import { describe, expect, test } from 'vitest'
import { notMet, referenceCases, referencePresent } from '../../../../tools/reference/index.ts'
import { type FayHerriotFit, type FayHerriotMethod, fitFayHerriot } from '../../src/small-area/index.ts'
import { check, checkValues, coefficientColumns, columns, iterated, ones, table } from './cases.ts'

if (!referencePresent) {
  test('the reference values are not on this machine: nothing was compared with R', () => {
    expect(referenceCases('sae/sae.json')).toBeNull()
  })
}

const methods = [
  ['REML', 'reml'],
  ['ML', 'ml'],
  ['FH', 'moment'],
] as const satisfies readonly (readonly [string, FayHerriotMethod])[]

function milk() {
  const data = table('milk')
  const area = data.numeric('MajorArea')
  const x = columns(ones(area.length), ...[2, 3, 4].map((code) => area.map((a) => (a === code ? 1 : 0))))
  return { y: data.numeric('yi'), x, d: data.numeric('vardir') }
}

function grapes() {
  const data = table('grapes')
  return {
    y: data.numeric('grapehect'),
    x: columns(data.numeric('area'), data.numeric('workdays')),
    d: data.numeric('var'),
  }
}

function simulated(name: string) {
  const data = table(name)
  const y = data.numeric('y')
  return { y, x: columns(ones(y.length), data.numeric('x1'), data.numeric('x2')), d: data.numeric('D') }
}

/** β and its standard error by row, as R's table of coefficients begins. */
function coefficientTable({ coefficient, covariance }: FayHerriotFit): number[] {
  const p = coefficient.length
  return [...coefficient].flatMap((b, j) => [b, Math.sqrt(covariance.data[j + j * p])])
}

function checkFit(id: string, fit: FayHerriotFit, tolerance = iterated) {
  check(id, ['eblup'], fit.estimate, tolerance)
  check(id, ['refvar'], fit.areaVariance, tolerance)
  check(id, ['goodness'], [fit.logLikelihood, fit.aic, fit.bic, fit.kic], tolerance)
  checkValues(id, coefficientTable(fit), coefficientColumns(id), tolerance)
}

describe.runIf(referencePresent)('area-level model, R sae 1.3', () => {
  test.each(methods)('milk expenditure and grapes, %s', (name, method) => {
    for (const [data, { y, x, d }] of [
      ['milk', milk()],
      ['grapes', grapes()],
    ] satisfies [string, { y: Float64Array; x: Matrix; d: Float64Array }][]) {
      const fit = fitFayHerriot(y, x, d, method)
      expect(fit.converged).toBe(true)
      checkFit(`${data}/FH_${name}`, fit)
      checkFit(`${data}/mseFH_${name}`, fit)
      check(`${data}/mseFH_${name}`, ['mse'], fit.mse)
    }
  })

  test.each(methods)("milk expenditure stopped at R's default precision, %s", (name, method) => {
    const { y, x, d } = milk()
    const fit = fitFayHerriot(y, x, d, method, { tolerance: 1e-4 })
    checkFit(`milk/FH_default_prec_${name}`, fit)
    check(`milk/FH_default_prec_${name}`, ['iterations'], fit.iterations)
  })

  test.each(methods)('200 simulated areas, %s', (name, method) => {
    const { y, x, d } = simulated('sim_m200_A0.7')
    const fit = fitFayHerriot(y, x, d, method)
    checkFit(`sim_m200_A0.7/FH_${name}`, fit)
    check(`sim_m200_A0.7/FH_${name}`, ['mse'], fit.mse)
  })

  test('30 simulated areas without variance between them', () => {
    const { y, x, d } = simulated('sim_m30_A0')
    for (const [name, method] of methods) {
      const fit = fitFayHerriot(y, x, d, method)
      expect(fit.areaVariance).toBe(0)
      if (method === 'ml') continue
      checkFit(`sim_m30_A0/FH_${name}`, fit)
      check(`sim_m30_A0/FH_${name}`, ['mse'], fit.mse)
    }
    notMet(
      'survey-stats',
      'sim_m30_A0/FH_ML',
      'R stops with a singular matrix when its step leaves A < 0; the maximum exists, at A = 0 where the score is negative, and is what we answer',
    )
  })
})
