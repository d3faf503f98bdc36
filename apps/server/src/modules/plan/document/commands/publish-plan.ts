import { PlanHeader, PlanProposal, type PlanRefusal, PublishPlan } from '@kepu/contract/plan'
import { command, type Work } from '../../../../platform/command.ts'
import { Refused } from '../../../../platform/problem.ts'
import { replacePurposes } from '../../../ledger/index.ts'
import { planHeader } from '../headers.ts'
import { draftProblems } from '../rules/readiness.ts'
import { findPlanRow, lockDraft, setStatus } from '../store.ts'
import { keptIds } from './kept-ids.ts'
import { insertPlanRows } from './plan-rows.ts'
import { settleUnits } from './settle-units.ts'

/** The draft becomes the county's plan: units, tasks, measures, responsibilities, figures. Undo ends here. */
export const publishPlan = command({
  name: 'plan.plan.publish',
  input: PublishPlan,
  output: PlanHeader,
  async run(work, { planId, version }) {
    const plan = await lockDraft(work, planId, version, 'plan.plan.publish')
    const problems = draftProblems(plan.draft)
    if (problems.length > 0) {
      const reason: PlanRefusal = { code: 'plan.draft.notReady', problems }
      throw new Refused(reason)
    }
    const proposal = PlanProposal.parse(plan.draft.proposal)
    const before = await supersede(work, planId, proposal)
    const unitOfName = await settleUnits(work, plan.draft)
    const ids = await keptIds(work, before, proposal)
    await insertPlanRows(work, { planId, proposal, text: plan.sourceText, unitOfName, ids })
    await setStatus(work, planId, 'published')
    await replacePurposes(work, purposesOf(proposal, ids))

    work.record({
      subject: ['plan', planId],
      detail: { title: plan.title, supersedes: before, tasks: proposal.tasks.length },
    })
    await work.emit('plan.published', { planId })
    return planHeader(await findPlanRow(work.tx, work.county, planId), work.actor)
  },
})

/** An edition in force for the same period makes room; this one counts on from it. */
async function supersede(work: Work, planId: string, proposal: PlanProposal): Promise<string | null> {
  const { period } = proposal
  if (period === null) return null
  const before = await work.tx
    .selectFrom('plan.plan')
    .select(['id', 'revision'])
    .where('county_code', '=', work.county)
    .where('status', '=', 'published')
    .where('period_start', '=', period.start)
    .where('period_end', '=', period.end)
    .forUpdate()
    .executeTakeFirst()
  if (!before) return null
  await setStatus(work, before.id, 'superseded')
  await work.tx
    .updateTable('plan.plan')
    .set({ previous_id: before.id, revision: before.revision + 1 })
    .where('county_code', '=', work.county)
    .where('id', '=', planId)
    .execute()
  return before.id
}

function purposesOf(proposal: PlanProposal, ids: Awaited<ReturnType<typeof keptIds>>) {
  return proposal.tasks.flatMap((task, t) => {
    const { id, measures } = ids.tasks[t] ?? { id: '', measures: [] }
    const label = `${task.category ?? '任务'} ${task.number}`
    return [
      { id, taskId: id, title: task.title, label },
      ...task.measures.map((measure, m) => ({
        id: measures[m] ?? '',
        taskId: id,
        title: measure.title,
        label: `${label}.${measure.number}`,
      })),
    ]
  })
}
