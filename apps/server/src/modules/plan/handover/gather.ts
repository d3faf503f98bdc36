import type { HandoverContent } from '@kepu/contract/plan-handover'
import { sql } from 'kysely'
import type { Tx } from '../../../platform/database.ts'
import { shiftDay } from '../../organization/index.ts'
import { currentPlanId, readCells, readPlan } from '../document/read-plan.ts'
import { outcomeOfYear } from '../evaluation/rules/outcome.ts'
import { readLights } from '../supervision/lights.ts'
import { readStanding, type TaskStanding } from '../year/progress.ts'
import { listYearPlans } from '../year/store.ts'
import type { YearPlan } from '../year/types.ts'
import { readMatters } from './matters.ts'
import { type Act, counterpartsOf, decisionsOf } from './rules.ts'

const YEAR_DAYS = 365
const MOST_ACTS = 2_000

export interface Asked {
  readonly tx: Tx
  readonly county: string
  readonly today: string
  readonly unit: { readonly id: string; readonly name: string }
}

/** All that a unit has open on a day. Read once, when the pack is made; the pack stays as it is. */
export async function gatherHandover({ tx, county, today, unit }: Asked): Promise<HandoverContent> {
  const asked = { tx, county, today, unit }
  const plan = await planDuties(asked)
  const years = (await listYearPlans(tx, county)).filter(({ status }) => status === 'issued')
  const open: { readonly year: YearPlan; readonly standing: TaskStanding }[] = []
  for (const year of years) {
    for (const standing of await readStanding(tx, county, year, today))
      if (standing.task.status === 'active') open.push({ year, standing })
  }
  const own = open.filter(({ standing }) => standing.task.duties.some(({ unitId }) => unitId === unit.id))
  const nodes = await openNodes(asked, years)
  const matters = await readMatters(tx, county, unit.id)
  return {
    unitId: unit.id,
    unitName: unit.name,
    asOf: today,
    planTitle: plan.title,
    duties: plan.duties,
    tasks: own.flatMap(({ year, standing }) => openTask(year, standing, unit.id, today)),
    nodes,
    matters,
    counterparts: counterpartsOf(
      unit.id,
      own.flatMap(({ standing: { task } }) => task.duties.map((duty) => ({ ...duty, task: task.title }))),
    ),
    decisions: decisionsOf(await actsOf(asked)),
    dates: datesOf(nodes, matters, today),
  }
}

async function planDuties({ tx, county, today, unit }: Asked) {
  const planId = await currentPlanId(tx, county, today)
  if (planId === null) return { title: null, duties: [] }
  const plan = await readPlan(tx, county, planId, null)
  const cells = (await readCells(tx, county, planId)).filter(({ unitId }) => unitId === unit.id)
  const duties = cells.flatMap(({ role, taskId, measureId }) => {
    const task = plan.tasks.find(({ id }) => id === taskId)
    if (!task) return []
    const measure = task.measures.find(({ id }) => id === measureId)?.title ?? null
    return [{ role, label: `${task.category ?? '任务'} ${task.number}`, title: task.title, measure }]
  })
  return { title: plan.header.title, duties }
}

/** A task of the year that isn't fulfilled, with how far this unit is, or all together. */
function openTask(
  year: YearPlan,
  { task, progress, nodeStates }: TaskStanding,
  unitId: string,
  today: string,
): HandoverContent['tasks'] {
  const quantity = task.target?.quantity ?? null
  const mine = progress.filter((one) => one.unitId === null || one.unitId === unitId)
  const states = nodeStates.filter((one) => one.unitId === null || one.unitId === unitId)
  const outcome = outcomeOfYear({ dueOn: task.dueOn, quantity, progress: mine, nodeStates: states }, today)
  const role = task.duties.find((duty) => duty.unitId === unitId)?.role
  if (outcome === 'done' || role === undefined) return []
  return [
    {
      annualTaskId: task.id,
      year: year.year,
      title: task.title,
      role,
      dueOn: task.dueOn,
      quantity,
      unit: task.target?.unit ?? null,
      achieved: mine[0]?.achieved ?? null,
      outcome,
    },
  ]
}

/** Nodes that the unit owes, alone or as one of the leads, and that aren't done. */
async function openNodes({ tx, county, today, unit }: Asked, years: readonly YearPlan[]) {
  const found: HandoverContent['nodes'] = []
  for (const year of years) {
    for (const { task, node, unitId, lastDay, left, doneOn } of await readLights(tx, county, year, today)) {
      const leads = task.duties.some((duty) => duty.unitId === unit.id && duty.role === 'lead')
      if (doneOn !== null || !(unitId === unit.id || (unitId === null && leads))) continue
      const late = left !== null && left < 0
      found.push({ nodeId: node.id, task: task.title, title: node.title, dueOn: node.dueOn, lastDay, late })
    }
  }
  return found.sort((a, b) => a.dueOn.localeCompare(b.dueOn))
}

/** What the unit's people did in the year before: what, when, to what; not who. */
async function actsOf({ tx, county, today, unit }: Asked): Promise<Act[]> {
  const from = shiftDay(today, -YEAR_DAYS)
  const found = await sql<Act>`
    select to_char(acted_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day, action,
      coalesce(detail ->> 'title', detail ->> 'node') as title
    from platform.audit_entry
    where county_code = ${county} and unit_id = ${unit.id}
      and acted_at >= ${from}::date::timestamp at time zone 'Asia/Shanghai'
    order by recorded_at desc
    limit ${MOST_ACTS}`.execute(tx)
  return found.rows
}

/** What comes when. */
function datesOf(
  nodes: HandoverContent['nodes'],
  matters: HandoverContent['matters'],
  today: string,
): HandoverContent['dates'] {
  const coming = [
    ...nodes.map(({ lastDay, dueOn, task, title }) => ({ day: lastDay ?? dueOn, what: `${task}：${title}` })),
    ...matters.flatMap(({ day, title }) => (day === null ? [] : [{ day, what: title }])),
  ]
  return coming.filter(({ day }) => day >= today).sort((a, b) => a.day.localeCompare(b.day))
}
