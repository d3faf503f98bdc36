import type { DigestItem } from '@kepu/contract/notification'
import { SupervisionReminded } from '@kepu/contract/plan-supervision'
import { z } from 'zod'
import { command, type Work } from '../../../../platform/command.ts'
import { sendDigests } from '../../../notification/index.ts'
import { rootUnit } from '../../../organization/index.ts'
import { listYearPlans } from '../../year/store.ts'
import type { YearPlan } from '../../year/types.ts'
import { type NodeLight, readLights } from '../lights.ts'
import { settingOn } from '../store.ts'
import { answerableFor } from '../views.ts'

const TOPIC = 'plan.supervision'

/** 催办: what every body has open, merged into one list each. Run by the queue on every morning; it decides by itself whom to tell. */
export const remindBodies = command({
  name: 'plan.supervision.remind',
  input: z.object({}),
  output: SupervisionReminded,
  async run(work) {
    // Two runs at once: the second waits, and then finds that everybody has been told.
    await work.tx
      .selectFrom('plan.year_plan')
      .select('id')
      .where('county_code', '=', work.county)
      .where('status', '=', 'issued')
      .orderBy('year')
      .forUpdate()
      .execute()
    const years = (await listYearPlans(work.tx, work.county)).filter(({ status }) => status === 'issued')
    const open = new Map<string, DigestItem[]>()
    for (const year of years) {
      for (const { unitId, item } of [
        ...(await nodesOf(work, year)),
        ...(await receiptsOf(work, year)),
        ...(await reportsOf(work, year)),
      ])
        open.set(unitId, [...(open.get(unitId) ?? []), item])
    }
    const { digestsPerWeek } = await settingOn(work.tx, work.county, work.today)
    const before = await unitsTold(work)
    const digests = [...new Set([...open.keys(), ...before])].map((unitId) => ({
      unitId,
      items: open.get(unitId) ?? [],
    }))
    const told = await sendDigests(work, { topic: TOPIC, perWeek: digestsPerWeek }, digests)
    const root = await rootUnit(work.tx, work.county)
    work.record({ subject: ['county', root.id], detail: { units: open.size, told } })
    return { units: open.size, told }
  },
})

interface Open {
  readonly unitId: string
  readonly item: DigestItem
}

/** What is near its day or late. While somebody else is awaited, nobody is reminded. */
async function nodesOf(work: Work, year: YearPlan): Promise<Open[]> {
  const lights = await readLights(work.tx, work.county, year, work.today)
  return lights
    .filter(isOwed)
    .flatMap((light) => answerableFor(light).map(({ unitId }) => ({ unitId, item: nodeItem(light) })))
}

function isOwed({ colour, doneOn, paused, lastDay }: NodeLight): boolean {
  return doneOn === null && paused === null && lastDay !== null && colour !== 'grey' && colour !== 'green'
}

function nodeItem({ node, task, unitId, colour, left, lastDay }: NodeLight): DigestItem {
  return {
    key: `node ${node.id} ${unitId ?? ''} ${colour} ${lastDay}`,
    kind: (left ?? 0) < 0 ? 'plan.node.late' : 'plan.node.near',
    facts: {
      nodeId: node.id,
      ownerId: unitId ?? '',
      task: task.title,
      node: node.title,
      lastDay: lastDay ?? '',
      left: Math.abs(left ?? 0),
    },
  }
}

/** Who hasn't signed for the year's plan. */
async function receiptsOf({ tx, county }: Work, year: YearPlan): Promise<Open[]> {
  const rows = await tx
    .selectFrom('plan.year_receipt')
    .select('unit_id')
    .where('county_code', '=', county)
    .where('year_plan_id', '=', year.id)
    .where('received_at', 'is', null)
    .execute()
  return rows.map((row) => ({
    unitId: row.unit_id,
    item: {
      key: `receipt ${year.id}`,
      kind: 'plan.receipt.missing',
      facts: { title: year.title, yearPlanId: year.id, unitId: row.unit_id },
    },
  }))
}

/** Who owes a report of a period that is over. */
async function reportsOf({ tx, county }: Work, year: YearPlan): Promise<Open[]> {
  const rows = await tx
    .selectFrom('plan.report as report')
    .innerJoin('plan.report_round as round', (join) =>
      join.onRef('round.county_code', '=', 'report.county_code').onRef('round.id', '=', 'report.round_id'),
    )
    .select(['report.id', 'report.unit_id', 'report.status', 'round.due_on'])
    .where('report.county_code', '=', county)
    .where('round.year_plan_id', '=', year.id)
    .where('round.status', '=', 'open')
    .where('report.status', 'in', ['open', 'returned'])
    .execute()
  return rows.map((row) => ({
    unitId: row.unit_id,
    item: {
      key: `report ${row.id} ${row.status}`,
      kind: 'plan.report.owed',
      facts: { reportId: row.id, dueOn: row.due_on },
    },
  }))
}

/** Bodies of the running years: one that has nothing open any more loses its entry. */
async function unitsTold({ tx, county }: Work): Promise<string[]> {
  const rows = await tx
    .selectFrom('plan.year_receipt')
    .select('unit_id')
    .distinct()
    .where('county_code', '=', county)
    .execute()
  return rows.map((row) => row.unit_id)
}
