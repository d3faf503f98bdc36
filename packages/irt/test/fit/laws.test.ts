import { fc, test } from '@fast-check/vitest'
import { bfgs, matrix, NumericError, random } from '@kepu/numeric'
import { describe, expect } from 'vitest'
import { abilityWeights } from '../../src/fit/ability.ts'
import { itemCounts } from '../../src/fit/counts.ts'
import { itemGradient } from '../../src/fit/information-matrix.ts'
import { itemsAt } from '../../src/fit/specification.ts'
import * as irt from '../../src/index.ts'
import { answersOf } from '../simulated.ts'

const binary = irt.logisticItems([1, 1.5, 0.8, 1.2, 0.6], [0, 0.5, -0.5, 1, -1])
const mixed = irt.joinItems(
  irt.logisticItems([1, 1.5], [0, 0.5], [0.2, 0]),
  irt.orderedItems(
    'graded',
    [1.2, 0.8],
    [
      [2, 0, -1],
      [1, -1],
    ],
  ),
  irt.orderedItems(
    'partialCredit',
    [1, 0.7],
    [
      [1, 1, 0],
      [0.5, -0.5],
    ],
  ),
  irt.nominalItems([[0.5, 1.5]], [[0.5, 0]]),
)
const types = ['3pl', '2pl', 'graded', 'graded', 'gpcm', 'gpcm', 'nominal'] as const
const node = Float64Array.from({ length: 61 }, (_, q) => -6 + 0.2 * q)

/** Some answers missing, by a rule without chance. */
function withGaps(responses: irt.Responses): irt.Responses {
  return { ...responses, answer: responses.answer.map((code, i) => (i % 7 === 3 ? irt.MISSING : code)) }
}

/** Log marginal likelihood the slow, obvious way. */
function slowLogLikelihood({ persons, answer }: irt.Responses, items: irt.Items, weight: Float64Array): number {
  const room = new Float64Array(16)
  let sum = 0
  for (let i = 0; i < persons; i++) {
    let marginal = 0
    for (let q = 0; q < node.length; q++) {
      let product = weight[q]
      for (let j = 0; j < items.model.length; j++) {
        const code = answer[i + j * persons]
        if (code === irt.MISSING) continue
        irt.categoryProbabilities(items, j, node[q], room)
        product *= room[code]
      }
      marginal += product
    }
    sum += Math.log(marginal)
  }
  return sum
}

describe('the packed E-step', () => {
  const weight = abilityWeights(node, 0, 1)

  test.prop([fc.integer({ min: 1, max: 60 }), fc.nat(1000), fc.boolean()], { numRuns: 40 })(
    'gives the likelihood and the counts of the slow sums, with and without gaps',
    (persons, seed, gaps) => {
      const plain = answersOf(mixed, persons, random(seed))
      const responses = gaps ? withGaps(plain) : plain
      const packed = irt.packResponses(responses, mixed.categories)
      const tables = irt.blockTables(packed, mixed, node)
      const found = irt.expectRows(packed, tables, { weight, stride: 0 }, node, 0, packed.rows)
      expect(found.logLikelihood).toBeCloseTo(slowLogLikelihood(responses, mixed, weight), 9)
      const counts = itemCounts(packed, mixed, found.count, node.length)
      expect(counts.node.reduce((a, b) => a + b, 0)).toBeCloseTo(persons, 9)
      for (let j = 0; j < mixed.model.length; j++) {
        for (let k = 0; k < mixed.categories[j]; k++) {
          const at = (counts.categoryStart[j] + k) * node.length
          const sum = counts.category.subarray(at, at + node.length).reduce((a, b) => a + b, 0)
          const column = responses.answer.subarray(j * persons, (j + 1) * persons)
          expect(sum).toBeCloseTo(column.filter((code) => code === k).length, 9)
        }
      }
    },
  )

  test('can be shared out: two parts add up to the whole', () => {
    const responses = withGaps(answersOf(mixed, 500, random(2)))
    const packed = irt.packResponses(responses, mixed.categories)
    const tables = irt.blockTables(packed, mixed, node)
    const part = (from: number, to: number) => irt.expectRows(packed, tables, { weight, stride: 0 }, node, from, to)
    const whole = part(0, packed.rows)
    const sum = irt.addExpectation(part(0, 100), part(100, packed.rows))
    expect(sum.logLikelihood).toBeCloseTo(whole.logLikelihood, 8)
    sum.count.forEach((value, i) => {
      expect(value).toBeCloseTo(whole.count[i], 9)
    })
  })

  test.prop([fc.array(fc.nat(2), { minLength: 40, maxLength: 40 })], { numRuns: 20 })(
    'weights are repeated persons, and the order of persons does not matter',
    (repeats) => {
      const responses = answersOf(binary, 40, random(9))
      const weight = repeats.map((n) => n + 1)
      const rows = Array.from({ length: 40 }, (_, i) =>
        Array.from({ length: 5 }, (_, j) => responses.answer[i + j * 40]),
      )
      const repeated = irt.responsesFromRows(
        rows.flatMap((row, i) => new Array<number[]>(weight[i]).fill(row)).toReversed(),
      )
      const once = { maxIterations: 3, tolerance: 0 }
      const a = irt.calibrate(responses, irt.specify(responses, 'rasch', { categories: [2, 2, 2, 2, 2] }), {
        ...once,
        weight,
      })
      const start = irt.specify(responses, 'rasch', { categories: [2, 2, 2, 2, 2] })
      const b = irt.calibrate(repeated, start, once)
      a.free.forEach((value, f) => {
        expect(value).toBeCloseTo(b.free[f], 9)
      })
    },
  )
})

describe('two roads to one maximum', () => {
  test('EM and a direct optimiser', () => {
    const responses = withGaps(answersOf(binary, 800, random(4)))
    const specification = irt.specify(responses, '2pl')
    const em = irt.calibrate(responses, specification, { tolerance: 1e-9 })
    const weight = abilityWeights(node, 0, 1)
    const packed = irt.packResponses(responses, binary.categories)
    const direct = bfgs(
      (free) => {
        const items = itemsAt(specification, 0, free)
        const tables = irt.blockTables(packed, items, node)
        const { logLikelihood, count } = irt.expectRows(packed, tables, { weight, stride: 0 }, node, 0, packed.rows)
        const gradient = itemGradient(em.fitted, free, [itemCounts(packed, items, count, node.length)])
        return { value: -logLikelihood, gradient: gradient.map((g) => -g) }
      },
      specification.start,
      { gradientTolerance: 1e-10 },
    )
    expect(-direct.value).toBeCloseTo(em.logLikelihood, 8)
    direct.x.forEach((value, f) => {
      expect(value).toBeCloseTo(em.free[f], 4)
    })
  })

  test('standard errors by Louis, by Oakes and by differences of the likelihood', () => {
    const responses = answersOf(binary, 800, random(4))
    const fit = irt.calibrate(responses, irt.specify(responses, 'rasch'), { tolerance: 1e-9 })
    const louis = irt.standardErrors(fit, 'observed')
    const oakes = irt.standardErrors(fit, 'oakes')
    louis.free.forEach((value, a) => {
      expect(oakes.free[a] / value).toBeCloseTo(1, 5)
    })
    expect(louis.items[0][1]).toBeCloseTo(louis.free[0], 12)
    expect(louis.items[0][0]).toBe(0)
  })

  test('mixed models: errors by Louis and by Oakes agree', () => {
    const responses = answersOf(mixed, 3000, random(6))
    const guessingPrior = { kind: 'beta', a: 5, b: 17 } as const
    const fit = irt.calibrate(responses, irt.specify(responses, types, { guessingPrior }), { tolerance: 1e-7 })
    expect(fit.converged).toBe(true)
    const louis = irt.standardErrors(fit).free
    const oakes = irt.standardErrors(fit, 'oakes').free
    louis.forEach((value, a) => {
      expect(oakes[a] / value).toBeCloseTo(1, 3)
    })
  })

  test('a pool gives what one thread gives', async () => {
    const responses = answersOf(binary, 500, random(12))
    const specification = irt.specify(responses, '2pl')
    const alone = irt.calibrate(responses, specification)
    const shared = await irt.calibrateWith(
      async ({ packed, tables, prior, node: at, from, to }) => {
        const middle = Math.floor((from + to) / 2)
        const part = (a: number, b: number) => irt.expectRows(packed, tables, prior, at, a, b)
        return irt.addExpectation(part(from, middle), part(middle, to))
      },
      responses,
      specification,
    )
    shared.free.forEach((value, f) => {
      expect(value).toBeCloseTo(alone.free[f], 8)
    })
  })
})

describe('estimates', () => {
  test('find what the answers were made from (5,000 persons, within four standard errors)', () => {
    const responses = answersOf(binary, 5000, random(21))
    const fit = irt.calibrate(responses, irt.specify(responses, '2pl'))
    const { items } = irt.standardErrors(fit)
    binary.parameter.forEach((truth, p) => {
      expect(Math.abs(fit.items[0].parameter[p] - truth)).toBeLessThanOrEqual(4 * items[0][p])
    })
  })

  test('log-likelihood never falls by more than rounding from one kept step to the next', () => {
    const responses = answersOf(mixed, 400, random(3))
    const { trace } = irt.calibrate(
      responses,
      irt.specify(responses, types, { guessingPrior: { kind: 'normal', mean: -1.5, deviation: 0.5 } }),
    )
    const falls = trace.filter((value, t) => t > 0 && value < trace[t - 1] - 1e-6)
    expect(falls.length).toBeLessThanOrEqual(trace.length / 4)
    expect(trace[trace.length - 1]).toBeGreaterThanOrEqual(Math.max(...trace) - 1e-6)
  })
})

describe('bad data are refused or reported with their place', () => {
  const rows = [
    [0, 1, 1],
    [1, 0, 1],
    [0, 0, 1],
    [1, 1, 1],
  ]
  const code = (act: () => unknown): string => {
    try {
      act()
      return 'nothing'
    } catch (error) {
      return error instanceof NumericError ? `${error.code}: ${error.message}` : String(error)
    }
  }

  test('what specify refuses', () => {
    const responses = irt.responsesFromRows(rows)
    expect(code(() => irt.specify(responses, 'rasch'))).toMatch(/irt.itemConstant: item 2/)
    const gap = irt.responsesFromRows([
      [0, 2],
      [2, 0],
      [0, 1],
    ])
    expect(code(() => irt.specify(gap, 'gpcm'))).toMatch(/irt.categoryEmpty: item 0: nobody is in category 1 of 3/)
    expect(code(() => irt.specify(gap, '2pl'))).toMatch(/irt\./)
    expect(code(() => irt.specify(responses, ['rasch']))).toMatch(/irt.shape/)
  })

  test('what calibrate refuses', () => {
    const responses = answersOf(binary, 50, random(1))
    const specification = irt.specify(responses, '2pl')
    const weight = new Float64Array(50).fill(1).with(3, -1)
    expect(code(() => irt.calibrate(responses, specification, { weight }))).toMatch(
      /irt.weight: person 3 has weight -1/,
    )
    expect(code(() => irt.calibrate(responses, specification, { group: new Uint8Array(50).with(4, 2) }))).toMatch(
      /irt.group/,
    )
    expect(code(() => irt.calibrate(responses, specification, { node: Float64Array.of(-1, 0, 3) }))).toMatch(/irt.node/)
    const bad = { ...responses, answer: responses.answer.with(7, 9) }
    expect(code(() => irt.calibrate(bad, specification))).toMatch(/irt.answer: person 7, item 0: answer 9/)
  })

  test('covariates that depend on one another, or are not there', () => {
    const responses = answersOf(binary, 50, random(1))
    const specification = irt.specify(responses, 'rasch')
    const covariate = matrix(50, 2)
    for (let i = 0; i < 50; i++) covariate.data.fill(i % 2, i, i + 1).fill(2 * (i % 2), i + 50, i + 51)
    expect(code(() => irt.calibrate(responses, specification, { covariate }))).toMatch(
      /irt.covariate: covariates: column 1/,
    )
    covariate.data[57] = Number.NaN
    const place = /irt.covariate: person 7, covariate 1 is NaN/
    expect(code(() => irt.calibrate(responses, specification, { covariate }))).toMatch(place)
    expect(code(() => irt.calibrate(responses, specification, { covariate: matrix(49, 1) }))).toMatch(/irt.shape/)
  })

  test('known items and ability: nothing to estimate, the likelihood is answered', () => {
    const responses = answersOf(binary, 50, random(1))
    const anchors = { place: [0, 1, 2, 3, 4], items: binary }
    const ability = [{ mean: 0, variance: 1, estimateMean: false, estimateVariance: false }]
    const fit = irt.calibrate(responses, irt.specify(responses, '2pl', { anchors, ability }))
    expect(fit.converged).toBe(true)
    expect(fit.free.length).toBe(0)
    const { logMarginal } = irt.scoreEap(responses, binary)
    expect(fit.logLikelihood).toBeCloseTo(
      logMarginal.reduce((a, b) => a + b, 0),
      9,
    )
  })

  test('a category that one group never chose, where the item is estimated in each group', () => {
    const responses = answersOf(binary, 100, random(1))
    const group = Uint8Array.from({ length: 100 }, (_, i) => Number(i >= 50))
    const answer = responses.answer.map((given, at) => (at >= 250 && at < 300 ? 1 : given))
    const half = { ...responses, answer }
    const differing = irt.specify(half, '2pl', { groups: 2, differ: 'all' })
    const message = /irt.categoryEmpty: item 2: nobody in group 1 is in category 0/
    expect(code(() => irt.calibrate(half, differing, { group }))).toMatch(message)
    const common = irt.specify(half, '2pl', { groups: 2 })
    expect(code(() => irt.calibrate(half, common, { group, maxIterations: 2 }))).toBe('nothing')
  })

  test('a fit that has not converged says where it still moves', () => {
    const responses = answersOf(binary, 200, random(1))
    const fit = irt.calibrate(responses, irt.specify(responses, '2pl'), { maxIterations: 2 })
    expect(fit.converged).toBe(false)
    expect(fit.lastMove.name).toMatch(/item \d (slope|intercept)/)
    expect(fit.trace.length).toBe(2)
    expect(fit.notices[0]).toMatchObject({
      code: 'irt.notConverged',
      message: expect.stringContaining(fit.lastMove.name),
    })
  })

  test('separation: an item that repeats another runs away, is reported, and gives no NaN', () => {
    const rowsTwice = Array.from({ length: 60 }, (_, i) => [i % 2, i % 2, (i >> 1) % 2])
    const responses = irt.responsesFromRows(rowsTwice)
    const fit = irt.calibrate(responses, irt.specify(responses, '2pl'), { maxIterations: 60 })
    expect([...fit.free].every(Number.isFinite)).toBe(true)
    const places = fit.notices.map(({ code, message }) => `${code} ${message}`)
    expect(places.some((place) => /irt.steepSlope group 0, item [01]: slope/.test(place))).toBe(true)
  })

  test('ordinary answers give no notice; a prior keeps an item at the level of guessing finite', () => {
    const responses = answersOf(binary, 500, random(2))
    expect(irt.calibrate(responses, irt.specify(responses, '2pl')).notices).toEqual([])
    const hard = irt.joinItems(binary, irt.logisticItems([1.2], [-6], [0.2]))
    const guessed = answersOf(hard, 300, random(2))
    const guessingPrior = { kind: 'beta', a: 5, b: 17 } as const
    const options = { guessingPrior, slopePrior: { mean: 0, deviation: 0.5 } }
    const fit = irt.calibrate(guessed, irt.specify(guessed, '3pl', options))
    expect(fit.notices).toEqual([])
    expect([...irt.standardErrors(fit).free].every(Number.isFinite)).toBe(true)
  })
})
