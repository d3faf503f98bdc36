import { IssueYearPlan, ReceiveYearPlan, YearPlanHeader } from '@kepu/contract/plan-year'
import { z } from 'zod'
import { command } from '../../../../platform/command.ts'
import { Refused, refuse } from '../../../../platform/problem.ts'
import { closeTodos, openTodos } from '../../../notification/index.ts'
import { unitForActor } from '../../../organization/index.ts'
import { bodiesOf, whyNotIssue } from '../rules/issue.ts'
import { bumpYearPlan, findYearPlan, lockYearPlan, stop } from '../store.ts'
import { readAnnualTasks } from '../task-rows.ts'
import { yearHeader } from '../views.ts'

export const RECEIPT_TODO = 'plan.year.issued'

/** 下达: every body with a duty gets the year's plan and finds it in its inbox, to sign for. */
export const issueYearPlan = command({
  name: 'plan.year.issue',
  input: IssueYearPlan,
  output: YearPlanHeader,
  async run(work, { yearPlanId, version }) {
    const year = await lockYearPlan(work, yearPlanId, 'plan.year.issue')
    if (year.version !== version) refuse({ code: 'platform.stale', version: year.version })
    const tasks = await readAnnualTasks(work.tx, work.county, year.id)
    const reason = whyNotIssue(year, tasks)
    if (reason) throw new Refused(reason)

    const bodies = bodiesOf(tasks)
    await work.tx
      .insertInto('plan.year_receipt')
      .values(
        bodies.map((unit_id) => ({
          county_code: work.county,
          year_plan_id: year.id,
          unit_id,
          issued_at: work.now,
        })),
      )
      .execute()
    await bumpYearPlan(work, year, { status: 'issued', issued_at: work.now })
    await openTodos(
      work,
      bodies.map((unitId) => {
        const own = tasks.flatMap((task) => task.duties.filter((duty) => duty.unitId === unitId))
        const leads = own.filter(({ role }) => role === 'lead').length
        return {
          unitId,
          kind: RECEIPT_TODO,
          subject: ['yearPlan', year.id] as const,
          facts: { year: year.year, title: year.title, leads, supports: own.length - leads },
          dueOn: null,
        }
      }),
    )
    work.record({
      subject: ['yearPlan', year.id],
      detail: { year: year.year, tasks: tasks.length, bodies: bodies.length },
    })
    await work.emit('plan.year.issued', { yearPlanId: year.id })
    return yearHeader(await findYearPlan(work.tx, work.county, year.id), work.actor)
  },
})

/** 签收: a body signs for the year's plan, once. Of two colleagues who sign at once, the second is told when it was done. */
export const receiveYearPlan = command({
  name: 'plan.year.receive',
  input: ReceiveYearPlan,
  output: z.object({ receivedAt: z.iso.datetime() }),
  async run(work, { yearPlanId, unitId }) {
    await unitForActor(work, unitId, 'plan.year.receive')
    const receipt = await work.tx
      .selectFrom('plan.year_receipt')
      .select('received_at')
      .where('county_code', '=', work.county)
      .where('year_plan_id', '=', yearPlanId)
      .where('unit_id', '=', unitId)
      .forUpdate()
      .executeTakeFirst()
    if (!receipt) stop({ code: 'plan.year.notIssuedTo', unitId })
    if (receipt.received_at) stop({ code: 'plan.year.received', receivedAt: receipt.received_at.toISOString() })
    await work.tx
      .updateTable('plan.year_receipt')
      .set({ received_at: work.now, received_by_name: work.actor.name })
      .where('county_code', '=', work.county)
      .where('year_plan_id', '=', yearPlanId)
      .where('unit_id', '=', unitId)
      .execute()
    await closeTodos(work, RECEIPT_TODO, yearPlanId, unitId)
    work.record({ subject: ['yearPlan', yearPlanId], detail: { unitId } })
    return { receivedAt: work.now.toISOString() }
  },
})
