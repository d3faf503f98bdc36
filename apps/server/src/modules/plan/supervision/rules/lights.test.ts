import { readFileSync } from 'node:fs'
import { fc, test as property } from '@fast-check/vitest'
import type { LightColour } from '@kepu/contract/plan-supervision'
import { describe, expect, test } from 'vitest'
import {
  countWorkingDays,
  endOfTerm,
  shiftDay,
  type WorkingCalendar,
  workingDaysBetween,
} from '../../../organization/index.ts'
import type { LightChange, LightFacts, Threshold, Waiting } from '../types.ts'
import { clockOn } from './clock.ts'
import { DEFAULT_THRESHOLD, lightChanges } from './history.ts'
import { type Amount, stepsOfAmounts, stepsOfConfirmations } from './steps.ts'

const MIGRATION = new URL('../../../../../migrations/0009_working_days.sql', import.meta.url)
const notices = [...readFileSync(MIGRATION, 'utf8').matchAll(/\('(\d{4}-\d\d-\d\d)', (true|false)/g)]
const calendar: WorkingCalendar = {
  special: new Map(notices.map(([, day = '', working]) => [day, working === 'true'])),
  years: new Set([2023, 2024, 2025]),
}
const days = countWorkingDays(calendar, '2023-01-01', '2029-12-31')
const [START, DUE, END] = ['2024-01-01', '2024-06-28', '2024-12-31']

const plain: LightFacts = { startsOn: START, dueOn: DUE, steps: [], granted: [], waits: [] }
const through = (facts: LightFacts, last = END, before: readonly LightChange[] = [], from = START) =>
  lightChanges(days, facts, [DEFAULT_THRESHOLD], { from, through: last, before })
const colours = (changes: readonly LightChange[]) => changes.map(({ on, colour }) => `${on} ${colour}`)
const doneOn = (day: string, knownOn = day) =>
  stepsOfConfirmations([{ doneOn: day, recordedOn: knownOn, returnedOn: null }], START)

describe('a node that is due on Friday 28 June 2024', () => {
  test('turns blue ten working days before, yellow three, red on the day after', () => {
    expect(colours(through(plain))).toEqual([
      '2024-01-01 grey',
      '2024-06-14 blue',
      '2024-06-25 yellow',
      '2024-06-29 red',
    ])
  })

  test('due on a day off, it may be done until the next working day', () => {
    const sunday = { ...plain, dueOn: '2024-06-30' }
    expect(colours(through(sunday)).at(-1)).toBe('2024-07-02 red')
    expect(through({ ...sunday, steps: doneOn('2024-07-01') }).at(-1)?.colour).toBe('green')
  })

  test('done in time it is green; done late, or told after it had turned red, it is yellow', () => {
    expect(through({ ...plain, steps: doneOn('2024-05-06') }).at(-1)).toMatchObject({ colour: 'green' })
    expect(through({ ...plain, steps: doneOn('2024-07-10') }).at(-1)).toMatchObject({
      colour: 'yellow',
      reason: 'late',
    })
    const told = through({ ...plain, steps: doneOn('2024-06-20', '2024-07-10') })
    expect(colours(told).slice(-2)).toEqual(['2024-06-29 red', '2024-07-10 yellow'])
    expect(told.at(-1)?.reason).toBe('madeGood')
  })

  test('behind half of the amount within the blue days it is yellow at once', () => {
    const steps = (amount: number) =>
      stepsOfAmounts([{ occurredOn: '2024-03-01', recordedOn: '2024-03-01', amount }], 10, START)
    expect(through({ ...plain, steps: steps(4) })[1]).toMatchObject({ colour: 'yellow', reason: 'behind' })
    expect(through({ ...plain, steps: steps(5) })[1]).toMatchObject({ colour: 'blue', reason: 'near' })
  })

  test('waiting for somebody puts the end off by the working days that it took', () => {
    const waits = [{ toldOn: '2024-06-17', since: '2024-06-17', endedOn: '2024-06-24' }]
    expect(clockOn(days, { ...plain, waits }, '2024-06-20').lastDay).toBeNull()
    expect(clockOn(days, { ...plain, waits }, '2024-07-01').lastDay).toBe('2024-07-05')
    expect(colours(through({ ...plain, waits })).at(-1)).toBe('2024-07-06 red')
  })

  test('a later day that is granted after it was red makes it yellow until then, and yellow when it is done', () => {
    const granted = [{ grantedOn: '2024-07-08', day: '2024-08-30' }]
    const late = { ...plain, granted, steps: doneOn('2024-08-20') }
    expect(colours(through(late)).slice(3)).toEqual(['2024-06-29 red', '2024-07-08 yellow', '2024-08-20 yellow'])
    expect(through(late).at(-1)).toMatchObject({ on: '2024-08-20', reason: 'madeGood' })
    expect(colours(through({ ...plain, granted })).at(-1)).toBe('2024-08-31 red')
  })

  test('a reversed entry of the ledger takes back what it had reached', () => {
    const amounts: Amount[] = [
      { occurredOn: '2024-05-06', recordedOn: '2024-05-06', amount: 1 },
      { occurredOn: '2024-05-06', recordedOn: '2024-07-01', amount: -1 },
    ]
    const found = through({ ...plain, steps: stepsOfAmounts(amounts, 1, START) })
    expect(colours(found)).toEqual(['2024-01-01 grey', '2024-05-06 green', '2024-07-01 red'])
  })
})

const day = fc.integer({ min: 0, max: 400 }).map((offset) => shiftDay(START, offset))
const amount = fc
  .record({ occurredOn: day, late: fc.integer({ min: 0, max: 40 }), amount: fc.integer({ min: -3, max: 6 }) })
  .map(({ occurredOn, late, amount }): Amount => ({ occurredOn, recordedOn: shiftDay(occurredOn, late), amount }))
const wait = fc
  .record({ since: day, told: fc.integer({ min: 0, max: 10 }), lasts: fc.option(fc.integer({ min: 0, max: 40 })) })
  .map(({ since, told, lasts }): Waiting => {
    const toldOn = shiftDay(since, told)
    return { toldOn, since, endedOn: lasts === null ? null : shiftDay(toldOn, lasts) }
  })
const granted = fc
  .record({ grantedOn: day, later: fc.integer({ min: 1, max: 90 }) })
  .map(({ grantedOn, later }) => ({ grantedOn, day: shiftDay([grantedOn, DUE].sort().at(-1) ?? DUE, later) }))
const threshold = fc
  .record({ validFrom: day, blue: fc.integer({ min: 0, max: 20 }), yellow: fc.integer({ min: 0, max: 20 }) })
  .map(({ validFrom, blue, yellow }): Threshold => {
    const [yellowDays = 0, blueDays = 0] = [blue, yellow].sort((a, b) => a - b)
    return { validFrom, blueDays, yellowDays, behindPercent: 50 }
  })
const thresholds = fc.uniqueArray(threshold, { maxLength: 2, selector: ({ validFrom }) => validFrom })
interface Story {
  readonly amounts: readonly Amount[]
  readonly waits: readonly Waiting[]
  readonly granted: LightFacts['granted']
}
const story: fc.Arbitrary<Story> = fc.record({
  amounts: fc.array(amount, { maxLength: 6 }),
  waits: fc.array(wait, { maxLength: 3 }),
  granted: fc.array(granted, { maxLength: 2 }),
})
const factsOf = ({ amounts, waits, granted: grants }: Story, began = START): LightFacts => ({
  startsOn: START,
  dueOn: DUE,
  steps: stepsOfAmounts(amounts, 5, began),
  granted: grants,
  waits,
})
const LAST = shiftDay(START, 440)
const history = (facts: LightFacts, rules: readonly Threshold[]) =>
  lightChanges(days, facts, rules, { from: START, through: LAST, before: [] })
const colourOn = (changes: readonly LightChange[], at: string): LightColour =>
  changes.filter(({ on }) => on <= at).at(-1)?.colour ?? 'grey'

property.prop([day, fc.integer({ min: 0, max: 60 }), fc.array(wait, { maxLength: 3 }), day])(
  'the clock says what the working calendar says',
  (startsOn, term, waits, at) => {
    const dueOn = shiftDay(startsOn, term)
    const pauses = waits
      .filter(({ toldOn }) => toldOn <= at)
      .map(({ since, endedOn }) => ({
        from: since,
        to: endedOn !== null && endedOn <= at ? shiftDay(endedOn, -1) : null,
      }))
      .filter(({ from, to }) => to === null || from <= to)
    const clock = clockOn(days, { ...plain, startsOn, dueOn, waits }, at)
    const before = shiftDay(startsOn, -1)
    const worked = workingDaysBetween(calendar, before, shiftDay(dueOn, -1)) + 1
    expect(clock.lastDay).toBe(endOfTerm(calendar, before, worked, pauses))
    if (at >= startsOn && (clock.lastDay === null || at <= clock.lastDay))
      expect(clock.left(at)).toBe(worked - workingDaysBetween(calendar, before, at, pauses))
  },
)

property.prop([story, thresholds, fc.array(day, { maxLength: 12 })])(
  'nights that were missed change nothing, whenever the sweeps are made they write what one sweep writes',
  (told, rules, nights) => {
    const facts = factsOf(told)
    const swept: LightChange[] = []
    let from = START
    for (const night of [...nights.toSorted(), LAST]) {
      // Of what comes later nothing is known yet.
      const sofar: Story = {
        amounts: told.amounts.filter(({ recordedOn }) => recordedOn <= night),
        granted: told.granted.filter(({ grantedOn }) => grantedOn <= night),
        waits: told.waits
          .filter(({ toldOn }) => toldOn <= night)
          .map((one) => ({ ...one, endedOn: one.endedOn !== null && one.endedOn <= night ? one.endedOn : null })),
      }
      swept.push(...lightChanges(days, factsOf(sofar), rules, { from, through: night, before: [...swept] }))
      if (night >= from) from = shiftDay(night, 1)
    }
    expect(swept).toEqual(history(facts, rules))
  },
)

property.prop([story, thresholds])('a second sweep of the same days writes nothing', (told, rules) => {
  const facts = factsOf(told)
  const before = history(facts, rules)
  expect(lightChanges(days, facts, rules, { from: shiftDay(LAST, 1), through: LAST, before })).toEqual([])
})

property.prop([story, thresholds])('the order in which things are read does not matter', (told, rules) => {
  const backwards: Story = {
    amounts: told.amounts.toReversed(),
    waits: told.waits.toReversed(),
    granted: told.granted.toReversed(),
  }
  expect(history(factsOf(backwards), rules.toReversed())).toEqual(history(factsOf(told), rules))
})

property.prop([story, thresholds])('what was red is never green again', (told, rules) => {
  const shown = history(factsOf(told), rules).map(({ colour }) => colour)
  const red = shown.indexOf('red')
  if (red >= 0) expect(shown.slice(red)).not.toContain('green')
})

const SEVERITY: Readonly<Record<LightColour, number>> = { green: 0, grey: 1, blue: 2, yellow: 3, red: 4 }

property.prop([story, thresholds, wait])('waiting only ever helps', (told, rules, more) => {
  const free = history(factsOf({ ...told, waits: [] }), rules)
  const waited = history(factsOf({ ...told, waits: [...told.waits, more] }), rules)
  for (const at of new Set([...free, ...waited].map(({ on }) => on)))
    expect(SEVERITY[colourOn(waited, at)], at).toBeLessThanOrEqual(SEVERITY[colourOn(free, at)])
})

property.prop([story, thresholds])(
  'what was known when the watch began counts by the day it happened',
  (told, rules) => {
    const prompt = told.amounts.map((one) => ({ ...one, recordedOn: one.occurredOn }))
    const facts = factsOf({ ...told, amounts: told.amounts }, LAST)
    expect(history(facts, rules)).toEqual(history(factsOf({ ...told, amounts: prompt }), rules))
  },
)
