import { YearPlanHeader } from '@kepu/contract/plan-year'
import { CloseYearPlan } from '@kepu/contract/plan-year-change'
import { command } from '../../../../platform/command.ts'
import { closeTodos } from '../../../notification/index.ts'
import { CHANGE_TODO } from '../change.ts'
import { RECEIPT_TODO } from '../issuing.ts'
import { lockYear } from '../lock.ts'
import { readStanding } from '../progress.ts'
import { openNodes, whyNotClose } from '../rules/close.ts'
import { bumpYearPlan, findYearPlan, stop } from '../store.ts'
import { yearHeader } from '../views.ts'

/** 结束年度: nothing of the year is written any more; what is open in inboxes about it is done with. */
export const closeYearPlan = command({
  name: 'plan.year.close',
  input: CloseYearPlan,
  output: YearPlanHeader,
  async run(work, { openNodes: seen, ...asked }) {
    const year = await lockYear(work, asked, 'plan.year.close', whyNotClose)
    const open = openNodes(await readStanding(work.tx, work.county, year, work.today))
    if (open.length > seen) stop({ code: 'plan.year.stillOpen', openNodes: open.length })
    await bumpYearPlan(work, year, { status: 'closed', closed_at: work.now })
    for (const kind of [RECEIPT_TODO, CHANGE_TODO]) await closeTodos(work, kind, year.id)
    work.record({ subject: ['yearPlan', year.id], detail: { year: year.year, openNodes: open.length } })
    await work.emit('plan.year.closed', { yearPlanId: year.id })
    return yearHeader(await findYearPlan(work.tx, work.county, year.id), work.actor)
  },
})
