import { readFileSync } from 'node:fs'
import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import {
  endOfTerm,
  isNoticeKnown,
  isWorkingDay,
  type Pause,
  shiftDay,
  type WorkingCalendar,
  workingDayFrom,
  workingDaysBetween,
} from './working-time.ts'

const MIGRATION = new URL('../../../../migrations/0009_working_days.sql', import.meta.url)
const rows = [
  ...readFileSync(MIGRATION, 'utf8').matchAll(/\('(\d{4}-\d\d-\d\d)', (true|false), '([^']+)', '([^']+)'\)/g),
].map(([, day = '', working, name = '', source = '']) => ({ day, working: working === 'true', name, source }))
const calendar: WorkingCalendar = {
  special: new Map(rows.map(({ day, working }) => [day, working])),
  years: new Set(rows.map(({ day }) => Number(day.slice(0, 4)))),
}

describe('the notices of the State Council', () => {
  test('each gives the days off that the law gives: 11 a year, 13 since 2025', () => {
    const weekend = (day: string) => [0, 6].includes(new Date(day).getUTCDay())
    for (const [source, days] of Map.groupBy(rows, (row) => row.source)) {
      const off = days.filter(({ day, working }) => !working && !weekend(day)).length
      const made = days.filter(({ working }) => working).length
      const year = Number(source.match(/〔(\d{4})〕/)?.[1]) + 1
      expect({ source, given: off - made }).toEqual({ source, given: year >= 2025 ? 13 : 11 })
    }
  })

  test('only Saturdays and Sundays are made up, and no day stands twice', () => {
    for (const { day } of rows.filter((row) => row.working)) expect([0, 6], day).toContain(new Date(day).getUTCDay())
    expect(new Set(rows.map(({ day }) => day)).size).toBe(rows.length)
  })
})

test('the National Day of 2024: seven days off, two weekends worked', () => {
  expect(isWorkingDay(calendar, '2024-09-29')).toBe(true)
  expect(isWorkingDay(calendar, '2024-10-01')).toBe(false)
  expect(isWorkingDay(calendar, '2024-10-12')).toBe(true)
  expect(workingDayFrom(calendar, '2024-10-01')).toBe('2024-10-08')
  // 30 Sep is worked, then 8 to 12 Oct: six working days, though twelve days pass.
  expect(workingDaysBetween(calendar, '2024-09-29', '2024-10-12')).toBe(6)
})

test('a year without its notice has weekends only, and says that it is provisional', () => {
  expect(isNoticeKnown(calendar, '2031-10-01')).toBe(false)
  expect(isWorkingDay(calendar, '2031-10-01')).toBe(true)
})

test('a clock that waits for good has no end', () => {
  expect(endOfTerm(calendar, '2024-03-01', 3, [{ from: '2024-03-04', to: null }])).toBeNull()
})

const day = fc.integer({ min: 0, max: 2190 }).map((offset) => shiftDay('2021-01-01', offset))
const term = fc.integer({ min: 0, max: 60 })
const pauses = fc.array(
  fc.tuple(day, fc.integer({ min: 0, max: 20 })).map(([from, length]): Pause => ({ from, to: shiftDay(from, length) })),
  { maxLength: 3 },
)

property.prop([day, term, pauses])(
  'a term ends on the first day on which so many days have passed',
  (from, days, stops) => {
    const end = endOfTerm(calendar, from, days, stops) ?? ''
    expect(workingDaysBetween(calendar, from, end, stops)).toBe(days)
    if (days > 0) expect(workingDaysBetween(calendar, from, shiftDay(end, -1), stops)).toBe(days - 1)
  },
)

property.prop([day, day, day, pauses])('counts add up over a day between', (a, b, c, stops) => {
  const [first = '', middle = '', last = ''] = [a, b, c].sort()
  expect(workingDaysBetween(calendar, first, middle, stops) + workingDaysBetween(calendar, middle, last, stops)).toBe(
    workingDaysBetween(calendar, first, last, stops),
  )
})

property.prop([day, term, pauses])('a pause never brings the end nearer', (from, days, stops) => {
  const free = endOfTerm(calendar, from, days) ?? ''
  expect((endOfTerm(calendar, from, days, stops) ?? '9') >= free).toBe(true)
})
