import { fc, test } from '@fast-check/vitest'
import { type ReportAction, reportActions, reportStatuses } from '@kepu/contract/plan-report'
import { describe, test as example, expect } from 'vitest'
import { dueDay, openablePeriods, periodsOf, periodToOpen, whyNotOpenRound } from './periods.ts'
import { after, whyNotAct, whyNotClose, whyNotSeen } from './states.ts'

const CALENDAR = { special: new Map([['2024-10-12', true]]), years: new Set([2024]) }
const year = () => fc.integer({ min: 2000, max: 2100 })

describe('periods', () => {
  test.prop([year(), fc.constantFrom('quarter', 'half', 'year')])('fill the year, one after the other', (y, kind) => {
    const periods = periodsOf(y, kind)
    expect(periods[0]?.startsOn).toBe(`${y}-01-01`)
    expect(periods.at(-1)?.endsOn).toBe(`${y}-12-31`)
    for (const [i, period] of periods.entries()) {
      const next = periods[i + 1]
      const dayAfter = new Date(Date.parse(period.endsOn) + 86_400_000).toISOString().slice(0, 10)
      if (next) expect(next.startsOn).toBe(dayAfter)
    }
  })

  test.prop([year(), fc.constantFrom('quarter', 'half', 'year'), fc.integer({ min: 1, max: 30 })])(
    'are due on a working day after their end',
    (y, kind, termDays) => {
      for (const period of periodsOf(y, kind)) {
        const due = dueDay(CALENDAR, period, { kind, termDays })
        expect(due > period.endsOn).toBe(true)
        expect([0, 6].includes(new Date(due).getUTCDay()) && due !== '2024-10-12').toBe(false)
      }
    },
  )

  example('a last day that is asked for is moved to a working day', () => {
    const [first] = periodsOf(2024, 'quarter')
    if (!first) throw new Error('no quarter')
    expect(dueDay(CALENDAR, first, { kind: 'quarter', termDays: 5 }, '2024-04-13')).toBe('2024-04-15')
    expect(whyNotOpenRound(first, '2024-03-31', '2024-04-01')).toMatchObject({ code: 'plan.round.due' })
    expect(whyNotOpenRound(first, '2024-04-08', '2024-03-31')).toMatchObject({ code: 'plan.round.early' })
    expect(whyNotOpenRound(first, '2024-04-08', '2024-04-01')).toBeNull()
  })

  example('what is over and not opened can be opened, and opens by itself from the first working day on', () => {
    const opened = [{ kind: 'quarter' as const, ordinal: 1 }]
    expect(openablePeriods(2024, opened, '2024-07-02').map(({ kind, ordinal }) => `${kind} ${ordinal}`)).toEqual([
      'quarter 2',
      'half 1',
    ])
    const schedule = { kind: 'quarter' as const, termDays: 5 }
    const toOpen = (today: string, issuedOn: string | null = '2024-02-01') =>
      periodToOpen({ year: 2024, issuedOn }, schedule, opened, today, CALENDAR)?.ordinal ?? null
    expect(toOpen('2024-06-30')).toBeNull()
    expect(toOpen('2024-07-01')).toBe(2)
    expect(toOpen('2024-07-12')).toBe(2)
    // Two weeks later somebody has decided against it; and a year issued in autumn doesn't ask about spring.
    expect(toOpen('2024-07-15')).toBeNull()
    expect(toOpen('2024-07-01', '2024-07-01')).toBeNull()
    expect(toOpen('2024-07-01', null)).toBeNull()
  })
})

describe('the life of a report', () => {
  const walk = (actions: readonly ReportAction[]) => {
    let status: (typeof reportStatuses)[number] = 'open'
    const done: ReportAction[] = []
    for (const action of actions) {
      const next = after(status, action)
      expect(next === null).toBe(whyNotAct({ status, unitName: '' }, action) !== null)
      if (next === null) continue
      status = next
      done.push(action)
    }
    return { status, done }
  }
  const actions = () => fc.array(fc.constantFrom(...reportActions), { maxLength: 30 })

  test.prop([actions()])('accepted is only what was confirmed and not touched since', (all) => {
    const { done } = walk(all)
    for (const [i, action] of done.entries()) if (action === 'accept') expect(done[i - 1]).toBe('confirm')
  })

  test.prop([actions()])('out of the lock leads the unlocking alone', (all) => {
    const { done } = walk(all)
    for (const [i, action] of done.entries()) if (done[i - 1] === 'lock') expect(action).toBe('unlock')
  })

  test.prop([actions()])('from everywhere a way leads to accepted', (all) => {
    const { status } = walk(all)
    const way: Record<string, ReportAction[]> = {
      open: ['confirm', 'accept'],
      confirmed: ['accept'],
      returned: ['confirm', 'accept'],
      accepted: [],
      locked: ['unlock', 'confirm', 'accept'],
    }
    let at = status
    for (const action of way[status] ?? []) at = after(at, action) ?? at
    expect(at).toBe('accepted')
  })

  test.prop([fc.array(fc.constantFrom(...reportStatuses))])(
    'a round closes when nobody waits for an answer',
    (statuses) => {
      const waits = statuses.filter((status) => status === 'confirmed').length
      const reason = whyNotClose({ status: 'open' }, statuses)
      expect(reason).toEqual(waits === 0 ? null : { code: 'plan.round.awaiting', reports: waits })
      // What isn't waiting can be locked.
      if (reason === null)
        for (const status of statuses) expect(status === 'locked' || after(status, 'lock') === 'locked').toBe(true)
      expect(whyNotClose({ status: 'closed' }, statuses)).toEqual({ code: 'plan.round.closed' })
    },
  )

  example('who says yes to something else than there is, is told', () => {
    expect(whyNotSeen({ unitName: '县教委' }, 'a', 'b')).toMatchObject({ code: 'plan.report.moved', seen: 'b' })
    expect(whyNotSeen({ unitName: '县教委' }, 'a', 'a')).toBeNull()
  })
})
