import type { ExtensionStatus, SupervisionNodeRefusal } from '@kepu/contract/plan-supervision-node'
import type { Work } from '../../../platform/command.ts'
import type { Tx } from '../../../platform/database.ts'
import { Refused, refuse } from '../../../platform/problem.ts'
import { unitForActor } from '../../organization/index.ts'
import { findYearPlan, stop as stopYear } from '../year/store.ts'
import { yearPlanOfTask } from '../year/task-rows.ts'
import type { YearPlan } from '../year/types.ts'
import { type NodeLight, readLights } from './lights.ts'
import type { Movable } from './rules/moving.ts'
import { answerableFor } from './views.ts'

/** Refuses in the words of supervision. */
export function stop(reason: SupervisionNodeRefusal): never {
  throw new Refused(reason)
}

export interface FoundLight {
  readonly year: YearPlan
  readonly light: NodeLight
}

/** The lights of a node, one an owner. */
export async function lightsOfNode(tx: Tx, county: string, nodeId: string, today: string) {
  const none = () => refuse({ code: 'platform.notFound', kind: 'node' })
  const node = await tx
    .selectFrom('plan.annual_node')
    .select('annual_task_id')
    .where('county_code', '=', county)
    .where('id', '=', nodeId)
    .executeTakeFirst()
  if (!node) return none()
  const year = await findYearPlan(tx, county, await yearPlanOfTask(tx, county, node.annual_task_id))
  if (year.status === 'draft') return none()
  const lights = (await readLights(tx, county, year, today)).filter((light) => light.node.id === nodeId)
  return lights.length > 0 ? { year, lights } : none()
}

/** The light that a body answers for, its node locked; `permission` is what the actor needs over the body. Of two who ask at once the second sees what the first did. */
export async function lockLight(
  work: Work,
  nodeId: string,
  unitId: string,
  permission: string | null,
): Promise<FoundLight> {
  if (permission !== null) await unitForActor(work, unitId, permission)
  await work.tx
    .selectFrom('plan.annual_node')
    .select('id')
    .where('county_code', '=', work.county)
    .where('id', '=', nodeId)
    .forUpdate()
    .execute()
  const { year, lights } = await lightsOfNode(work.tx, work.county, nodeId, work.today)
  if (year.status !== 'issued') stopYear({ code: 'plan.year.state', yearStatus: year.status })
  const light = lights.find((one) => answerableFor(one).some((duty) => duty.unitId === unitId))
  return light ? { year, light } : stopYear({ code: 'plan.node.notOwed', unitId })
}

export function movable({ year, light }: FoundLight): Movable {
  return { year: year.year, startsOn: light.task.startsOn, doneOn: light.doneOn, lastDay: light.lastDay }
}

export interface Extension {
  readonly id: string
  readonly nodeId: string
  readonly unitId: string
  readonly ownerId: string | null
  readonly status: ExtensionStatus
}

/** Locks an extension. */
export async function lockExtension(work: Work, id: string): Promise<Extension> {
  const row = await work.tx
    .selectFrom('plan.extension')
    .selectAll()
    .where('county_code', '=', work.county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) refuse({ code: 'platform.notFound', kind: 'extension' })
  return {
    id: row.id,
    nodeId: row.node_id,
    unitId: row.unit_id,
    ownerId: row.owner_id,
    // The column's check constraint allows no other status.
    status: row.status as ExtensionStatus,
  }
}

/** Locks a wait that lasts. */
export async function lockWait(work: Work, id: string) {
  const row = await work.tx
    .selectFrom('plan.wait')
    .selectAll()
    .where('county_code', '=', work.county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) refuse({ code: 'platform.notFound', kind: 'wait' })
  if (row.ended_on !== null) stop({ code: 'plan.wait.ended', endedOn: row.ended_on })
  return row
}
