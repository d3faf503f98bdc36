import { fc, test } from '@fast-check/vitest'
import { describe, test as example, expect } from 'vitest'
import {
  type Attendance,
  hintOnAttendance,
  hintOnDelivery,
  hintOnPersons,
  hintOnRounding,
  hintsOnTwins,
  usualOf,
} from './plausibility.ts'

const count = () => fc.integer({ min: 0, max: 20_000 })
const counts = (minLength = 0) => fc.array(count(), { minLength, maxLength: 40 })
const USUAL = [40, 45, 38, 52, 60, 41, 47, 55, 44]

describe('what is strange about a number', () => {
  example('a digit too many, in words and numbers', () => {
    expect(hintOnAttendance(450, USUAL, [])).toEqual({
      code: 'timesTen',
      value: 450,
      usual: 45,
      spread: expect.closeTo(7.413, 2),
      of: 9,
    })
  })

  example('far from the own, then from the like of it; who has a history is measured by that alone', () => {
    expect(hintOnAttendance(200, USUAL, [])?.code).toBe('unlikeOwn')
    expect(hintOnAttendance(200, [40], USUAL)?.code).toBe('unlikePeers')
    expect(hintOnAttendance(200, [190, 210, 205, 195, 180, 220, 200, 215], USUAL)).toBeNull()
  })

  example('few records say nothing, equal ones only that a digit is off', () => {
    expect(hintOnAttendance(200, [40, 41], [42])).toBeNull()
    const equal = Array.from({ length: 12 }, () => 50)
    expect(hintOnAttendance(200, equal, [])).toBeNull()
    expect(hintOnAttendance(500, equal, [])?.code).toBe('timesTen')
    expect(hintOnAttendance(5, equal, [])?.code).toBe('timesTen')
  })

  example('a body whose numbers hardly vary is not nagged', () => {
    expect(hintOnAttendance(60, [50, 50, 51, 50, 49, 50, 51, 50], [])).toBeNull()
  })

  test.prop([count(), counts(1), fc.integer({ min: 1, max: 5_000 })])(
    'adding the same to all numbers makes none strange',
    (value, own, more) => {
      // A usual below ten is no yardstick for digits; above it nothing can become strange.
      if (usualOf(own).usual < 10 || hintOnAttendance(value, own, []) !== null) return
      const raised = hintOnAttendance(
        value + more,
        own.map((one) => one + more),
        [],
      )
      expect(raised).toBeNull()
    },
  )

  test.prop([count(), counts(), counts(), fc.integer({ min: 0, max: 1_000 })])(
    'the order of the records does not matter',
    (value, own, peers, turn) => {
      const turned = <T>(list: readonly T[]) => [
        ...list.slice(turn % (list.length || 1)),
        ...list.slice(0, turn % (list.length || 1)),
      ]
      expect(hintOnAttendance(value, turned(own).reverse(), turned(peers))).toEqual(hintOnAttendance(value, own, peers))
    },
  )

  test.prop([counts(1)])('the middle is never strange', (own) => {
    expect(hintOnAttendance(Math.round(usualOf(own).usual), own, [])).toBeNull()
  })

  test.prop([count(), counts(8), fc.integer({ min: 2, max: 9 })])(
    'counting in other units finds the same',
    (v, own, k) => {
      const found = hintOnAttendance(v, own, [])
      if (found?.code !== 'unlikeOwn') return
      expect(
        hintOnAttendance(
          v * k,
          own.map((one) => one * k),
          [],
        )?.code,
      ).not.toBe(undefined)
    },
  )
})

describe('sums and habits', () => {
  test.prop([count(), count()])('more people than attendances is asked about, and nothing else', (times, persons) => {
    expect(hintOnPersons(times, persons) !== null).toBe(persons > times)
    expect(hintOnPersons(times, undefined)).toBeNull()
  })

  test.prop([counts()])('numbers are called rounded when all are, and are enough', (values) => {
    const hundreds = values.map((value) => (value + 1) * 100)
    expect(hintOnRounding(hundreds) !== null).toBe(values.length >= 8)
    expect(hintOnRounding([...hundreds, 137])).toBeNull()
  })

  const delivery = (id: string, facts: Partial<Attendance> = {}): Attendance => ({
    id,
    occurredOn: '2024-03-05',
    unitId: 'u',
    unitKind: 'township',
    regionCode: '999901100',
    kind: 'lecture',
    personTimes: 40,
    ...facts,
  })

  example('one event entered twice is named once, another number is another event', () => {
    expect(hintsOnTwins([delivery('b'), delivery('a'), delivery('c', { personTimes: 41 })])).toEqual([
      { code: 'twice', value: 40, occurredOn: '2024-03-05', deliveryIds: ['a', 'b'] },
    ])
    expect(hintsOnTwins([delivery('a'), delivery('b', { unitId: 'v' })])).toEqual([])
  })

  example('a delivery is held against its own kind and its own sort of body, never against itself', () => {
    const others = USUAL.map((personTimes, i) => delivery(`p${i}`, { personTimes, unitId: `other${i}` }))
    const big = delivery('x', { personTimes: 900 })
    expect(hintOnDelivery(big, [...others, big])?.code).toBe('unlikePeers')
    expect(
      hintOnDelivery(
        big,
        others.map((one) => ({ ...one, kind: 'online' })),
      ),
    ).toBeNull()
    expect(
      hintOnDelivery(
        big,
        others.map((one) => ({ ...one, unitKind: 'department' })),
      ),
    ).toBeNull()
  })
})
