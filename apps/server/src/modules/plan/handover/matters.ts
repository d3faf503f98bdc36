import type { HandoverContent } from '@kepu/contract/plan-handover'
import { sql } from 'kysely'
import type { Tx } from '../../../platform/database.ts'

/** Extensions that wait for an answer, others who are awaited, orders and letters that were issued and aren't closed. */
export async function readMatters(tx: Tx, county: string, unitId: string): Promise<HandoverContent['matters']> {
  const found = await sql<HandoverContent['matters'][number]>`
    select 'extension' as matter, task.title || '：' || node.title as title, extension.reason as what,
      extension.wanted_day as day
    from plan.extension extension
    join plan.annual_node node on node.county_code = extension.county_code and node.id = extension.node_id
    join plan.annual_task task on task.county_code = node.county_code and task.id = node.annual_task_id
    where extension.county_code = ${county} and extension.unit_id = ${unitId} and extension.status = 'asked'
    union all
    select 'wait', task.title || '：' || node.title, awaited.name || '：' || waiting.what, null
    from plan.wait waiting
    join plan.annual_node node on node.county_code = waiting.county_code and node.id = waiting.node_id
    join plan.annual_task task on task.county_code = node.county_code and task.id = node.annual_task_id
    join organization.unit awaited on awaited.county_code = waiting.county_code and awaited.id = waiting.awaited_id
    where waiting.county_code = ${county} and waiting.unit_id = ${unitId} and waiting.ended_on is null
    union all
    select orders.kind, orders.title, orders.demand, orders.deadline
    from plan.supervision_order orders
    where orders.county_code = ${county} and orders.unit_id = ${unitId}
      and orders.step not in ('matter', 'approval', 'closed', 'withdrawn')
    order by 4 nulls last, 1, 2`.execute(tx)
  return found.rows
}
