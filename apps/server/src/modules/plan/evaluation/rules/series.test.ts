import { fc, test as property } from '@fast-check/vitest'
import type { GoalPoint } from '@kepu/contract/plan-evaluation'
import { expect, test } from 'vitest'
import { seriesOf } from './series.ts'

const point = (scoringRule: string | null): GoalPoint => ({
  year: 2020,
  value: 8,
  low: null,
  high: null,
  scoringRule,
  source: 'measured',
  id: '00000000-0000-7000-8000-000000000000',
})

test('values under two rules make two lines; those of an unknown rule make none', () => {
  expect(seriesOf([point(null), point('crisp'), point('other'), point('crisp'), point(null)])).toEqual([
    [0],
    [1, 3],
    [2],
    [4],
  ])
})

property.prop([fc.array(fc.constantFrom(null, 'a', 'b', 'c'))])(
  'every point stands in one series, none beside another rule',
  (rules) => {
    const points = rules.map(point)
    const series = seriesOf(points)
    expect(series.flat().sort((a, b) => a - b)).toEqual(points.map((_, index) => index))
    for (const one of series) {
      const found = new Set(one.map((index) => points[index]?.scoringRule))
      expect(found.size).toBe(1)
      if (found.has(null)) expect(one).toHaveLength(1)
    }
  },
)
