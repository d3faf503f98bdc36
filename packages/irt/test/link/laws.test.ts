import { fc, test } from '@fast-check/vitest'
import { gaussHermite, type Matrix, matrix, random } from '@kepu/numeric'
import { describe, expect } from 'vitest'
import * as irt from '../../src/index.ts'

/** A test of all models, from a seed. */
function mixed(seed: number): irt.Items {
  const draw = random(seed)
  const slope = () => 0.5 + draw.uniform()
  const level = () => draw.normal()
  const falling = () => [1 + draw.uniform(), draw.uniform(), -1 - draw.uniform()]
  return irt.joinItems(
    irt.logisticItems([slope(), slope()], [level(), level()], [0, 0.2], [1, 0.95]),
    irt.orderedItems('graded', [slope()], [falling()]),
    irt.orderedItems('partialCredit', [slope()], [[level(), level(), level()]]),
    irt.nominalItems([[slope(), 2 * slope()]], [[level(), level()]]),
  )
}

/** Items whose steps have an order, which moments need. */
function ordered(seed: number): irt.Items {
  return irt.selectItems(mixed(seed), [0, 1, 2, 3])
}

const links = fc.record({
  slope: fc.double({ min: 0.5, max: 2, noNaN: true }),
  intercept: fc.double({ min: -2, max: 2, noNaN: true }),
})
const seeds = fc.nat(1e6)
const theta = [-2, -0.5, 0, 0.7, 1.9]

function probabilities(items: irt.Items, at: ArrayLike<number>): number[] {
  const room = new Float64Array(8)
  return Array.from(at, (value) => {
    return items.model.flatMap((_, j) => {
      irt.categoryProbabilities(items, j, value, room)
      return Array.from(room.subarray(0, items.categories[j]))
    })
  }).flat()
}

function expectNear(ours: ArrayLike<number>, theirs: ArrayLike<number>, digits: number): void {
  expect(ours.length).toBe(theirs.length)
  for (let i = 0; i < ours.length; i++) expect(ours[i]).toBeCloseTo(theirs[i], digits)
}

describe('changes of scale', () => {
  test.prop([seeds, links])('probabilities stay what they were', (seed, link) => {
    const items = mixed(seed)
    expectNear(
      probabilities(irt.rescaleItems(items, link), irt.rescaleAbilities(theta, link)),
      probabilities(items, theta),
      12,
    )
  })

  test.prop([seeds, links])('there and back is where one was', (seed, link) => {
    const items = mixed(seed)
    const back = irt.rescaleItems(irt.rescaleItems(items, link), irt.invertLink(link))
    expectNear(back.parameter, items.parameter, 10)
    const none = irt.composeLinks(link, irt.invertLink(link))
    expect(none.slope).toBeCloseTo(1, 12)
    expect(none.intercept).toBeCloseTo(0, 12)
  })

  test.prop([seeds, links])(
    'covariances go the same way: the variance of a difficulty grows by A², and back is where one was',
    (seed, link) => {
      const items = mixed(seed)
      const count = items.parameter.length
      const covariance = matrix(count, count)
      for (let p = 0; p < count; p++) covariance.data[p * (count + 1)] = 0.01 + 0.001 * p
      covariance.data[1] = covariance.data[count] = 0.004
      const variance = (of: irt.Items, from: Matrix) => {
        const [a, d] = of.parameter
        const at = (p: number, q: number) => from.data[p + q * count]
        return (at(1, 1) + (d / a) ** 2 * at(0, 0) - 2 * (d / a) * at(0, 1)) / (a * a)
      }
      const there = irt.rescaleItems(items, link)
      const carried = irt.rescaleCovariance(items, covariance, link)
      expect(variance(there, carried) / variance(items, covariance)).toBeCloseTo(link.slope ** 2, 8)
      expectNear(irt.rescaleCovariance(there, carried, irt.invertLink(link)).data, covariance.data, 9)
    },
  )

  test.prop([seeds, links])('every method finds a link that holds exactly', (seed, link) => {
    const from = ordered(seed)
    const to = irt.rescaleItems(from, link)
    const found = [
      ...(['mean-mean', 'mean-geometric', 'mean-sigma'] as const).map((method) => irt.linkByMoments(from, to, method)),
      ...(['haebara', 'stocking-lord'] as const).map((method) => irt.linkByCurves(from, to, method)),
      irt.linkByCurves(mixed(seed), irt.rescaleItems(mixed(seed), link), 'haebara', { direction: 'both' }),
    ]
    for (const one of found) {
      expect(one.slope).toBeCloseTo(link.slope, 5)
      expect(one.intercept).toBeCloseTo(link.intercept, 5)
    }
  })

  test.prop([seeds, seeds])('with both directions it does not matter which form is called which', (one, other) => {
    const from = ordered(one)
    const to = irt.rescaleItems(ordered(other), { slope: 1.1, intercept: 0.2 })
    const near = { ...from, parameter: from.parameter.map((value, p) => 0.9 * value + 0.1 * to.parameter[p]) }
    const there = irt.linkByCurves(from, near, 'haebara', { direction: 'both' })
    const back = irt.linkByCurves(near, from, 'haebara', { direction: 'both' })
    expect(there.slope * back.slope).toBeCloseTo(1, 6)
  })

  test('what does not fit is refused', () => {
    const items = ordered(1)
    expect(() => irt.linkByMoments(items, irt.selectItems(items, [0, 1]), 'mean-mean')).toThrow(/4 and 2 common items/)
    expect(() => irt.linkByMoments(items, irt.selectItems(items, [0, 1, 3, 2]), 'mean-mean')).toThrow(
      /common item 2 is graded here/,
    )
    expect(() => irt.linkByMoments(mixed(1), mixed(1), 'mean-sigma')).toThrow(/nominal/)
    expect(() => irt.rescaleItems(items, { slope: 0, intercept: 1 })).toThrow(/slope 0/)
    const one = irt.selectItems(items, [0])
    expect(() => irt.linkByMoments(one, one, 'mean-sigma')).toThrow(/slope NaN/)
  })
})

describe('equating', () => {
  test.prop([seeds])('a form is equated to itself', (seed) => {
    const items = irt.selectItems(mixed(seed), [0, 2, 3])
    const whole = Array.from({ length: 8 }, (_, s) => s)
    expectNear(irt.equateTrueScores(items, items).score, whole, 8)
    expectNear(irt.equateObservedScores(items, items, gaussHermite(20)), whole, 8)
  })

  test.prop([seeds, seeds])('a higher score is never equated to a lower one', (one, other) => {
    const [x, y] = [irt.selectItems(mixed(one), [0, 2, 3]), irt.selectItems(mixed(other), [0, 2, 3])]
    for (const scores of [irt.equateTrueScores(x, y).score, irt.equateObservedScores(x, y, gaussHermite(20))]) {
      for (let s = 1; s < scores.length; s++) expect(scores[s]).toBeGreaterThanOrEqual(scores[s - 1] - 1e-9)
    }
  })

  test.prop([seeds])('shares of scores sum to 1, their mean is the mean expected score', (seed) => {
    const items = mixed(seed)
    const ability = gaussHermite(15)
    const share = irt.scoreShares(items, ability)
    expect(share.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
    const expected = irt
      .expectedScore(items, ability.node)
      .reduce((sum, value, q) => sum + ability.weight[q] * value, 0)
    expect(share.reduce((sum, value, s) => sum + s * value, 0)).toBeCloseTo(expected, 10)
  })

  test.prop([
    fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 6, maxLength: 20 }),
    fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 6, maxLength: 20 }),
  ])('a circle arc goes through the ends and, between scores, the means', (x, y) => {
    let equated: Float64Array = new Float64Array()
    try {
      equated = irt.equateCircleArc(x, y)
    } catch (error) {
      expect(String(error)).toMatch(/too far apart/)
      return
    }
    expect(equated[0]).toBeCloseTo(0, 8)
    expect(equated.at(-1)).toBeCloseTo(y.length - 1, 8)
    const mean = (f: readonly number[]) =>
      f.reduce((sum, value, s) => sum + s * value, 0) / f.reduce((a, b) => a + b, 0)
    const [from, to] = [mean(x), mean(y)]
    const below = Math.floor(from)
    const bend = (s: number) => equated[s] - ((y.length - 1) / (x.length - 1)) * s
    const rise = to - ((y.length - 1) / (x.length - 1)) * from
    const [low, high] = [bend(below), bend(Math.min(below + 1, x.length - 1))]
    expect(Math.abs(rise)).toBeGreaterThanOrEqual(Math.min(Math.abs(low), Math.abs(high)) - 1e-9)
    for (const value of [low, high]) if (Math.abs(rise) > 1e-9) expect(value * rise).toBeGreaterThanOrEqual(-1e-9)
    expectNear(
      irt.equateCircleArc(x, x),
      Array.from(x, (_, s) => s),
      9,
    )
  })

  test.prop([fc.array(fc.nat(50), { minLength: 8, maxLength: 30 }), fc.integer({ min: 1, max: 4 })])(
    'smoothing keeps the moments',
    (frequency, degree) => {
      fc.pre(frequency.filter((f) => f > 0).length > degree + 1)
      const smooth = irt.smoothFrequencies(frequency, degree)
      for (let k = 0; k <= degree; k++) {
        const moment = (values: ArrayLike<number>) =>
          Array.from(values).reduce((sum, f, s) => sum + f * (s / frequency.length) ** k, 0)
        expect(moment(smooth)).toBeCloseTo(moment(frequency), 6)
      }
    },
  )
})

describe('linking by calibration', () => {
  /** Two forms of 20 items with 10 in common; the second group is abler and more spread. */
  function twoForms() {
    const draw = random(2026)
    const { slope, intercept } = irt.simulateSlopesAndIntercepts(30, draw.fork(1))
    const bank = irt.logisticItems(slope, intercept)
    const places = [Array.from({ length: 20 }, (_, j) => j), Array.from({ length: 20 }, (_, j) => j + 10)]
    const forms = places.map((place, f) => {
      const ability = irt.simulateAbilities(3000, draw.fork(2 + f), f * 0.5, f === 0 ? 1 : 1.2)
      return { responses: irt.simulateResponses(irt.selectItems(bank, place), ability, draw.fork(4 + f)), place }
    })
    return { bank, forms }
  }

  test('concurrent, fixed anchors and Stocking–Lord find the same second group', () => {
    const { forms } = twoForms()
    const { responses, group } = irt.joinForms(forms, 30)
    const concurrent = irt.calibrate(responses, irt.specify(responses, '2pl', { groups: 2 }), { group })
    const separate = forms.map((form) => irt.calibrate(form.responses, irt.specify(form.responses, '2pl')).items[0])
    const ten = Array.from({ length: 10 }, (_, j) => j)
    const link = irt.linkByCurves(
      irt.selectItems(separate[1], ten),
      irt.selectItems(
        separate[0],
        ten.map((j) => j + 10),
      ),
      'stocking-lord',
    )
    const anchors = {
      place: ten,
      items: irt.selectItems(
        separate[0],
        ten.map((j) => j + 10),
      ),
    }
    const ability = [{ mean: 0, variance: 1, estimateMean: true, estimateVariance: true }]
    const fixed = irt.calibrate(forms[1].responses, irt.specify(forms[1].responses, '2pl', { anchors, ability }))
    for (const [mean, deviation] of [
      [concurrent.ability[1].mean, Math.sqrt(concurrent.ability[1].variance)],
      [fixed.ability[0].mean, Math.sqrt(fixed.ability[0].variance)],
      [link.intercept, link.slope],
    ]) {
      // 3000 persons a group: standard errors of about 0.03 and 0.04
      expect(Math.abs(mean - 0.5)).toBeLessThan(0.13)
      expect(Math.abs(deviation - 1.2)).toBeLessThan(0.16)
    }
  }, 60_000)

  test('forms that do not hang together are refused', () => {
    const one = { responses: irt.responsesFromRows([[0, 1]]), place: [0, 1] }
    expect(() => irt.joinForms([one, { ...one, place: [2, 3] }], 4)).toThrow(/form 1 has no item in common/)
    expect(() => irt.joinForms([one], 3)).toThrow(/item 2 is in no form/)
    expect(() => irt.joinForms([{ ...one, place: [1, 1] }], 2)).toThrow(/place 1 twice/)
  })
})
