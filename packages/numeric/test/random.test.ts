import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { chiSquareCdf, gammaCdf, normalCdf, philoxBlock, type Random, random } from '../src/index.ts'

/** Probability of a χ² at least as large, of 50,000 values sorted into 50 equally likely cells. */
function uniformity(draw: () => number): number {
  const cells = new Float64Array(50)
  const n = 50_000
  for (let i = 0; i < n; i++) cells[Math.min(49, Math.floor(50 * draw()))]! += 1
  const chiSquare = cells.reduce((sum, count) => sum + (count - n / 50) ** 2 / (n / 50), 0)
  return chiSquareCdf(chiSquare, 49, 'upper')
}

const transforms: readonly [string, (generator: Random) => number][] = [
  ['uniform', (generator) => generator.uniform()],
  ['normal', (generator) => normalCdf(generator.normal())],
  ['exponential', (generator) => -Math.expm1(-generator.exponential())],
  ['gamma(0.3)', (generator) => gammaCdf(generator.gamma(0.3), 0.3)],
  ['gamma(4)', (generator) => gammaCdf(generator.gamma(4), 4)],
  ['integer(50)', (generator) => (generator.integer(50) + 0.5) / 50],
  ['forks', (generator) => generator.fork(generator.integer(2 ** 31)).uniform()],
]

describe('the generator', () => {
  test.each(transforms)(
    '%s: χ² of 50 cells is neither too large nor too small (fixed seed, 1 in 10,000)',
    (_, transform) => {
      const generator = random(20260101)
      const p = uniformity(() => transform(generator))
      expect(p).toBeGreaterThan(1e-4)
      expect(p).toBeLessThan(1 - 1e-4)
    },
  )

  test('normals one after the other, and two streams, are uncorrelated', () => {
    const pairs = (first: () => number, second: () => number) => {
      let sum = 0
      for (let i = 0; i < 100_000; i++) sum += first() * second()
      return Math.abs(sum) / Math.sqrt(100_000)
    }
    const one = random(1)
    const a = random(2, 0)
    const b = random(2, 1)
    expect(
      pairs(
        () => one.normal(),
        () => one.normal(),
      ),
    ).toBeLessThan(4)
    expect(
      pairs(
        () => a.normal(),
        () => b.normal(),
      ),
    ).toBeLessThan(4)
  })

  test.prop([fc.nat(), fc.nat()])(
    'the same seed and stream give the same numbers; a fork does not care how much was drawn',
    (seed, stream) => {
      const a = random(seed, stream)
      const b = random(seed, stream)
      const fork = a.fork(5).uniform()
      expect([a.uniform(), a.normal(), a.gamma(2), a.integer(9)]).toEqual([
        b.uniform(),
        b.normal(),
        b.gamma(2),
        b.integer(9),
      ])
      expect(b.fork(5).uniform()).toBe(fork)
      expect(a.fork(6).uniform()).not.toBe(fork)
    },
  )

  test('a uniform is made of the first two words of the Philox block, as documented', () => {
    const words = new Uint32Array(4)
    philoxBlock(Uint32Array.of(0, 0, 7, 0), Uint32Array.of(5, 1), words)
    const uniform = ((words[0]! >>> 6) * 2 ** 26 + (words[1]! >>> 6) + 0.5) / 2 ** 52
    expect(random(5 + 2 ** 32, 7).uniform()).toBe(uniform)
  })

  test.prop([fc.array(fc.integer()), fc.nat()])(
    'a shuffle holds the same values and changes nothing it was given',
    (values, seed) => {
      const before = [...values]
      const shuffled = random(seed).shuffle(values)
      expect(values).toEqual(before)
      expect([...shuffled].sort((x, y) => x - y)).toEqual([...before].sort((x, y) => x - y))
    },
  )

  test('every order of three is equally likely', () => {
    const generator = random(9)
    const counts = new Map<string, number>()
    for (let i = 0; i < 60_000; i++) {
      const key = generator.permutation(3).join('')
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    expect(counts.size).toBe(6)
    for (const count of counts.values()) expect(Math.abs(count - 10_000)).toBeLessThan(5 * Math.sqrt(10_000 * (5 / 6)))
  })

  test('what is no seed, stream, shape or range is refused', () => {
    expect(() => random(-1)).toThrow('seed -1')
    expect(() => random(1.5)).toThrow('seed')
    expect(() => random(1, 2 ** 32)).toThrow('stream')
    expect(() => random(1).integer(0)).toThrow('integer')
    expect(() => random(1).gamma(Number.NaN)).toThrow('shape')
  })
})
