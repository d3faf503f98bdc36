import { fc, test } from '@fast-check/vitest'
import { chiSquareCdf, fCdf, random } from '@kepu/numeric'
import { describe, expect } from 'vitest'
import * as s from '../../src/design/index.ts'
import * as t from '../../src/table/index.ts'

function survey(seed: number, clustered: boolean) {
  const generator = random(seed)
  const n = 120
  const unit = Array.from({ length: n }, (_, i) => (clustered ? Math.floor(i / 4) : i))
  const weight = Array.from({ length: n }, () => (clustered ? 5 + 20 * generator.uniform() : 10))
  const design = s.clusterDesign({ stages: [{ unit }], weight, lonelyPsu: 'fail' })
  const row = Int32Array.from({ length: n }, (_, i) => (i < 6 ? i % 2 : generator.integer(2)))
  const column = Int32Array.from({ length: n }, (_, i) => (i < 6 ? i % 3 : generator.integer(3)))
  return { design, cross: { row, column, rows: 2, columns: 3 } }
}

const seeds = fc.integer({ min: 1, max: 10_000 })

describe('tests of independence', () => {
  test.prop([seeds])('do not depend on which variable is called row, nor on the order of categories', (seed) => {
    const { design, cross } = survey(seed, true)
    const turned = { row: cross.column, column: cross.row, rows: 3, columns: 2 }
    const relabelled = { ...cross, column: cross.column.map((c) => (c + 1) % 3) }
    for (const method of ['F', 'chiSquare', 'satterthwaite', 'saddlepoint'] as const) {
      const { p } = t.raoScottTest(cross, design, method)
      expect(t.raoScottTest(turned, design, method).p).toBeCloseTo(p, 6)
      expect(t.raoScottTest(relabelled, design, method).p).toBeCloseTo(p, 6)
    }
    const { p } = t.waldIndependenceTest(cross, design, true)
    expect(t.waldIndependenceTest(turned, design, true).p).toBeCloseTo(p, 8)
    expect(t.waldIndependenceTest(relabelled, design, true).p).toBeCloseTo(p, 8)
  })

  test('of a simple random sample hold their level and need no correction', () => {
    let refused = 0
    let size = 0
    for (let seed = 1; seed <= 400; seed++) {
      const { design, cross } = survey(seed, false)
      const test = t.raoScottTest(cross, design, 'F')
      if (test.p < 0.05) refused++
      size += test.eigenvalues.reduce((sum, value) => sum + value, 0) / test.eigenvalues.length
    }
    expect(refused / 400).toBeGreaterThan(0.05 - 3 * Math.sqrt((0.05 * 0.95) / 400))
    expect(refused / 400).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / 400))
    expect(size / 400).toBeCloseTo(1, 1)
  })

  test('refuse an empty category and name it', () => {
    const { design, cross } = survey(1, true)
    expect(() => t.raoScottTest({ ...cross, rows: 3 }, design, 'F')).toThrow('row category 2 is empty')
    expect(() => t.raoScottTest({ ...cross, row: cross.row.map(() => 0), rows: 1 }, design, 'F')).toThrow(
      '1 × 3 has nothing to test',
    )
    expect(() => t.estimateTable({ ...cross, columns: 2 }, design)).toThrow(/of 2 × 2/)
    expect(() => t.goodnessOfFitTest(cross.column, [0.5, 0, 0.5], design)).toThrow('share 1 of 3 is 0')
  })

  test.prop([seeds])('shares add up to 1 and have no variance together', (seed) => {
    const { design, cross } = survey(seed, true)
    const shares = t.estimateTableShares(cross, design)
    expect(shares.value.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
    expect(shares.covariance.data.reduce((a, b) => a + b, 0)).toBeCloseTo(0, 10)
  })
})

describe('tail of a weighted sum of χ²', () => {
  test.prop([fc.double({ min: 0.2, max: 30, noNaN: true }), fc.double({ min: 0.1, max: 5, noNaN: true })])(
    'one term is χ², or F',
    (x, lambda) => {
      expect(t.quadraticFormTail(x, [lambda], Number.POSITIVE_INFINITY, 'satterthwaite')).toBeCloseTo(
        chiSquareCdf(x / lambda, 1, 'upper'),
        12,
      )
      expect(t.quadraticFormTail(x, [lambda], 20, 'satterthwaite')).toBeCloseTo(fCdf(x / lambda, 1, 20, 'upper'), 12)
    },
  )

  test('the saddlepoint is within 5 % of the exact tail of equal terms, far out too', () => {
    for (const count of [2, 3, 6]) {
      for (const p of [0.2, 0.05, 0.001, 1e-8]) {
        let x = 0.1
        while (chiSquareCdf(x, count, 'upper') > p) x += 0.01
        const exact = chiSquareCdf(x, count, 'upper')
        const lambda = new Array<number>(count).fill(1)
        expect(
          Math.abs(t.quadraticFormTail(x, lambda, Number.POSITIVE_INFINITY, 'saddlepoint') / exact - 1),
        ).toBeLessThan(0.046)
      }
    }
  })

  test('no positive eigenvalue: refused', () => {
    expect(() => t.quadraticFormTail(3, [1, 0], 10, 'saddlepoint')).toThrow('eigenvalue 1 is 0')
  })
})
