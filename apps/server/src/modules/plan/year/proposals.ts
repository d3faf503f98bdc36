import { AnnualProposalView, ListProposals, type ProposalSource } from '@kepu/contract/plan-year-proposal'
import { z } from 'zod'
import { query, type Read } from '../../../platform/query.ts'
import { workingCalendar } from '../../organization/index.ts'
import { currentPlanId, readPlan } from '../document/read-plan.ts'
import { findPlanRow } from '../document/store.ts'
import { yearPlanFor } from './queries.ts'
import { copiesOf, newInPlan } from './rules/copy.ts'
import { type Proposal, proposalsOf } from './rules/propose.ts'
import { listYearPlans } from './store.ts'
import { readAnnualTasks } from './task-rows.ts'
import type { AnnualTask, YearPlan } from './types.ts'
import { purposeWords } from './views.ts'

/** Tasks that a year could have: from the plan's measures, or from the year before. Nothing is written. */
export const listProposals = query({
  name: 'plan.annualTask.propose',
  access: 'permission',
  input: ListProposals,
  output: z.object({ items: z.array(AnnualProposalView) }),
  async run(read, { yearPlanId, source }) {
    const year = await yearPlanFor(read, yearPlanId)
    const words = await purposeWords(read.tx, read.county)
    const present = await readAnnualTasks(read.tx, read.county, year.id)
    const proposals = await propose(read, year, source, (id) => words.get(id)?.title ?? '')
    return {
      items: proposals.map(({ copiedFrom, task, notes }) => {
        const measure = task.measureId === null ? undefined : words.get(task.measureId)
        const own = words.get(task.taskId)
        return {
          copiedFrom,
          label: measure?.label ?? own?.label ?? '',
          taskTitle: own?.title ?? '',
          measureTitle: measure?.title ?? null,
          task,
          notes: isPresent(present, { copiedFrom, task, notes })
            ? [{ code: 'present' as const }, ...notes]
            : [...notes],
        }
      }),
    }
  },
})

function isPresent(present: readonly AnnualTask[], { copiedFrom, task }: Proposal): boolean {
  return present.some((one) =>
    copiedFrom === null
      ? one.taskId === task.taskId && one.measureId === task.measureId
      : one.copiedFrom === copiedFrom,
  )
}

async function propose(
  { tx, county }: Read,
  { year, planId: drafted }: YearPlan,
  source: ProposalSource,
  titleOf: (id: string) => string,
): Promise<Proposal[]> {
  const planId = (await currentPlanId(tx, county, `${year}-06-30`)) ?? drafted
  const plan = await readPlan(tx, county, planId, null)
  const calendar = await workingCalendar(tx)
  const units = await tx
    .selectFrom('organization.unit')
    .select(['id', 'kind'])
    .where('county_code', '=', county)
    .where('active', '=', true)
    .orderBy('region_code')
    .execute()
  const townships = units.flatMap(({ id, kind }) => (kind === 'township' ? [id] : []))
  const { source_text: text } = await findPlanRow(tx, county, planId)
  const fromPlan = proposalsOf(plan.tasks, { year, calendar, townships, text })
  if (source === 'plan') return fromPlan

  const before = (await listYearPlans(tx, county)).find((one) => one.year < year && one.status !== 'draft')
  if (!before) return fromPlan
  const copies = copiesOf(await readAnnualTasks(tx, county, before.id), {
    year,
    calendar,
    unitIds: new Set(units.map(({ id }) => id)),
    purposes: new Map(plan.tasks.map(({ id, measures }) => [id, new Set(measures.map((measure) => measure.id))])),
    titleOf,
  })
  return [...copies, ...newInPlan(fromPlan, copies)]
}
