import { fc, test } from '@fast-check/vitest'
import type { Topic } from '@kepu/contract/people'
import { orderStatuses } from '@kepu/contract/service'
import { type Score, SMALLEST_GROUP } from '@kepu/contract/service-rating'
import { random } from '@kepu/numeric'
import { describe, expect } from 'vitest'
import { topicWords } from '../topic-words-data.ts'
import { classify, type Offer, titleOf, wordsIn } from './classify.ts'
import { draw } from './draw.ts'
import { opensAgain, summarize } from './rating.ts'
import { DEVICE_BURST, type Suspect, signalsOf, VILLAGE_BURST } from './signals.ts'
import { likeness, wishLikeness } from './similar.ts'
import { halfHours } from './visit.ts'

const offers: readonly Offer[] = [
  { id: 'a', title: '柑橘病虫害会诊', topic: 'plantProtection', keywords: ['柑橘', '黄龙病', '溃疡病'] },
  { id: 'b', title: '柑橘修剪培训', topic: 'crops', keywords: ['柑橘', '修剪', '剪枝'] },
  { id: 'c', title: '识骗防骗课', topic: 'fraudPrevention', keywords: ['诈骗', '骗子', '反诈'] },
]
const hanzi = fc.constantFrom(...'柑橘黄龙病怎么防治诈骗手机学用村里老人请讲课')
const wish = fc.array(hanzi, { minLength: 2, maxLength: 30 }).map((letters) => letters.join(''))

describe('what a wish is taken for', () => {
  test('is said with the words that say so; the longer word says more', () => {
    const [first, second] = classify('我家柑橘得了黄龙病', offers, topicWords)
    expect(first).toMatchObject({ menuItemId: 'a', words: ['黄龙病', '柑橘'], score: 5 })
    expect(second).toMatchObject({ menuItemId: 'b', words: ['柑橘'] })
    expect(classify('想学怎么不被骗子骗', offers, topicWords)[0]).toMatchObject({ menuItemId: 'c', words: ['骗子'] })
    expect(classify('娃儿想看星星', offers, topicWords)[0]).toMatchObject({ menuItemId: null, topic: 'astronomy' })
    expect(classify('……', offers, topicWords)).toEqual([])
  })

  test('a word inside a longer one that was found is not counted again', () => {
    expect(wordsIn('柑橘溃疡病', ['柑橘', '柑橘溃疡病', '溃疡病'])).toEqual(['柑橘溃疡病'])
  })

  test.prop([wish])('holds only words that stand in it, best first', (text) => {
    const found = classify(text, offers, topicWords)
    for (const { words, score } of found) {
      expect(words.every((word) => text.includes(word))).toBe(true)
      expect(score).toBeGreaterThan(0)
    }
    const services = found.filter(({ menuItemId }) => menuItemId !== null).map(({ score }) => score)
    expect(services).toEqual([...services].sort((a, b) => b - a))
  })

  test.prop([wish, wish])('is not hindered by more text: what was found is found still', (text, more) => {
    const before = new Set(classify(text, offers, topicWords).map(({ topic }) => topic))
    const after = new Set(classify(`${text}。${more}`, offers, topicWords).map(({ topic }) => topic))
    expect([...before].filter((topic) => !after.has(topic))).toEqual([])
  })

  test.prop([wish])('gives every order a line for lists', (text) => {
    expect([...titleOf(text, null)].length).toBeLessThanOrEqual(24)
    expect(titleOf(text, '识骗防骗课')).toBe('识骗防骗课')
  })

  test('no word belongs to two topics', () => {
    const seen = new Map<string, Topic>()
    for (const [topic, words] of topicWords)
      for (const word of words) {
        expect(seen.get(word) ?? topic, word).toBe(topic)
        seen.set(word, topic)
      }
  })
})

describe('like orders', () => {
  const order = fc.record({
    menuItemId: fc.constantFrom(null, 'a', 'b'),
    topic: fc.constantFrom(null, 'crops' as const, 'health' as const),
    regionCode: fc.constantFrom('999901100001', '999901100002', '999901101001'),
    wish,
  })
  test.prop([order, order])('are like each other both ways, and never across townships', (a, b) => {
    expect(likeness(a, b)).toBeCloseTo(likeness(b, a), 12)
    expect(likeness(a, b)).toBeGreaterThanOrEqual(0)
    if (a.regionCode.slice(0, 9) !== b.regionCode.slice(0, 9)) expect(likeness(a, b)).toBe(0)
  })
  test.prop([wish])('a wish is like itself', (text) => {
    expect(wishLikeness(text, text)).toBe(1)
  })
})

describe('a drawn sample', () => {
  const list = fc.uniqueArray(fc.integer(), { maxLength: 60 })
  test.prop([list, fc.nat(80), fc.integer({ min: 0, max: 2 ** 32 - 1 })])(
    'is part of the list, each once, and the same for the same seed',
    (all, size, seed) => {
      const [one, two] = [random(seed), random(seed)]
      const drawn = draw(all, size, (n) => one.integer(n))
      expect(drawn).toHaveLength(Math.min(size, all.length))
      expect(new Set(drawn).size).toBe(drawn.length)
      expect(drawn.every((x) => all.includes(x))).toBe(true)
      expect(draw(all, size, (n) => two.integer(n))).toEqual(drawn)
    },
  )
  test('draws everybody equally often', () => {
    const counts = [0, 0, 0, 0, 0]
    const generator = random(7)
    for (let i = 0; i < 5000; i++)
      for (const x of draw([0, 1, 2, 3, 4], 2, (n) => generator.integer(n))) counts[x] = (counts[x] ?? 0) + 1
    // 2000 each, standard deviation 35: five of them.
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(175)
  })
})

describe('ratings', () => {
  const ratings = fc.array(
    fc.record({ score: fc.constantFrom<Score>(1, 2, 3, 4, 5), way: fc.constantFrom('asker', 'callback') }),
    { maxLength: 30 },
  )
  test.prop([ratings, fc.nat(20)])('of a small group are not shown; the unrated stand apart', (said, more) => {
    const summary = summarize(said.length + more, said)
    expect(summary.unrated).toBe(more)
    expect(summary.counts === null).toBe(said.length < SMALLEST_GROUP)
    const counted = summary.counts?.reduce((sum, { count }) => sum + count, 0) ?? said.length
    expect(counted).toBe(said.length)
  })
  test('not content means again', () => {
    expect(([5, 4, 3, 2, 1] as const).map(opensAgain)).toEqual([false, false, false, true, true])
  })
  test.prop([fc.integer({ min: 0, max: 1438 }), fc.integer({ min: 1, max: 600 })])(
    'hours are half hours that were whole, at least one',
    (start, minutes) => {
      const clock = (m: number) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`
      const end = Math.min(1439, start + minutes)
      const hours = halfHours(clock(start), clock(end))
      expect((hours * 2) % 1).toBe(0)
      expect(hours).toBe(Math.max(0.5, Math.floor((end - start) / 30) / 2))
    },
  )
})

describe('signs of invented orders', () => {
  const suspect = (over: Partial<Suspect>, i: number): Suspect => ({
    orderId: `o${i}`,
    regionCode: `99990110000${i % 9}`,
    placedAt: i * 1e9,
    device: null,
    phones: [],
    teamId: null,
    status: 'submitted',
    doneDaysAgo: null,
    confirmedWay: null,
    ...over,
  })
  const many = (count: number, over: (i: number) => Partial<Suspect>) =>
    Array.from({ length: count }, (_, i) => suspect(over(i), i))

  test('five of a village within an hour are a burst, four are not, nor five over a day', () => {
    const within = (count: number, gap: number) =>
      signalsOf(
        many(count, (i) => ({ regionCode: 'v', placedAt: i * gap })),
        new Map(),
      ).size
    expect(within(VILLAGE_BURST.count, 600_000)).toBe(VILLAGE_BURST.count)
    expect(within(VILLAGE_BURST.count - 1, 600_000)).toBe(0)
    expect(within(VILLAGE_BURST.count, 3_600_000)).toBe(0)
  })
  test('one telephone for many, a member’s own, nobody who confirms, only staff who confirm', () => {
    const device = signalsOf(
      many(DEVICE_BURST.count, (i) => ({ device: 'd', placedAt: i * 3_600_000 })),
      new Map(),
    )
    expect([...device.values()].flat().every(({ kind }) => kind === 'deviceBurst')).toBe(true)
    const team = new Map([['t', new Set(['p'])]])
    expect(signalsOf([suspect({ teamId: 't', phones: ['p'] }, 1)], team).get('o1')).toEqual([
      { kind: 'askerInTeam', facts: {} },
    ])
    expect(signalsOf([suspect({ teamId: 't', phones: ['q'] }, 1)], team).size).toBe(0)
    const forgotten = signalsOf([suspect({ status: 'done', doneDaysAgo: 20 }, 1)], new Map())
    expect(forgotten.get('o1')).toMatchObject([{ kind: 'neverConfirmed', facts: { days: 20 } }])
    const staff = (way: 'phone' | 'asker') =>
      signalsOf(
        many(8, (i) => ({ teamId: 't', confirmedWay: i === 0 ? way : 'helper' })),
        new Map(),
      ).size
    expect([staff('phone'), staff('asker')]).toEqual([8, 0])
  })

  const anySuspects = fc.array(
    fc.record({
      orderId: fc.uuid(),
      regionCode: fc.constantFrom('v1', 'v2'),
      placedAt: fc.integer({ min: 0, max: 10_000_000 }),
      device: fc.constantFrom(null, 'd1', 'd2'),
      phones: fc.array(fc.constantFrom('p1', 'p2'), { maxLength: 2 }),
      teamId: fc.constantFrom(null, 't1'),
      status: fc.constantFrom(...orderStatuses),
      doneDaysAgo: fc.constantFrom(null, 3, 30),
      confirmedWay: fc.constantFrom(null, 'asker' as const, 'phone' as const),
    }),
    { maxLength: 25 },
  )
  const byId = (found: ReturnType<typeof signalsOf>) =>
    [...found].map(([id, signals]) => [id, signals.map(({ kind }) => kind).sort()] as const).sort()
  test.prop([anySuspects, fc.integer({ min: 0, max: 1e9 })])(
    'do not depend on the order of the list, nor on when it was; fewer orders give no new sign of a burst',
    (suspects, later) => {
      const teams = new Map([['t1', new Set(['p1'])]])
      const found = byId(signalsOf(suspects, teams))
      expect(byId(signalsOf([...suspects].reverse(), teams))).toEqual(found)
      const shifted = suspects.map((one) => ({ ...one, placedAt: one.placedAt + later }))
      expect(byId(signalsOf(shifted, teams))).toEqual(found)
      const bursts = (list: typeof suspects) =>
        [...signalsOf(list, teams)].filter(([, signals]) => signals.some(({ kind }) => kind.endsWith('Burst'))).length
      expect(bursts(suspects.slice(1))).toBeLessThanOrEqual(bursts(suspects))
    },
  )
})
