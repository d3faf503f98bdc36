import { fc, test } from '@fast-check/vitest'
import { random } from '@kepu/numeric'
import { describe, expect } from 'vitest'
import { type FormPlan, formProgram, formsOfSolution, violatedRows } from '../../src/assemble/index.ts'
import * as irt from '../../src/index.ts'

function bankOf(seed: number): irt.Items {
  const { slope, intercept } = irt.simulateSlopesAndIntercepts(9, random(seed))
  return irt.logisticItems(slope, intercept)
}

/** All ways to take `length` of the items. */
function choices(count: number, length: number): number[][] {
  if (length === 0) return [[]]
  if (count < length) return []
  return [...choices(count - 1, length), ...choices(count - 1, length - 1).map((set) => [...set, count - 1])]
}

const theta = [-1, 0, 1]

describe('forms as a linear program', () => {
  test.prop([fc.nat(1e6)], { numRuns: 20 })('a form satisfies the rows exactly when it keeps the rules', (seed) => {
    const bank = bankOf(seed)
    const plan: FormPlan = {
      bank,
      forms: 1,
      length: 4,
      target: { kind: 'information', theta, value: [0.5, 0.6, 0.5] },
      amounts: [
        { of: [1, 1, 1, 1, 0, 0, 0, 0, 0], least: 1, most: 2, name: 'physics' },
        { of: [30, 40, 50, 60, 30, 40, 50, 60, 70], most: 200, name: 'seconds' },
      ],
      enemies: [[0, 4]],
    }
    const program = formProgram(plan)
    for (const set of choices(9, 4)) {
      const distance = Math.max(
        ...irt
          .testInformation(irt.selectItems(bank, set), theta)
          .map((value, k) => Math.abs(value - [0.5, 0.6, 0.5][k])),
      )
      const x = Float64Array.from({ length: 10 }, (_, v) => (v === 9 ? distance : Number(set.includes(v))))
      const physics = set.filter((j) => j < 4).length
      const seconds = set.reduce((sum, j) => sum + [30, 40, 50, 60, 30, 40, 50, 60, 70][j], 0)
      const keeps = physics >= 1 && physics <= 2 && seconds <= 200 && !(set.includes(0) && set.includes(4))
      expect(violatedRows(program, x).length === 0).toBe(keeps)
      if (keeps) expect(violatedRows(program, x.with(9, distance - 1e-4)).length).toBeGreaterThan(0)
      expect(formsOfSolution(plan, x)).toEqual([set])
    }
  })

  test('most information: the variable is the least weighted information', () => {
    const bank = bankOf(4)
    const program = formProgram({
      bank,
      forms: 1,
      length: 3,
      target: { kind: 'mostInformation', theta, weight: [1, 2, 1] },
    })
    expect(program.sense).toBe('maximise')
    const set = [1, 4, 7]
    const least = Math.min(
      ...irt.testInformation(irt.selectItems(bank, set), theta).map((value, k) => value / [1, 2, 1][k]),
    )
    const x = Float64Array.from({ length: 10 }, (_, v) => (v === 9 ? least : Number(set.includes(v))))
    expect(violatedRows(program, x)).toEqual([])
    expect(violatedRows(program, x.with(9, least + 1e-4))).toHaveLength(1)
  })

  test('two forms share the common items only, and meet a score curve', () => {
    const bank = bankOf(8)
    const value = irt.expectedScore(irt.selectItems(bank, [0, 1, 2]), theta)
    const plan: FormPlan = {
      bank,
      forms: 2,
      length: 3,
      target: { kind: 'expectedScore', theta, value },
      common: [0],
      barred: [8],
    }
    const program = formProgram(plan)
    const solution = (first: readonly number[], second: readonly number[]) => {
      return Float64Array.from({ length: 19 }, (_, v) =>
        v === 18 ? 3 : Number(v < 9 ? first.includes(v) : second.includes(v - 9)),
      )
    }
    expect(violatedRows(program, solution([0, 1, 2], [0, 3, 4]))).toEqual([])
    expect(violatedRows(program, solution([0, 1, 2], [0, 2, 4]))).toEqual(['item 2: use'])
    expect(violatedRows(program, solution([0, 1, 2], [0, 2, 4, 5]))).toEqual(['form 1: length', 'item 2: use'])
    expect(program.lower[0]).toBe(1)
    expect(program.upper[8 + 9]).toBe(0)
  })

  test('a plan that does not fit is refused', () => {
    const bank = bankOf(1)
    const target = { kind: 'information', theta: [0], value: [1] } as const
    expect(() => formProgram({ bank, forms: 1, length: 10, target })).toThrow(/10 items from 9/)
    expect(() => formProgram({ bank, forms: 1, length: 2, target, common: [3], barred: [3] })).toThrow(
      /item 3 is common and barred/,
    )
    expect(() => formProgram({ bank, forms: 1, length: 2, target, enemies: [[9]] })).toThrow(/item 9 of 9/)
    const plan: FormPlan = { bank, forms: 1, length: 2, target }
    expect(() => formsOfSolution(plan, new Float64Array(10).fill(0.5))).toThrow(/not a whole solution/)
  })
})
