import { fc, test } from '@fast-check/vitest'
import { random, rectangularNodes } from '@kepu/numeric'
import { describe, expect } from 'vitest'
import * as irt from '../../src/index.ts'

function bankOf(seed: number, count: number): irt.Items {
  const { slope, intercept } = irt.simulateSlopesAndIntercepts(count, random(seed))
  return irt.logisticItems(slope, intercept, new Float64Array(count).fill(0.1))
}

function planOf(items: irt.Items, more: Partial<irt.AdaptivePlan> = {}): irt.AdaptivePlan {
  return {
    bank: irt.adaptiveBank(items),
    method: { kind: 'eap' },
    criterion: 'information',
    stop: { maxItems: 10 },
    ...more,
  }
}

const seeds = fc.nat(1e6)

describe('ability between items', () => {
  test.prop([seeds], { numRuns: 30 })(
    'posterior mean, mode, maximum and weighted maximum are those of whole tests',
    (seed) => {
      const items = bankOf(seed, 30)
      const theta = irt.simulateAbilities(5, random(seed))
      const responses = irt.simulateResponses(items, theta, random(seed + 1))
      const quadrature = rectangularNodes(-6, 6, 121)
      const bank = irt.adaptiveBank(items, quadrature)
      const range = [-12, 12] as const
      const whole = {
        eap: irt.scoreEap(responses, items, { node: quadrature.node }),
        map: irt.scoreMap(responses, items),
        ml: irt.scoreMl(responses, items),
        wle: irt.scoreWle(responses, items),
      }
      for (let i = 0; i < 5; i++) {
        const asked = [...items.model.keys()]
        const history = { asked, answers: asked.map((j) => responses.answer[i + 5 * j]) }
        for (const kind of ['eap', 'map', 'ml', 'wle'] as const) {
          const theirs = whole[kind].theta[i]
          if (Math.abs(theirs) > 8) continue
          expect(irt.estimateAbility(bank, history, { kind, range }).theta).toBeCloseTo(theirs, 5)
        }
      }
    },
  )

  test('with no item too far, the robust estimate is the maximum of the likelihood; a lucky guess moves it less', () => {
    const bank = irt.adaptiveBank(irt.logisticItems([1.2, 1, 1.4, 0.9, 1.6, 1.3], [1, 0.5, 0, -0.5, 0.8, -4]))
    const asked = [0, 1, 2, 3, 4, 5]
    const without = { asked, answers: [1, 1, 0, 0, 1, 0] }
    const lucky = { asked, answers: [1, 1, 0, 0, 1, 1] }
    const ml = irt.estimateAbility(bank, without, { kind: 'ml' })
    const wide = irt.estimateAbility(bank, without, { kind: 'robust', tuning: 1e9 })
    expect(wide.theta).toBeCloseTo(ml.theta, 9)
    expect(wide.standardError).toBeCloseTo(ml.standardError, 9)
    const moved = (method: irt.AbilityMethod) =>
      irt.estimateAbility(bank, lucky, method).theta - irt.estimateAbility(bank, without, method).theta
    expect(moved({ kind: 'robust' })).toBeLessThan(moved({ kind: 'ml' }))
    const graded = irt.adaptiveBank(irt.orderedItems('graded', [1], [[1, 0]]))
    expect(() => irt.estimateAbility(graded, { asked: [0], answers: [1] }, { kind: 'robust' })).toThrow(
      /several categories/,
    )
  })

  test('all right and all wrong stop at the ends of the range', () => {
    const bank = irt.adaptiveBank(irt.logisticItems([1, 1.5], [0, 0.5]))
    const ml = { kind: 'ml' } as const
    expect(irt.estimateAbility(bank, { asked: [0, 1], answers: [1, 1] }, ml).theta).toBe(4)
    expect(irt.estimateAbility(bank, { asked: [0, 1], answers: [0, 0] }, ml).theta).toBe(-4)
    expect(irt.estimateAbility(bank, { asked: [], answers: [] }, ml).standardError).toBe(Number.POSITIVE_INFINITY)
    expect(irt.estimateAbility(bank, { asked: [], answers: [] }, { kind: 'map' }).standardError).toBe(1)
  })
})

describe('plans', () => {
  test.prop([seeds], { numRuns: 30 })(
    'no item twice, never longer than planned, and the same again with the same seed',
    (seed) => {
      const plan = planOf(bankOf(seed, 25), {
        exposure: { kind: 'randomesque', among: 4 },
        stop: { maxItems: 12, standardError: 0.4 },
      })
      const one = irt.simulateAdaptiveTest(plan, 0.5, random(seed))
      expect(new Set(one.asked).size).toBe(one.asked.length)
      expect(one.asked.length).toBeLessThanOrEqual(12)
      if (one.reason === 'standardError') expect(one.standardError).toBeLessThanOrEqual(0.4)
      expect(irt.simulateAdaptiveTest(plan, 0.5, random(seed))).toEqual(one)
      expect(one.path).toHaveLength(one.asked.length)
    },
  )

  test.prop([seeds], { numRuns: 20 })(
    'the first item is the most informative; randomesque takes one of the best',
    (seed) => {
      const items = bankOf(seed, 25)
      const information = items.model.map((_, j) => irt.itemInformation(items, j, 0))
      const order = [...information.keys()].sort((a, b) => information[b] - information[a])
      const empty = { asked: [], answers: [] }
      expect(irt.nextStep(planOf(items), empty, random(1)).item).toBe(order[0])
      const step = irt.nextStep(planOf(items, { exposure: { kind: 'randomesque', among: 3 } }), empty, random(seed))
      expect(order.slice(0, 3)).toContain(step.item)
    },
  )

  test('every stopping rule, and an empty bank', () => {
    const items = bankOf(2, 40)
    const easy = { asked: [0, 1, 2, 3, 4], answers: [1, 1, 1, 1, 1] }
    const reason = (stop: irt.StoppingRule, bank = items) =>
      irt.nextStep(planOf(bank, { stop }), easy, random(1)).reason
    expect(reason({ maxItems: 5 })).toBe('maxItems')
    expect(reason({ maxItems: 20, standardError: 0.9 })).toBe('standardError')
    expect(reason({ maxItems: 20, standardError: 0.9, minItems: 6 })).toBe(null)
    expect(reason({ maxItems: 20, cut: { theta: -3, z: 1.96 } })).toBe('classified')
    expect(reason({ maxItems: 20, cut: { theta: 0.6, z: 1.96 } })).toBe(null)
    expect(reason({ maxItems: 20, leastInformation: 99 })).toBe('leastInformation')
    expect(reason({ maxItems: 20 }, bankOf(2, 5))).toBe('bankEmpty')
  })

  test('content keeps its shares, and progressive exposure spreads the use', () => {
    const items = bankOf(9, 60)
    const part = Array.from({ length: 60 }, (_, j) => j % 3)
    const plan = planOf(items, { content: { part, share: [2, 1, 1] }, stop: { maxItems: 12 } })
    const counts = [0, 0, 0]
    for (const item of irt.simulateAdaptiveTest(plan, 0, random(4)).asked) counts[part[item]]++
    expect(counts).toEqual([6, 3, 3])
    const theta = irt.simulateAbilities(300, random(5))
    const greedy = irt.simulatePlan(planOf(items), theta, random(6))
    const progressive = irt.simulatePlan(
      planOf(items, { exposure: { kind: 'progressive', length: 10 } }),
      theta,
      random(6),
    )
    const used = (report: irt.AdaptiveReport) => report.exposure.filter((share) => share > 0.02).length
    expect(used(progressive)).toBeGreaterThan(used(greedy))
    expect(Math.abs(greedy.bias)).toBeLessThan(0.12)
    expect(greedy.meanLength).toBeCloseTo(10, 9)
  })

  test('Sympson and Hetter keep every item below the limit', () => {
    const items = bankOf(12, 60)
    const plan = planOf(items)
    const theta = irt.simulateAbilities(400, random(7))
    const probability = irt.sympsonHetterProbabilities(plan, theta, 0.4, random(8), 12)
    const before = irt.simulatePlan(plan, theta, random(9))
    const after = irt.simulatePlan({ ...plan, exposure: { kind: 'sympsonHetter', probability } }, theta, random(9))
    expect(Math.max(...before.exposure)).toBeCloseTo(1, 9)
    // 400 persons: a standard deviation of 0.025 at the limit, twelve rounds each with its own
    expect(Math.max(...after.exposure)).toBeLessThan(0.52)
    expect(after.rootMeanSquareError).toBeLessThan(before.rootMeanSquareError + 0.1)
  })

  test('ranges of persons can be simulated apart', () => {
    const plan = planOf(bankOf(3, 30))
    const theta = irt.simulateAbilities(20, random(1))
    const whole = irt.simulatePlan(plan, theta, random(2))
    const [one, two] = [
      irt.simulatePlan(plan, theta.slice(0, 8), random(2)),
      irt.simulatePlan(plan, theta.slice(8), random(2), 8),
    ]
    expect(0.4 * one.bias + 0.6 * two.bias).toBeCloseTo(whole.bias, 10)
    expect(0.4 * one.exposure[4] + 0.6 * two.exposure[4]).toBeCloseTo(whole.exposure[4], 10)
  })

  test('a history that cannot be is refused by step', () => {
    const plan = planOf(bankOf(1, 5))
    expect(() => irt.nextStep(plan, { asked: [0, 0], answers: [1, 1] }, random(1))).toThrow(
      /step 1: item 0 was asked before/,
    )
    expect(() => irt.nextStep(plan, { asked: [0], answers: [2] }, random(1))).toThrow(/step 0: answer 2/)
    expect(() => irt.nextStep({ ...plan, stop: { maxItems: 0 } }, { asked: [], answers: [] }, random(1))).toThrow(
      /at most 0 items/,
    )
    expect(() =>
      irt.criterionValues(
        irt.adaptiveBank(irt.orderedItems('graded', [1], [[1, 0]])),
        'difficulty',
        { asked: [], answers: [] },
        0,
        [0],
      ),
    ).toThrow(/several categories/)
  })
})
