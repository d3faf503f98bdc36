import { describe, expect, test } from 'vitest'
import { daysInSight, turned, weekdayOf } from './days.ts'

describe('the days of a calendar', () => {
  test('are whole weeks from Monday on, and hold the month', () => {
    for (let month = 1; month <= 12; month++) {
      const day = `2024-${String(month).padStart(2, '0')}-15`
      const days = daysInSight(day, 'month')
      expect(days.length % 7).toBe(0)
      expect(weekdayOf(days[0] ?? '')).toBe(0)
      expect(days).toContain(`${day.slice(0, 7)}-01`)
      expect(days.length).toBeLessThanOrEqual(42)
    }
    expect(daysInSight('2024-11-20', 'week')).toEqual([
      '2024-11-18',
      '2024-11-19',
      '2024-11-20',
      '2024-11-21',
      '2024-11-22',
      '2024-11-23',
      '2024-11-24',
    ])
  })
  test('turn over the year', () => {
    expect(turned('2024-12-31', 'month', 1)).toBe('2025-01-01')
    expect(turned('2024-01-10', 'month', -1)).toBe('2023-12-01')
    expect(turned('2024-12-30', 'week', 1)).toBe('2025-01-06')
  })
})
