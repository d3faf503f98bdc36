import { fc } from '@fast-check/vitest'
import type { ReportStatus } from '@kepu/contract/plan-report'
import { expect } from 'vitest'
import type { Answer, Client } from '../support/client.ts'
import { board, EDUCATION, rowOf, showReport, yearOfReports } from '../support/reports.ts'
import { test } from '../support/world.ts'

/** What an office would say of a report and its round, without our tables: the model that the service is held against. */
interface Model {
  status: ReportStatus
  closed: boolean
  confirmations: number
}

interface Desk {
  readonly reportId: string
  readonly roundId: string
  readonly fang: Client
  readonly bao: Client
}

interface Step {
  act(desk: Desk): Promise<Answer>
  /** Does the office do it, and what is it then? */
  expected(model: Model): Partial<Model> | null
}

const shut = ({ closed }: Model): ReportStatus => (closed ? 'locked' : 'accepted')
const isBodys = ({ status }: Model) => status === 'open' || status === 'returned'

const STEPS: Readonly<Record<string, Step>> = {
  confirm: {
    act: async ({ fang, reportId }) =>
      fang.post(`/reports/${reportId}/confirmation`, { seen: (await showReport(fang, reportId)).seen }),
    expected: (model) => (isBodys(model) ? { status: 'confirmed', confirmations: model.confirmations + 1 } : null),
  },
  nothingNew: {
    act: ({ fang, reportId }) => fang.post(`/reports/${reportId}/confirmation`, { seen: null }),
    expected: (model) => (isBodys(model) ? { status: 'confirmed', confirmations: model.confirmations + 1 } : null),
  },
  confirmFromAbove: {
    act: ({ bao, reportId }) => bao.post(`/reports/${reportId}/confirmation`, { seen: null }),
    expected: () => null,
  },
  withdraw: {
    act: ({ fang, reportId }) => fang.send('DELETE', `/reports/${reportId}/confirmation`, {}),
    expected: ({ status }) => (status === 'confirmed' ? { status: 'open' } : null),
  },
  accept: {
    act: async ({ bao, reportId }) =>
      bao.post('/reports/acceptance', { reports: [{ reportId, seen: (await showReport(bao, reportId)).seen }] }),
    expected: (model) => (model.status === 'confirmed' ? { status: shut(model) } : null),
  },
  acceptFromBelow: {
    act: ({ fang, reportId }) => fang.post('/reports/acceptance', { reports: [{ reportId, seen: '0'.repeat(64) }] }),
    expected: () => null,
  },
  sendBack: {
    act: ({ bao, reportId }) => bao.post(`/reports/${reportId}/return`, { reason: '再核一下' }),
    expected: ({ status }) => (status === 'confirmed' || status === 'accepted' ? { status: 'returned' } : null),
  },
  unlock: {
    act: ({ bao, reportId }) => bao.post(`/reports/${reportId}/unlocking`, { reason: '需要补正' }),
    expected: ({ status }) => (status === 'locked' ? { status: 'returned' } : null),
  },
  unlockFromBelow: {
    act: ({ fang, reportId }) => fang.post(`/reports/${reportId}/unlocking`, { reason: '需要补正' }),
    expected: () => null,
  },
  close: {
    act: ({ bao, roundId }) => bao.post(`/report-rounds/${roundId}/closing`),
    expected: ({ closed, status }) => (closed || status === 'confirmed' ? null : { closed: true, status: 'locked' }),
  },
}

const PERIODS = [
  ['quarter', 1],
  ['quarter', 2],
  ['quarter', 3],
  ['quarter', 4],
  ['half', 1],
  ['half', 2],
  ['year', 1],
] as const

test('whatever bodies and coordinator do in whatever order, the service does what the office would', async ({
  world,
}) => {
  const year = await yearOfReports(world, 2023)
  const [fang, bao] = [await world.signIn('fang'), await world.signIn('bao')]
  const periods = PERIODS.values()
  const steps = fc.array(fc.constantFrom(...Object.keys(STEPS)), { minLength: 8, maxLength: 14 })
  await fc.assert(
    fc.asyncProperty(steps, async (names) => {
      const [kind, ordinal] = periods.next().value ?? []
      await bao.post('/report-rounds', { yearPlanId: year.header.id, kind, ordinal })
      const round = (await board(bao, 2023)).rounds.find((one) => one.kind === kind && one.ordinal === ordinal)
      if (!round) throw new Error(`no round ${kind} ${ordinal}`)
      const desk = { roundId: round.id, reportId: (await rowOf(bao, round, EDUCATION)).id, fang, bao }
      const model: Model = { status: 'open', closed: false, confirmations: 0 }
      for (const name of names) {
        const expected = STEPS[name]?.expected(model) ?? null
        const answer = await STEPS[name]?.act(desk)
        expect((answer?.status ?? 500) < 300, `${name} of ${model.status}`).toBe(expected !== null)
        Object.assign(model, expected)
        const { status, steps: done } = await showReport(bao, desk.reportId)
        expect(status, name).toBe(model.status)
        expect(done.filter(({ action }) => action === 'confirm')).toHaveLength(model.confirmations)
      }
    }),
    // A round a run, and a year has seven. Nothing to shrink to: the round is used up.
    { numRuns: PERIODS.length, endOnFailure: true },
  )
}, 120_000)
