import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { isTold, type SentDigest } from './digest.ts'

const item = (key: string) => ({ key, kind: 'test', facts: {} })
const monday = { today: '2024-11-18', isWorkingDay: true, perWeek: 2 }

test('a unit is told what is new, not what it knows, and never on a day off', () => {
  expect(isTold([item('a')], [], monday)).toBe(true)
  expect(isTold([], [], monday)).toBe(false)
  expect(isTold([item('a')], [], { ...monday, isWorkingDay: false })).toBe(false)
  const friday: SentDigest = { sentOn: '2024-11-15', items: [item('a'), item('b')] }
  expect(isTold([item('a')], [friday], monday)).toBe(false)
  expect(isTold([item('a'), item('c')], [friday], monday)).toBe(true)
})

test('the week begins on Monday', () => {
  const week = ['2024-11-11', '2024-11-13'].map((sentOn) => ({ sentOn, items: [] }))
  expect(isTold([item('a')], week, { ...monday, today: '2024-11-15' })).toBe(false)
  expect(isTold([item('a')], week, monday)).toBe(true)
})

const days = Array.from({ length: 60 }, (_, i) => new Date(Date.UTC(2024, 9, 1 + i)).toISOString().slice(0, 10))
const openOn = fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e')), { minLength: 60, maxLength: 60 })

property.prop([openOn, fc.integer({ min: 0, max: 7 })])(
  'whatever is open, no week has more than so many, and none comes on a Sunday',
  (open, perWeek) => {
    const sent: SentDigest[] = []
    for (const [i, today] of days.entries()) {
      const items = (open[i] ?? []).map(item)
      const isWorkingDay = new Date(today).getUTCDay() !== 0
      if (isTold(items, sent, { today, isWorkingDay, perWeek })) sent.push({ sentOn: today, items })
    }
    const weekOf = ({ sentOn }: SentDigest) => Math.floor((Date.parse(sentOn) / 86_400_000 + 3) / 7)
    for (const [, week] of Map.groupBy(sent, weekOf)) expect(week.length).toBeLessThanOrEqual(perWeek)
    expect(sent.filter(({ sentOn }) => new Date(sentOn).getUTCDay() === 0)).toEqual([])
    expect(new Set(sent.map(({ sentOn }) => sentOn)).size).toBe(sent.length)
  },
)
