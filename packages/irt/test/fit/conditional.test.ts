import { random } from '@kepu/numeric'
import { describe, expect, test } from 'vitest'
import { compare, referencePresent, type Tolerance } from '../../../../tools/reference/index.ts'
import { symmetricFunctions } from '../../src/fit/symmetric.ts'
import * as irt from '../../src/index.ts'
import { dataSet, values } from '../reference.ts'
import { answersOf } from '../simulated.ts'

const maximum: Tolerance = { relative: 1e-10, why: 'same maximum of the conditional likelihood' }
const near: Tolerance = {
  relative: 2e-4,
  absolute: 5e-5,
  why: 'eRm stops its search at about four digits: equal items differ there, ours do not',
}

describe.runIf(referencePresent)('conditional maximum likelihood, eRm', () => {
  test.each([
    ['eRm/raschdat1/RM', 'eRm_raschdat1'],
    ['eRm/LSAT6/RM', 'LSAT6'],
  ] as const)('%s', (id, data) => {
    const family = id.split('/').slice(0, 2).join('/')
    const fit = irt.calibrateConditional(dataSet(data))

    compare('irt', family, id, fit.logLikelihood, values(id, 'loglik_conditional'), maximum)
    compare('irt', family, id, fit.difficulty.slice(1), values(id, 'etapar'), near)
    compare('irt', family, id, fit.difficultyError.slice(1), values(id, 'se_eta'), near)
    compare(
      'irt',
      family,
      id,
      fit.difficulty.map((b) => -b),
      values(id, 'beta'),
      near,
    )
    compare('irt', family, id, fit.difficultyError, values(id, 'se_beta'), near)
    expect(fit.converged).toBe(true)
  })

  test('item fit of eRm, at maximum-likelihood abilities of those with finite scores', () => {
    const responses = dataSet('eRm_raschdat1')
    const fit = irt.calibrateConditional(responses)
    const { theta } = irt.scoreMl(responses, fit.items)
    const found = irt.itemFit(responses, fit.items, theta)
    const id = 'eRm/raschdat1/RM'
    compare(
      'irt',
      'eRm/raschdat1',
      id,
      found.map(({ infit }) => infit),
      values(id, 'infit'),
      { ...near, relative: 1e-4 },
    )
    compare(
      'irt',
      'eRm/raschdat1',
      id,
      found.map(({ outfit }) => outfit),
      values(id, 'outfit'),
      { ...near, relative: 1e-4 },
    )
  })

  test('rating scale', () => {
    const id = 'eRm/rsmdat/RSM'
    const fit = irt.calibrateConditional(dataSet('eRm_rsmdat'))
    compare('irt', 'eRm/rsmdat', id, fit.logLikelihood, values(id, 'loglik'), maximum)
    compare('irt', 'eRm/rsmdat', id, [...fit.difficulty.slice(1), ...fit.step], values(id, 'etapar'), near)
    compare('irt', 'eRm/rsmdat', id, [...fit.difficultyError.slice(1), ...fit.stepError], values(id, 'se_eta'), near)
  })

  test('likelihood-ratio test', () => {
    const responses = dataSet('eRm_raschdat1')
    const { persons, items, answer } = responses
    const sums = Array.from({ length: persons }, (_, i) => {
      let sum = 0
      for (let j = 0; j < items; j++) sum += answer[i + j * persons]
      return sum
    })
    const mean = sums.reduce((a, b) => a + b, 0) / persons
    const found = irt.andersenTest(
      responses,
      sums.map((sum) => Number(sum > mean)),
    )
    const id = 'eRm/raschdat1/LRtest'
    compare(
      'irt',
      'eRm/raschdat1',
      id,
      [found.statistic, found.df, found.p],
      [...values(id, 'LR'), ...values(id, 'df'), ...values(id, 'p')],
      near,
    )
  })
})

test('symmetric functions are sums over all patterns', () => {
  const epsilon = Float64Array.of(1, 0.5, 2, 1, 1.5, 0.3, 1, 0.8, 0.9)
  const expected = new Float64Array(7)
  for (let a = 0; a < 3; a++) {
    for (let b = 0; b < 3; b++) {
      for (let c = 0; c < 3; c++) expected[a + b + c] += epsilon[a] * epsilon[3 + b] * epsilon[6 + c]
    }
  }
  symmetricFunctions(epsilon, 3, [0, 1, 2]).forEach((value, r) => {
    expect(value).toBeCloseTo(expected[r], 12)
  })
})

describe('laws', () => {
  const items = irt.logisticItems([1, 1, 1, 1, 1], [0, 0.5, -0.5, 1, -1])

  test('the distribution of ability does not matter: selected persons give the same difficulties within their errors', () => {
    const theta = Float64Array.from({ length: 4000 }, (_, i) => (i % 2 === 0 ? -1.5 : 1))
    const fit = irt.calibrateConditional(answersOf(items, 4000, random(3), theta))
    const truth = [0, -0.5, 0.5, -1, 1]
    fit.difficulty.forEach((b, j) => {
      expect(Math.abs(b - truth[j])).toBeLessThan(4 * fit.difficultyError[j])
    })
  })

  test('answers missing by design are no obstacle; items without common persons are refused', () => {
    const responses = answersOf(items, 600, random(4))
    const linked = responses.answer.map((code, at) => {
      const [i, j] = [at % 600, Math.floor(at / 600)]
      return (i < 300 && j === 0) || (i >= 300 && j === 4) ? irt.MISSING : code
    })
    const fit = irt.calibrateConditional({ ...responses, answer: linked })
    expect(fit.converged).toBe(true)
    const apart = responses.answer.map((code, at) => {
      const [i, j] = [at % 600, Math.floor(at / 600)]
      return i < 300 === j < 2 ? irt.MISSING : code
    })
    expect(() => irt.calibrateConditional({ ...responses, answer: apart })).toThrow('hang together')
  })

  test('an item that all solve is refused by name', () => {
    const responses = answersOf(items, 50, random(5))
    const answer = responses.answer.map((code, at) => (Math.floor(at / 50) === 3 ? 1 : code))
    expect(() => irt.calibrateConditional({ ...responses, answer })).toThrow('item 3')
  })
})
