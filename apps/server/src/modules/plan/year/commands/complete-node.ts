import { CompleteNode } from '@kepu/contract/plan-year'
import { z } from 'zod'
import { command, type Work } from '../../../../platform/command.ts'
import { refuse } from '../../../../platform/problem.ts'
import { unitForActor } from '../../../organization/index.ts'
import { mayConfirm } from '../rules/progress.ts'
import { findYearPlan, stop } from '../store.ts'
import { readAnnualTasks, readCompletions, yearPlanOfTask } from '../task-rows.ts'

/** The task of the year that a node belongs to, with the node. */
async function nodeOf(work: Work, nodeId: string) {
  const row = await work.tx
    .selectFrom('plan.annual_node')
    .select('annual_task_id')
    .where('county_code', '=', work.county)
    .where('id', '=', nodeId)
    .executeTakeFirst()
  if (!row) refuse({ code: 'platform.notFound', kind: 'node' })
  const yearPlanId = await yearPlanOfTask(work.tx, work.county, row.annual_task_id)
  const tasks = await readAnnualTasks(work.tx, work.county, yearPlanId)
  const task = tasks.find(({ id }) => id === row.annual_task_id)
  const node = task?.nodes.find(({ id }) => id === nodeId)
  if (!task || !node) refuse({ code: 'platform.notFound', kind: 'node' })
  return { year: await findYearPlan(work.tx, work.county, yearPlanId), task, node }
}

/** A body says that a node is done. What the ledger counts, nobody says: it's known. */
export const completeNode = command({
  name: 'plan.node.complete',
  input: CompleteNode,
  output: z.object({ completionId: z.uuid() }),
  async run(work, { nodeId, unitId, doneOn, note }) {
    await unitForActor(work, unitId, 'plan.node.complete')
    const { year, task, node } = await nodeOf(work, nodeId)
    if (year.status !== 'issued') stop({ code: 'plan.year.state', yearStatus: year.status })
    if (task.status === 'withdrawn') stop({ code: 'plan.annualTask.withdrawn' })
    if (node.quantity !== null) stop({ code: 'plan.node.counted', nodeId })
    if (doneOn > work.today) stop({ code: 'plan.node.future', doneOn, today: work.today })
    if (!mayConfirm(task, unitId)) stop({ code: 'plan.node.notOwed', unitId })
    const earlier = (await readCompletions(work.tx, work.county, year.id)).find(
      (one) => one.nodeId === nodeId && one.unitId === unitId,
    )
    if (earlier) stop({ code: 'plan.node.done', doneOn: earlier.doneOn })

    const completionId = work.newId()
    await work.tx
      .insertInto('plan.node_completion')
      .values({
        county_code: work.county,
        id: completionId,
        node_id: nodeId,
        unit_id: unitId,
        done_on: doneOn,
        note: note ?? null,
        recorded_by_name: work.actor.name,
        recorded_at: work.now,
      })
      .execute()
    work.record({ subject: ['annualTask', task.id], detail: { node: node.title, unitId, doneOn } })
    await work.emit('plan.node.completed', { nodeId, unitId })
    return { completionId }
  },
})
