import { fc, test } from '@fast-check/vitest'
import { random } from '@kepu/numeric'
import { describe, expect } from 'vitest'
import { fitManyFacets, type Ratings } from '../../src/facets/index.ts'
import * as irt from '../../src/index.ts'

interface Jury {
  readonly ratings: Ratings
  readonly severity: readonly number[]
  readonly quality: readonly number[]
}

/** A jury: each project goes to some judges in turn, on every criterion, in four categories. */
function jury(seed: number, projects: number, judges: number, each: number, spread = 0.7): Jury {
  const draw = random(seed)
  const raw = Array.from({ length: judges }, () => spread * draw.normal())
  const mean = raw.reduce((a, b) => a + b, 0) / judges
  const severity = raw.map((value) => value - mean)
  const difficulty = [-0.4, 0, 0.4]
  const threshold = [-1, 0.2, 0.8]
  const quality = Array.from({ length: projects }, () => 1.2 * draw.normal())
  const rows: [number, number, number, number][] = []
  for (let n = 0; n < projects; n++) {
    for (let e = 0; e < each; e++) {
      const judge = (n + e * (1 + (n % 3))) % judges
      difficulty.forEach((delta, criterion) => {
        const weight = [0]
        for (const tau of threshold) weight.push(weight.at(-1)! + quality[n] - delta - severity[judge] - tau)
        const chance = weight.map((value) => Math.exp(value))
        let u = draw.uniform() * chance.reduce((a, b) => a + b, 0)
        let category = 0
        while (u > chance[category]) u -= chance[category++]!
        if (!rows.some(([a, b, c]) => a === n && b === criterion && c === judge))
          rows.push([n, criterion, judge, category])
      })
    }
  }
  const column = (at: 0 | 1 | 2 | 3) => rows.map((row) => row[at])
  return {
    ratings: { project: column(0), criterion: column(1), judge: column(2), category: column(3) },
    severity,
    quality,
  }
}

describe('many-facet Rasch model', () => {
  test('simulated severities are found within their errors', () => {
    const { ratings, severity, quality } = jury(5, 400, 8, 3)
    const fit = fitManyFacets(ratings)
    expect(fit.converged).toBe(true)
    expect(fit.subsets).toBe(1)
    severity.forEach((value, j) => {
      expect(Math.abs(fit.severity.measure[j] - value)).toBeLessThan(4 * fit.severity.standardError[j])
    })
    expect(fit.severity.measure.reduce((a, b) => a + b, 0)).toBeCloseTo(0, 10)
    expect(fit.threshold.measure.reduce((a, b) => a + b, 0)).toBeCloseTo(0, 10)
    expect(Math.sqrt(fit.variance)).toBeCloseTo(1.2, 0)
    const outside = quality.filter(
      (value, n) => Math.abs(fit.quality.measure[n] - value) > 2 * fit.quality.standardError[n],
    )
    // 400 projects at 95.4 %: 18 expected, more than 36 has probability below 1e-4
    expect(outside.length).toBeLessThan(36)
    expect(fit.equalSeverity?.degreesOfFreedom).toBe(7)
    expect(fit.equalSeverity?.probability).toBeLessThan(1e-6)
    expect(fit.severityReliability).toBeGreaterThan(0.9)
    for (const infit of fit.judgeFit.infit) expect(Math.abs(infit - 1)).toBeLessThan(0.35)
  })

  test('judges who are equally severe are called so about 95 times of a hundred', () => {
    let rejected = 0
    for (let seed = 0; seed < 40; seed++) {
      const { ratings } = jury(100 + seed, 60, 4, 2, 0)
      const { equalSeverity } = fitManyFacets(ratings)
      if ((equalSeverity?.probability ?? 1) < 0.05) rejected++
    }
    // 40 tests at 5 %: more than 7 has probability 0.001
    expect(rejected).toBeLessThanOrEqual(7)
  })

  test('with one judge it is the rating scale model', () => {
    const { ratings } = jury(11, 300, 1, 1)
    const fit = fitManyFacets(ratings, { tolerance: 1e-9 })
    const answer = new Uint8Array(900)
    Array.from(ratings.project).forEach((n, r) => {
      answer[n + ratings.criterion[r]! * 300] = ratings.category[r]!
    })
    const responses = { persons: 300, items: 3, answer }
    const rating = irt.calibrate(responses, irt.specify(responses, 'rsm'), { tolerance: 1e-9 })
    expect(fit.logLikelihood).toBeCloseTo(rating.logLikelihood, 6)
    expect(fit.variance).toBeCloseTo(rating.ability[0].variance, 4)
    expect(fit.severity.measure[0]).toBe(0)
    expect(fit.equalSeverity).toBeNull()
  })

  test.prop([fc.nat(1000)], { numRuns: 5 })(
    'the names of judges do not matter, and a harsher jury gives less',
    (seed) => {
      const { ratings } = jury(seed, 60, 4, 2)
      if (new Set(Array.from(ratings.category)).size < 4) return
      const one = fitManyFacets(ratings)
      const other = fitManyFacets({ ...ratings, judge: Array.from(ratings.judge, (j) => 3 - j) })
      one.severity.measure.forEach((value, j) => {
        expect(other.severity.measure[3 - j]).toBeCloseTo(value, 4)
      })
      const order = [...one.quality.measure.keys()].sort((a, b) => one.quality.measure[a] - one.quality.measure[b])
      for (let at = 1; at < order.length; at++) {
        expect(one.fairAverage[order[at]]).toBeGreaterThanOrEqual(one.fairAverage[order[at - 1]] - 1e-9)
      }
    },
  )

  test('what is wrong is refused by place, and a jury in two parts is reported', () => {
    const base = { project: [0, 0, 1], criterion: [0, 0, 0], judge: [0, 0, 1], category: [0, 1, 1] }
    expect(() => fitManyFacets(base)).toThrow(/rating 1: judge 0 rated project 0/)
    expect(() => fitManyFacets({ ...base, judge: [0, 2, 2] })).toThrow(/judge 1 has no rating/)
    expect(() => fitManyFacets({ ...base, category: [0, 1, -1] })).toThrow(/rating 2: category -1/)
    const { ratings } = jury(3, 80, 2, 1)
    expect(fitManyFacets(ratings).subsets).toBe(2)
  })
})
