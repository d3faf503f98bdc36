import { IssueYearPlan, ReceiveYearPlan, YearPlanHeader } from '@kepu/contract/plan-year'
import { RemindYear } from '@kepu/contract/plan-year-change'
import { z } from 'zod'
import { command } from '../../../../platform/command.ts'
import { Refused, refuse } from '../../../../platform/problem.ts'
import { closeTodos } from '../../../notification/index.ts'
import { unitForActor } from '../../../organization/index.ts'
import { issueTo, openReceiptTodos, RECEIPT_TODO } from '../issuing.ts'
import { bodiesOf, whyNotIssue } from '../rules/issue.ts'
import { bumpYearPlan, findYearPlan, lockYearPlan, stop } from '../store.ts'
import { readAnnualTasks } from '../task-rows.ts'
import { yearHeader } from '../views.ts'

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

    const bodies = await issueTo(work, year, tasks, bodiesOf(tasks))
    await bumpYearPlan(work, year, { status: 'issued', issued_at: work.now })
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

/** 提醒签收: whoever hasn't signed is reminded. What is in the inbox already isn't put there twice. */
export const remindYear = command({
  name: 'plan.year.remind',
  input: RemindYear,
  output: z.object({ reminded: z.number() }),
  async run(work, { yearPlanId }) {
    const year = await lockYearPlan(work, yearPlanId, 'plan.year.remind')
    if (year.status !== 'issued') stop({ code: 'plan.year.state', yearStatus: year.status })
    const unsigned = await work.tx
      .updateTable('plan.year_receipt')
      .set({ reminded_at: work.now })
      .where('county_code', '=', work.county)
      .where('year_plan_id', '=', year.id)
      .where('received_at', 'is', null)
      .returning('unit_id')
      .execute()
    if (unsigned.length === 0) stop({ code: 'plan.year.signed' })
    const bodies = unsigned.map(({ unit_id }) => unit_id)
    await openReceiptTodos(work, year, await readAnnualTasks(work.tx, work.county, year.id), bodies)
    work.record({ subject: ['yearPlan', year.id], detail: { bodies: bodies.length } })
    return { reminded: bodies.length }
  },
})
