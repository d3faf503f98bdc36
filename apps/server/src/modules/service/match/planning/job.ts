import type { PlanningProgress, PlanningResult } from '@kepu/contract/service-match'
import { z } from 'zod'
import { dayInShanghai } from '../../../../platform/clock.ts'
import { inCounty } from '../../../../platform/database.ts'
import type { Job } from '../../../../platform/jobs.ts'
import type { Kernel } from '../../../../platform/kernel.ts'
import { shortestTour } from '../rules/travel.ts'
import { runSolver } from '../solve/run.ts'
import { type PlanAnswer, type SolveLimits, usualLimits } from '../solve/solve.ts'
import type { Planning } from '../types.ts'
import { type Backlog, readBacklog } from './backlog.ts'
import { SOLVE } from './commands.ts'
import { findPlanning } from './plan-rows.ts'

const TELL_MS = 1_000

/** Works a proposal out in a thread of its own, tells how far it is, and ends when somebody cancels it. */
export function solveAssignment(kernel: () => Kernel, limits: SolveLimits = usualLimits): Job {
  return {
    name: SOLVE,
    async run(county, payload) {
      const { planningId } = z.object({ planningId: z.uuid() }).parse(payload)
      const { db, countyNow, log } = kernel()
      const today = dayInShanghai(await countyNow(county))
      const loaded = await inCounty(db, county, 'read only', async (tx) => {
        const planning = await findPlanning(tx, county, planningId)
        if (planning?.status !== 'running') return null
        return { planning, backlog: await readBacklog(tx, county, planning, planning.settings, today) }
      })
      if (loaded === null) return
      const { planning, backlog } = loaded
      const ending = new AbortController()
      const startedAt = performance.now()
      let toldAt = startedAt
      const tell = (progress: PlanningProgress) => {
        if (performance.now() - toldAt < TELL_MS) return
        toldAt = performance.now()
        void writeProgress(kernel(), county, planningId, progress).then(
          (running) => running || ending.abort(),
          (error: unknown) => log.warn({ planningId, error: String(error) }, 'progress not written'),
        )
      }
      try {
        const answer = await runSolver({ instance: backlog.instance, limits }, tell, ending.signal)
        if (answer)
          await writeAnswer(kernel(), county, planning, backlog, answer, (performance.now() - startedAt) / 1000)
      } catch (error) {
        log.error({ planningId, error: String(error) }, 'no proposal')
        await writeFailure(kernel(), county, planningId)
      }
    },
  }
}

/** Answers whether it is still wanted. */
async function writeProgress({ db }: Kernel, county: string, planningId: string, progress: PlanningProgress) {
  const written = await inCounty(db, county, 'read write', (tx) =>
    tx
      .updateTable('service.assignment_plan')
      .set({ progress: JSON.stringify(progress) })
      .where('county_code', '=', county)
      .where('id', '=', planningId)
      .where('status', '=', 'running')
      .executeTakeFirst(),
  )
  return written.numUpdatedRows === 1n
}

async function writeFailure({ db }: Kernel, county: string, planningId: string): Promise<void> {
  await inCounty(db, county, 'read write', (tx) =>
    tx
      .updateTable('service.assignment_plan')
      .set((row) => ({ status: 'failed', version: row('version', '+', 1) }))
      .where('county_code', '=', county)
      .where('id', '=', planningId)
      .where('status', '=', 'running')
      .execute(),
  )
}

/** Rows and result in one piece; nothing when it was cancelled meanwhile, or another run came first. */
async function writeAnswer(
  { db, countyNow }: Kernel,
  county: string,
  planning: Planning,
  backlog: Backlog,
  answer: PlanAnswer,
  seconds: number,
): Promise<void> {
  const now = await countyNow(county)
  const rows = rowsOf(backlog, answer)
  await inCounty(db, county, 'read write', async (tx) => {
    const claimed = await tx
      .updateTable('service.assignment_plan')
      .set((row) => ({
        status: 'proposed',
        result: JSON.stringify(resultOf(answer, seconds)),
        settled_at: now,
        version: row('version', '+', 1),
      }))
      .where('county_code', '=', county)
      .where('id', '=', planning.id)
      .where('status', '=', 'running')
      .executeTakeFirst()
    if (claimed.numUpdatedRows === 0n) return
    for (let i = 0; i < rows.length; i += 1000)
      await tx
        .insertInto('service.assignment_row')
        .values(rows.slice(i, i + 1000).map((row) => ({ county_code: county, plan_id: planning.id, ...row })))
        .execute()
  })
}

function resultOf(answer: PlanAnswer, seconds: number): PlanningResult {
  const { trips, cost, greedy, greedyServed, bound, gap, proven, method, outOfTime } = answer
  const served = trips.reduce((sum, { orders }) => sum + orders.length, 0)
  return { cost, greedy, greedyServed, served, trips: trips.length, bound, gap, proven, method, outOfTime, seconds }
}

function rowsOf({ instance, leftOut }: Backlog, { trips }: PlanAnswer) {
  const { orders, teams, days, settings } = instance
  const served = new Set(trips.flatMap((trip) => trip.orders))
  const planned = trips.flatMap((trip) => {
    const team = teams[trip.team]
    const visited = trip.orders.flatMap((o) => orders[o] ?? [])
    if (!team) return []
    const { order } = shortestTour(
      settings.travel,
      team.home,
      visited.map(({ place }) => place),
    )
    return order.flatMap((at, i) => {
      const one = visited[at]
      return one
        ? [{ order_id: one.id, team_id: team.id, day: days[trip.day] ?? null, stop: i + 1, why_not: null }]
        : []
    })
  })
  const without = (order_id: string, why_not: string) => ({ order_id, team_id: null, day: null, stop: null, why_not })
  return [
    ...planned,
    ...orders.flatMap(({ id }, o) => (served.has(o) ? [] : [without(id, 'noRoom')])),
    ...leftOut.map(({ orderId, why }) => without(orderId, why)),
  ]
}
