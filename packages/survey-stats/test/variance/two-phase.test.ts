import { describe, expect, test } from 'vitest'
import { member, referencePresent, type Tolerance } from '../../../../tools/reference/index.ts'
import * as s from '../../src/design/index.ts'
import * as e from '../../src/estimate/index.ts'
import { bind, byRow, caseOf, check, data, rounding } from '../design/api.ts'
import { checkGlm } from '../regression/support.ts'
import { checkEstimate } from './r-support.ts'

if (!referencePresent) test('no reference values on this machine', () => expect(referencePresent).toBe(false))

const reps: Tolerance = { ...rounding, relative: 1e-9, why: 'quadratic form over 1,154 rows of both signs' }
const iterated: Tolerance = {
  relative: 2e-3,
  absolute: 1e-90,
  why: 'R stops at a deviance change of 1e-8; p-values of |t| = 23 magnify it',
}

describe.runIf(referencePresent)('two phases: Wilms’ tumour', () => {
  const all = data('nwtco_incc2')
  const stratum = all.number('rel').map((rel, i) => 2 * rel + all.number('instit')[i]! - 1)
  const selected = all.is('incc2', 'TRUE')
  const rows = [...selected.keys()].filter((i) => selected[i] === 1)
  const pick = (name: string): Float64Array => {
    const column = all.number(name)
    return Float64Array.from(rows, (i) => column[i]!)
  }
  const [age, histol, stage, rel] = [pick('age'), pick('histol'), pick('stage'), pick('rel')]

  test.each([
    ['full', 'full'],
    ['approx', 'approximate'],
    ['simple', 'approximate'],
  ] as const)('R’s method %s', (name, method) => {
    const design = s.twoPhaseDesign({ phase1: {}, phase2Stratum: stratum, selected, method })
    const id = (part: string): string => `twophase/${name}/${part}`
    check(
      id('weights_range'),
      [Math.min(...design.weight), Math.max(...design.weight)],
      caseOf(id('weights_range')).result,
    )
    checkEstimate(id('mean'), e.estimateMean(age, design), reps)
    checkEstimate(
      id('total'),
      e.estimateTotal(
        e.indicatorColumns(
          histol.map((h) => h - 1),
          2,
        ),
        design,
      ),
      reps,
    )
    if (name !== 'approx') {
      const by = e.estimateDomainMeans(
        age,
        stage.map((k) => k - 1),
        4,
        design,
      )
      check(id('by'), by.value, member(caseOf(id('by')).result, 'estimate'), reps)
      check(id('by'), by.standardError, member(caseOf(id('by')).result, 'se'), reps)
    }
    const is = (values: Float64Array, k: number): Float64Array => values.map((value) => (value === k ? 1 : 0))
    const [s2, s3, s4, h2] = [is(stage, 2), is(stage, 3), is(stage, 4), is(histol, 2)]
    const both = [s2, s3, s4].map((column) => column.map((value, i) => value * h2[i]!))
    const x = bind(new Float64Array(rows.length).fill(1), s2, s3, s4, h2, ...both)
    const fit = checkGlm(id('logit'), { x, y: rel, family: 'logistic' }, design, iterated)
    expect(byRow(fit.covariance).length).toBe(64)
  })
})
