import { TodayView as TodayShape, type TodayView } from '@kepu/contract/plan-today'
import { z } from 'zod'
import type { Actor } from '../../../platform/actor.ts'
import { refuse } from '../../../platform/problem.ts'
import { query, type Read } from '../../../platform/query.ts'
import { type NodeLight, readLights } from '../supervision/lights.ts'
import { answerableFor } from '../supervision/views.ts'
import { listYearPlans } from '../year/store.ts'
import type { YearPlan } from '../year/types.ts'
import { readCounty, readFrozen } from './county.ts'
import { readRounds } from './rounds.ts'
import { comingNodes, type Light, lightCounts, monthsOf, redNodes, taskStates } from './rules/nodes.ts'
import { startPageOf, unitsAtWork } from './start-page.ts'

function lightOf(light: NodeLight): Light {
  const { node, task, colour, reason, lastDay, left, doneOn, paused } = light
  return {
    nodeId: node.id,
    annualTaskId: task.id,
    taskTitle: task.title,
    title: node.title,
    bodies: answerableFor(light),
    colour,
    reason,
    dueOn: node.dueOn,
    lastDay,
    left,
    doneOn,
    waitingFor: paused?.awaitedName ?? null,
  }
}

/** The year that is running, or the last one that was issued. */
async function yearOf({ tx, county, today }: Read): Promise<YearPlan | null> {
  const issued = (await listYearPlans(tx, county)).filter(({ status }) => status !== 'draft')
  return issued.find(({ year }) => year === Number(today.slice(0, 4))) ?? issued[0] ?? null
}

const ALL_BODIES: ReadonlySet<string> = new Set(['coordinator', 'leader', 'auditor'])

/** Lights of the county, or those that the reader's own units answer for. */
async function lightsFor(read: Read, year: YearPlan | null, page: string, units: ReadonlySet<string>) {
  if (year === null || page === 'other') return []
  const lights = (await readLights(read.tx, read.county, year, read.today)).map(lightOf)
  return ALL_BODIES.has(page) ? lights : lights.filter(({ bodies }) => bodies.some(({ unitId }) => units.has(unitId)))
}

/**
 * One page to start the day, for whoever asks. Eleven reads for the coordinator and for a body, whatever the size of the county
 * (nine of them for the lights, of which one is the year's ledger); the county's head and the audit have some more.
 */
export const showToday = query({
  name: 'plan.today.show',
  access: 'signedIn',
  input: z.object({}),
  output: TodayShape,
  async run(read): Promise<TodayView> {
    const actor: Actor = read.actor ?? refuse({ code: 'platform.notSignedIn' })
    const { tx, county, today } = read
    const page = startPageOf(actor)
    const units = unitsAtWork(actor)
    const year = await yearOf(read)
    const lights = await lightsFor(read, year, page, units)
    return {
      page,
      today,
      year: year === null ? null : { id: year.id, year: year.year, title: year.title },
      lights: lightCounts(lights),
      tasks: taskStates(lights),
      ...redNodes(lights),
      coming: comingNodes(lights, today),
      months: monthsOf(lights),
      rounds: year === null || page === 'other' ? [] : await readRounds(tx, county, year.id, units),
      county: page === 'leader' ? await readCounty(tx, county, today) : null,
      frozen: page === 'auditor' ? await readFrozen(tx, county) : [],
    }
  },
})
