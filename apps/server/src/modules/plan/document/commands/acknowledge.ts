import { Id } from '@kepu/contract'
import { z } from 'zod'
import { command } from '../../../../platform/command.ts'
import { refuse } from '../../../../platform/problem.ts'
import { closeTodos, openTodos } from '../../../notification/index.ts'
import { unitForActor } from '../../../organization/index.ts'
import { findPlanRow } from '../store.ts'

export const DUTY_TODO = 'plan.duty.new'

/** A body has seen what it leads and supports: its entry in the inbox is done. */
export const acknowledgeDuties = command({
  name: 'plan.duty.acknowledge',
  input: z.object({ planId: Id, unitId: Id }),
  output: z.object({ closed: z.number() }),
  async run(work, { planId, unitId }) {
    await unitForActor(work, unitId, 'plan.duty.acknowledge')
    const closed = await closeTodos(work, DUTY_TODO, planId, unitId)
    if (closed === 0) refuse({ code: 'platform.notFound', kind: 'todo' })
    work.record({ subject: ['plan', planId], detail: { unitId } })
    return { closed }
  },
})

/** After publishing, each body with duties finds them in its inbox. Run by the queue, so safe to repeat. */
export const tellBodies = command({
  name: 'plan.duty.tell',
  input: z.object({ planId: Id }),
  output: z.object({ told: z.number() }),
  async run(work, { planId }) {
    const plan = await findPlanRow(work.tx, work.county, planId)
    const duties = await work.tx
      .selectFrom('plan.responsibility')
      .select(['unit_id', 'role'])
      .select((row) => row.fn.countAll<number>().as('cells'))
      .where('county_code', '=', work.county)
      .where('plan_id', '=', planId)
      .where('unit_id', 'is not', null)
      .groupBy(['unit_id', 'role'])
      .execute()
    const ofUnit = Map.groupBy(duties, (duty) => duty.unit_id ?? '')
    const count = (rows: typeof duties, role: string) => rows.find((row) => row.role === role)?.cells ?? 0
    const todos = [...ofUnit].map(([unitId, rows]) => ({
      unitId,
      kind: DUTY_TODO,
      subject: ['plan', planId] as const,
      facts: { title: plan.title, leads: count(rows, 'lead'), supports: count(rows, 'responsible') },
      dueOn: null,
    }))
    await openTodos(work, todos)
    work.record({ subject: ['plan', planId], detail: { told: todos.length } })
    return { told: todos.length }
  },
})
