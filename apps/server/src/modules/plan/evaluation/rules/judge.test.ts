import { fc, test as property } from '@fast-check/vitest'
import { comparators } from '@kepu/contract/plan'
import { describe, expect, test } from 'vitest'
import type { Goal, Reading } from '../types.ts'
import { judge } from './judge.ts'

const goal = (comparator: Goal['comparator'], value = 12, scoringRule: string | null = null): Goal => ({
  value,
  comparator,
  scoringRule,
})
const reading = (value: number, low?: number, high?: number): Reading => ({
  value,
  interval: low === undefined || high === undefined ? null : { low, high },
  scoringRule: null,
})

describe('a goal of 12 %', () => {
  test.each([
    ['>=', reading(13, 12, 14), 'met', 'interval'],
    ['>', reading(13, 12, 14), 'cannotTell', 'interval'],
    ['>', reading(11, 10, 12), 'notMet', 'interval'],
    ['>=', reading(11, 10, 12), 'cannotTell', 'interval'],
    ['>=', reading(10.9, 8.6, 13.6), 'cannotTell', 'interval'],
    ['>=', reading(9, 8, 11.9), 'notMet', 'interval'],
    ['=', reading(14, 13, 15), 'met', 'interval'],
    ['>=', reading(12), 'met', 'reported'],
    ['>', reading(12), 'notMet', 'reported'],
    ['~', reading(11.8), 'cannotTell', 'reported'],
    ['~', reading(9, 8, 10), 'notMet', 'interval'],
    ['>=', null, 'cannotTell', 'none'],
  ] as const)('%s with %o: %s, %s', (comparator, found, verdict, basis) => {
    expect(judge(goal(comparator), found)).toEqual({ verdict, basis })
  })

  test('scored by another rule it decides nothing, however high', () => {
    const found = { ...reading(31, 30, 32), scoringRule: 'benchmark-2016' }
    expect(judge(goal('>=', 12, 'crisp'), found)).toEqual({ verdict: 'cannotTell', basis: 'otherRule' })
    expect(judge(goal('>=', 12, null), found).verdict).toBe('met')
  })
})

const share = fc.double({ min: 0, max: 100, noNaN: true })
const interval = fc.tuple(share, share, share).map(([a, b, c]) => {
  const [low = 0, value = 0, high = 0] = [a, b, c].sort((x, y) => x - y)
  return reading(value, low, high)
})
const comparator = fc.constantFrom(...comparators)
const RANK = { notMet: 0, cannotTell: 1, met: 2 } as const

property.prop([comparator, share, interval])(
  'a wider interval never settles what a narrower one left open',
  (c, t, found) => {
    const { low, high } = found.interval ?? { low: 0, high: 0 }
    const narrow = judge(goal(c, t), found).verdict
    const wide = judge(goal(c, t), reading(found.value, low - 1, high + 1)).verdict
    if (narrow === 'cannotTell') expect(wide).toBe('cannotTell')
    else expect([narrow, 'cannotTell']).toContain(wide)
  },
)

property.prop([comparator, share, interval, fc.double({ min: 0, max: 50, noNaN: true })])(
  'a higher result is never judged worse, a higher goal never better',
  (c, t, found, more) => {
    const { low, high } = found.interval ?? { low: 0, high: 0 }
    const before = RANK[judge(goal(c, t), found).verdict]
    expect(
      RANK[judge(goal(c, t), reading(found.value + more, low + more, high + more)).verdict],
    ).toBeGreaterThanOrEqual(before)
    expect(RANK[judge(goal(c, t + more), found).verdict]).toBeLessThanOrEqual(before)
  },
)

property.prop([comparator, share, interval])(
  'an interval of one point says what the lone value says, but for «about»',
  (c, t, found) => {
    fc.pre(c !== '~')
    const { value } = found
    expect(judge(goal(c, t), reading(value, value, value)).verdict).toBe(judge(goal(c, t), reading(value)).verdict)
  },
)
