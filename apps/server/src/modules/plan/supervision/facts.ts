import { sql } from 'kysely'
import { dayInShanghai } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/database.ts'
import { type WorkRow, workBetween } from '../../ledger/index.ts'
import { type Ancestors, type Counted, countedWork, nodeOwners } from '../year/rules/progress.ts'
import { readAncestors } from '../year/store.ts'
import { readAnnualTasks } from '../year/task-rows.ts'
import type { AnnualNode, AnnualTask, YearPlan } from '../year/types.ts'
import { type Confirmation, stepsOfAmounts, stepsOfConfirmations } from './rules/steps.ts'
import type { GrantedDay, LightFacts, Waiting, WorkStep } from './types.ts'

/** A node with one of its owners, and all that its colour depends on. */
export interface LightSubject {
  readonly task: AnnualTask
  readonly node: AnnualNode
  /** Null: all leads together. */
  readonly unitId: string | null
  readonly facts: LightFacts
}

/** Names a light: a node of an owner. */
export function lightKey(nodeId: string, unitId: string | null): string {
  return `${nodeId} ${unitId ?? ''}`
}

/** How long after the year's end late work still makes a node good. */
const LATE_WORK_UNTIL = '03-31'

/** Every light of a year with its facts: seven reads, one of them a year of the ledger. */
export async function readSubjects(tx: Tx, county: string, year: YearPlan, beganOn: string): Promise<LightSubject[]> {
  const tasks = (await readAnnualTasks(tx, county, year.id)).filter(({ status }) => status === 'active')
  const work = await workBetween(tx, county, `${year.year}-01-01`, `${year.year + 1}-${LATE_WORK_UNTIL}`)
  const ancestors = await readAncestors(tx, county)
  const said = Map.groupBy(await readConfirmations(tx, county, year.id), ({ nodeId }) => nodeId)
  const granted = Map.groupBy(await readGranted(tx, county, year.id), ({ key }) => key)
  const waits = Map.groupBy(await readWaits(tx, county, year.id), ({ key }) => key)
  return tasks.flatMap((task) => {
    const counted = countedToo(task, work, ancestors, [...granted.values()].flat())
    const recordedOn = new Map(work.map(({ id, recordedOn: day }) => [id, day]))
    return task.nodes.flatMap((node) =>
      nodeOwners(task).map((unitId): LightSubject => {
        const key = lightKey(node.id, unitId)
        const steps =
          node.quantity === null
            ? confirmedSteps(said.get(node.id) ?? [], unitId, beganOn)
            : amountSteps(counted, { unitId, quantity: node.quantity, recordedOn, beganOn })
        return {
          task,
          node,
          unitId,
          facts: {
            startsOn: task.startsOn,
            dueOn: node.dueOn,
            steps,
            granted: granted.get(key) ?? [],
            waits: waits.get(key) ?? [],
          },
        }
      }),
    )
  })
}

/** What counts toward the task; for its lights also what comes late, so that a red node can be made good. */
function countedToo(task: AnnualTask, work: readonly WorkRow[], ancestors: Ancestors, granted: readonly GrantedDay[]) {
  const year = task.dueOn.slice(0, 4)
  const last = [`${year}-12-31`, ...granted.map(({ day }) => day)].sort().at(-1) ?? task.dueOn
  return countedWork({ ...task, dueOn: last }, work, ancestors)
}

interface Asked {
  readonly unitId: string | null
  readonly quantity: number
  readonly recordedOn: ReadonlyMap<string, string>
  readonly beganOn: string
}

function amountSteps(counted: readonly Counted[], { unitId, quantity, recordedOn, beganOn }: Asked): WorkStep[] {
  const own = unitId === null ? counted : counted.filter(({ doers }) => doers.includes(unitId))
  const amounts = own.map(({ deliveryId, occurredOn, amount }) => ({
    occurredOn,
    recordedOn: recordedOn.get(deliveryId) ?? occurredOn,
    amount,
  }))
  // Before the first entry the share is nothing, not unknown.
  return [{ from: '', doneOn: null, share: 0 }, ...stepsOfAmounts(amounts, quantity, beganOn)]
}

type Said = Confirmation & { readonly unitId: string }

function confirmedSteps(said: readonly Said[], unitId: string | null, beganOn: string): WorkStep[] {
  return stepsOfConfirmations(unitId === null ? said : said.filter((one) => one.unitId === unitId), beganOn)
}

/** What bodies said of the nodes of a year, with what was returned. */
async function readConfirmations(tx: Tx, county: string, yearPlanId: string) {
  const rows = await tx
    .selectFrom('plan.node_completion as done')
    .innerJoin('plan.annual_node as node', (join) =>
      join.onRef('node.county_code', '=', 'done.county_code').onRef('node.id', '=', 'done.node_id'),
    )
    .innerJoin('plan.annual_task as task', (join) =>
      join.onRef('task.county_code', '=', 'node.county_code').onRef('task.id', '=', 'node.annual_task_id'),
    )
    .select(['done.node_id', 'done.unit_id', 'done.done_on', 'done.recorded_at', 'done.returned_at'])
    .where('done.county_code', '=', county)
    .where('task.year_plan_id', '=', yearPlanId)
    .execute()
  return rows.map((row) => ({
    nodeId: row.node_id,
    unitId: row.unit_id,
    doneOn: row.done_on,
    recordedOn: dayInShanghai(row.recorded_at),
    returnedOn: row.returned_at && dayInShanghai(row.returned_at),
  }))
}

/** Granted days of the year's nodes, by light. */
async function readGranted(tx: Tx, county: string, yearPlanId: string) {
  const { rows } = await sql<{ node_id: string; owner_id: string | null; granted_day: string; answered_on: string }>`
    select e.node_id, e.owner_id, e.granted_day, e.answered_on
    from plan.annual_task task
    join plan.extension e on e.county_code = task.county_code and e.annual_task_id = task.id
    where task.county_code = ${county} and task.year_plan_id = ${yearPlanId} and e.status = 'granted'`.execute(tx)
  return rows.map((row): GrantedDay & { key: string } => ({
    key: lightKey(row.node_id, row.owner_id),
    grantedOn: row.answered_on,
    day: row.granted_day,
  }))
}

/** Waiting of the year's nodes, by light. Whoever has asked for a later day waits for the coordinator's answer. */
async function readWaits(tx: Tx, county: string, yearPlanId: string) {
  const { rows } = await sql<{
    node_id: string
    owner_id: string | null
    told_on: string
    since: string
    ended_on: string | null
  }>`
    select w.node_id, w.owner_id, w.told_on, w.since, w.ended_on
    from plan.annual_task task
    join plan.wait w on w.county_code = task.county_code and w.annual_task_id = task.id
    where task.county_code = ${county} and task.year_plan_id = ${yearPlanId}
    union all
    select e.node_id, e.owner_id, e.asked_on, e.asked_on, e.answered_on
    from plan.annual_task task
    join plan.extension e on e.county_code = task.county_code and e.annual_task_id = task.id
    where task.county_code = ${county} and task.year_plan_id = ${yearPlanId}`.execute(tx)
  return rows.map((row): Waiting & { key: string } => ({
    key: lightKey(row.node_id, row.owner_id),
    toldOn: row.told_on,
    since: row.since,
    endedOn: row.ended_on,
  }))
}
