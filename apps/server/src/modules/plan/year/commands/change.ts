import { ChangeAnnualTask, ReceiveAnnualChanges, WithdrawAnnualTask } from '@kepu/contract/plan-year-change'
import { z } from 'zod'
import { command } from '../../../../platform/command.ts'
import { closeTodos } from '../../../notification/index.ts'
import { unitForActor } from '../../../organization/index.ts'
import { CHANGE_TODO, changeIssuedTask, withdrawIssuedTask } from '../change.ts'
import { signChanges } from '../change-rows.ts'
import { lockTask } from '../lock.ts'
import { whyNotChange } from '../rules/change.ts'
import { stop } from '../store.ts'

const Changed = z.object({ version: z.number() })

export const changeAnnualTask = command({
  name: 'plan.annualTask.change',
  input: ChangeAnnualTask,
  output: Changed,
  async run(work, { task, reason, ...asked }) {
    const locked = await lockTask(work, asked, 'plan.annualTask.change', whyNotChange)
    const { version } = await changeIssuedTask(work, locked, task, reason)
    return { version }
  },
})

export const withdrawAnnualTask = command({
  name: 'plan.annualTask.withdraw',
  input: WithdrawAnnualTask,
  output: Changed,
  async run(work, { reason, ...asked }) {
    const locked = await lockTask(work, asked, 'plan.annualTask.withdraw', whyNotChange)
    const { version } = await withdrawIssuedTask(work, locked, reason)
    return { version }
  },
})

/** A body signs for what was changed: one signature for all changes of the year that concern it. */
export const receiveAnnualChanges = command({
  name: 'plan.annualChange.receive',
  input: ReceiveAnnualChanges,
  output: z.object({ signed: z.number() }),
  async run(work, { yearPlanId, unitId }) {
    await unitForActor(work, unitId, 'plan.annualChange.receive')
    const signed = await signChanges(work, yearPlanId, unitId)
    if (signed === 0) stop({ code: 'plan.annualChange.none', unitId })
    await closeTodos(work, CHANGE_TODO, yearPlanId, unitId)
    work.record({ subject: ['yearPlan', yearPlanId], detail: { unitId, signed } })
    return { signed }
  },
})
