import { Id } from '@kepu/contract'
import { YearPlanHeader, YearPlanView } from '@kepu/contract/plan-year'
import { z } from 'zod'
import { holds } from '../../../platform/actor.ts'
import { refuse } from '../../../platform/problem.ts'
import { query, type Read } from '../../../platform/query.ts'
import { readStanding } from './progress.ts'
import { findYearPlan, listYearPlans } from './store.ts'
import type { YearPlan } from './types.ts'
import { annualTaskView, purposeWords, readReceipts, yearHeader } from './views.ts'

/** Drafts are for those who write them, and for whoever may see drafts of the plan. */
function seesDrafts({ actor }: Read): boolean {
  return actor !== null && (holds(actor, 'plan.year.open') || holds(actor, 'plan.draft.show'))
}

/** By id, or `current`: the year of the county's today, else the latest that was issued. */
export async function yearPlanFor(read: Read, yearPlanId: string): Promise<YearPlan> {
  const none = () => refuse({ code: 'platform.notFound', kind: 'yearPlan' })
  const all = await listYearPlans(read.tx, read.county)
  const shown = seesDrafts(read) ? all : all.filter(({ status }) => status !== 'draft')
  if (yearPlanId !== 'current') {
    if (!Id.safeParse(yearPlanId).success) none()
    const year = await findYearPlan(read.tx, read.county, yearPlanId)
    return shown.some(({ id }) => id === year.id) ? year : none()
  }
  const issued = shown.filter(({ status }) => status !== 'draft')
  return issued.find(({ year }) => year === Number(read.today.slice(0, 4))) ?? issued[0] ?? none()
}

export const listYears = query({
  name: 'plan.year.list',
  access: 'signedIn',
  input: z.object({}),
  output: z.object({ items: z.array(YearPlanHeader) }),
  async run(read) {
    const all = await listYearPlans(read.tx, read.county)
    const shown = seesDrafts(read) ? all : all.filter(({ status }) => status !== 'draft')
    return { items: shown.map((year) => yearHeader(year, read.actor)) }
  },
})

export const showYear = query({
  name: 'plan.year.show',
  access: 'signedIn',
  input: z.object({ yearPlanId: z.string() }),
  output: YearPlanView,
  async run(read, { yearPlanId }) {
    const year = await yearPlanFor(read, yearPlanId)
    const standing = await readStanding(read.tx, read.county, year, read.today)
    const words = await purposeWords(read.tx, read.county)
    return {
      header: yearHeader(year, read.actor),
      tasks: standing.map((one) => annualTaskView(one, words)),
      receipts: await readReceipts(read.tx, read.county, year.id),
    }
  },
})
