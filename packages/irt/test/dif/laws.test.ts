import { fc, test } from '@fast-check/vitest'
import { matrix, random } from '@kepu/numeric'
import { describe, expect } from 'vitest'
import * as irt from '../../src/index.ts'

/** Two groups that answer ten items; item 0 is harder for the focal group by `shift`. */
function twoGroups(seed: number, persons: number, shift = 0, ability = 0) {
  const draw = random(seed)
  const { slope, intercept } = irt.simulateSlopesAndIntercepts(10, draw.fork(1), { logSlope: 0.1 })
  const reference = irt.logisticItems(slope, intercept)
  const focal = irt.logisticItems(slope, intercept.with(0, intercept[0] - shift))
  const half = Math.floor(persons / 2)
  const first = irt.simulateResponses(reference, irt.simulateAbilities(half, draw.fork(2)), draw.fork(3))
  const second = irt.simulateResponses(focal, irt.simulateAbilities(half, draw.fork(4), ability), draw.fork(5))
  const answer = new Uint8Array(20 * half)
  for (let j = 0; j < 10; j++) {
    answer.set(first.answer.subarray(j * half, (j + 1) * half), 2 * j * half)
    answer.set(second.answer.subarray(j * half, (j + 1) * half), (2 * j + 1) * half)
  }
  const group = new Uint8Array(2 * half).fill(1, half)
  return { responses: { persons: 2 * half, items: 10, answer }, group }
}

const samples = fc.nat(1e6).map((seed) => twoGroups(seed, 600))

describe('matching by score', () => {
  test.prop([samples], { numRuns: 30 })('groups changed about: odds turn over, tests stay', ({ responses, group }) => {
    const other = group.map((g) => 1 - g)
    const [one, two] = [group, other].map((g) => irt.mantelHaenszelDif(responses, g))
    one.forEach((item, j) => {
      expect(item.oddsRatio * two[j].oddsRatio).toBeCloseTo(1, 9)
      expect(item.chiSquare).toBeCloseTo(two[j].chiSquare, 9)
      expect(item.delta).toBeCloseTo(-two[j].delta, 9)
    })
    const tests = [group, other].map((g) => irt.logisticDif(responses, g))
    tests[0].forEach((item, j) => {
      expect(item.chiSquare).toBeCloseTo(tests[1][j].chiSquare, 6)
    })
    const breslow = [group, other].map((g) => irt.breslowDayDif(responses, g))
    breslow[0].forEach((item, j) => {
      expect(item.chiSquare).toBeCloseTo(breslow[1][j].chiSquare, 7)
    })
  })

  test.prop([samples], { numRuns: 30 })(
    'with two groups the generalised test is the uncorrected one',
    ({ responses, group }) => {
      const plain = irt.mantelHaenszelDif(responses, group, { correction: false })
      irt.generalisedMantelHaenszelDif(responses, group).forEach((item, j) => {
        expect(item.chiSquare).toBeCloseTo(plain[j].chiSquare, 9)
      })
    },
  )

  test.prop([samples, fc.nat(1e6)], { numRuns: 20 })(
    'the order of persons does not matter',
    ({ responses, group }, seed) => {
      const order = random(seed).permutation(responses.persons)
      const answer = responses.answer.map(
        (_, at) =>
          responses.answer[order[at % responses.persons] + Math.floor(at / responses.persons) * responses.persons],
      )
      const shuffled = { ...responses, answer }
      const other = group.map((_, i) => group[order[i]])
      const [one, two] = [irt.mantelHaenszelDif(responses, group), irt.mantelHaenszelDif(shuffled, other)]
      one.forEach((item, j) => {
        expect(two[j].chiSquare).toBeCloseTo(item.chiSquare, 9)
      })
      const [standard, mixed] = [irt.standardisedDif(responses, group), irt.standardisedDif(shuffled, other)]
      standard.forEach((value, j) => {
        expect(mixed[j]).toBeCloseTo(value, 10)
      })
    },
  )

  test('without differential functioning about five of a hundred tests are below 5 %, also when one group is abler', () => {
    let logistic = 0
    let mantel = 0
    let breslow = 0
    for (let seed = 0; seed < 60; seed++) {
      const { responses, group } = twoGroups(seed, 1000, 0, -0.4)
      logistic += irt.logisticDif(responses, group, 'uniform').filter(({ probability }) => probability < 0.05).length
      mantel += irt
        .mantelHaenszelDif(responses, group, { correction: false })
        .filter(({ probability }) => probability < 0.05).length
      breslow += irt.breslowDayDif(responses, group).filter(({ probability }) => probability < 0.05).length
    }
    // 600 tests at 5 %: 30 expected, standard deviation 5.3; matching by a short test errs a little, so up to twice as many
    for (const found of [logistic, mantel, breslow]) {
      expect(found).toBeGreaterThan(9)
      expect(found).toBeLessThan(60)
    }
  })

  test('a harder item is found by every method, with the sign that the docstring says', () => {
    const { responses, group } = twoGroups(3, 4000, 0.8)
    const [item] = irt.mantelHaenszelDif(responses, group)
    expect(item.oddsRatio).toBeGreaterThan(1.5)
    expect(item.delta).toBeLessThan(-1)
    expect(item.size).not.toBe('A')
    expect(irt.standardisedDif(responses, group)[0]).toBeLessThan(-0.05)
    expect(irt.deltaPlotDif(responses, group)[0]).toBeLessThan(-0.5)
    expect(irt.logisticDif(responses, group, 'uniform')[0].coefficient[2]).toBeLessThan(-0.4)
    const suspect = Array.from({ length: 10 }, (_, j) => (j === 0 ? 1 : 0))
    expect(
      irt.sibtest(
        responses,
        group,
        suspect.map((mark) => 1 - mark),
        suspect,
      ).beta,
    ).toBeGreaterThan(0.08)
    const [ratio] = irt.likelihoodRatioDif(responses, '2pl', group, { tested: [0], differ: 'intercepts' })
    expect(ratio.probability).toBeLessThan(1e-6)
    expect(ratio.degreesOfFreedom).toBe(1)
  })

  test('what is wrong is refused by place', () => {
    const { responses, group } = twoGroups(1, 100)
    const missing = { ...responses, answer: responses.answer.with(205, irt.MISSING) }
    expect(() => irt.mantelHaenszelDif(missing, group)).toThrow(/person 5, item 2: answer 255/)
    expect(() =>
      irt.mantelHaenszelDif(
        responses,
        group.map(() => 0),
      ),
    ).toThrow(/one group/)
    expect(() =>
      irt.mantelHaenszelDif(
        responses,
        group.map((g) => 2 * g),
      ),
    ).toThrow(/nobody in group 1/)
    const easy = { ...responses, answer: responses.answer.slice().fill(1, 0, 100) }
    expect(() => irt.mantelHaenszelDif(easy, group)).toThrow(/item 0/)
    expect(() => irt.logisticDif(easy, group)).toThrow(/item 0: 100 of 100 right/)
    expect(() => irt.mantelHaenszelDif(responses, group, { anchor: new Uint8Array(10) })).toThrow(/no anchor/)
    expect(() => irt.likelihoodRatioDif(responses, '2pl', group, { scheme: 'add' })).toThrow(/needs anchors/)
  })
})

describe('calibrated items', () => {
  const curves = fc.record({
    slope: fc.double({ min: 0.4, max: 2.5, noNaN: true }),
    difficulty: fc.double({ min: -2, max: 2, noNaN: true }),
  })

  test.prop([curves, curves])('areas equal numerical integrals', (r, f) => {
    const [one, other] = [r, f].map(({ slope, difficulty }) => irt.logisticItems([slope], [-slope * difficulty], [0.2]))
    const covariance = matrix(4, 4)
    covariance.data[0] = 0.01
    covariance.data[5] = 0.02
    const [{ signed, unsigned, z }] = irt.rajuDif({ items: one, covariance }, { items: other, covariance })
    let sum = 0
    let absolute = 0
    const room = new Float64Array(2)
    for (let k = -20000; k <= 20000; k++) {
      const theta = k / 400
      irt.categoryProbabilities(one, 0, theta, room)
      const here = room[1]
      irt.categoryProbabilities(other, 0, theta, room)
      sum += (here - room[1]) / 400
      absolute += Math.abs(here - room[1]) / 400
    }
    expect(signed).toBeCloseTo(sum, 4)
    expect(unsigned).toBeCloseTo(absolute, 4)
    expect(Math.sign(z)).toBe(Math.sign(signed))
  })

  test.prop([curves, curves])(
    "with one parameter Lord's test is the square of its difference over its error",
    (r, f) => {
      const [one, other] = [r, f].map(({ difficulty }) => irt.logisticItems([1], [-difficulty]))
      const covariance = matrix(4, 4)
      covariance.data[5] = 0.04
      const groups = [
        { items: one, covariance },
        { items: other, covariance },
      ] as const
      const [{ chiSquare, degreesOfFreedom }] = irt.lordDif(...groups)
      expect(degreesOfFreedom).toBe(1)
      expect(chiSquare).toBeCloseTo((r.difficulty - f.difficulty) ** 2 / 0.08, 8)
      const [{ z }] = irt.rajuDif(...groups)
      expect(z * z).toBeCloseTo(chiSquare, 8)
    },
  )

  test.prop([fc.nat(1e6)])('effects of items add up to the effect of the test, and equal items have none', (seed) => {
    const [one, other] = [seed, seed + 1].map((s) => {
      const { slope, intercept } = irt.simulateSlopesAndIntercepts(6, random(s))
      return irt.logisticItems(slope, intercept)
    })
    const ability = irt.normalTrapezoid(-5, 5, 41)
    const items = irt.itemEffectSizes(one, other, ability.node, ability.weight)
    const test_ = irt.testEffectSize(one, other, ability)
    expect(items.reduce((sum, { signed }) => sum + signed, 0)).toBeCloseTo(test_.signed, 10)
    expect(test_.unsigned).toBeGreaterThanOrEqual(Math.abs(test_.signed) - 1e-12)
    expect(test_.rootMeanSquare).toBeGreaterThanOrEqual(test_.unsigned - 1e-12)
    expect(irt.testEffectSize(one, one, ability).unsigned).toBe(0)
  })
})
