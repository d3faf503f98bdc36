import { systemActor } from '../../platform/actor.ts'
import { execute } from '../../platform/command.ts'
import type { Kernel } from '../../platform/kernel.ts'
import type { Module } from '../../platform/module.ts'
import type { ContentStore } from '../file/index.ts'
import { tellBodies } from './document/commands/acknowledge.ts'
import { openRoundsJob } from './report/jobs.ts'
import { planRights } from './rights.ts'
import { planRoutes } from './routes.ts'
import { supervisionJobs } from './supervision/jobs.ts'

export { answerObjection, confirmSheet, discloseAppraisal, raiseObjection } from './appraisal/commands/disclose.ts'
export { computeAppraisal, enterScores, openAppraisal } from './appraisal/commands/prepare.ts'
export { releaseAppraisal } from './appraisal/commands/release.ts'
export { openScheme, publishScheme, rewriteScheme } from './appraisal/commands/scheme.ts'
export { alteredAppraisals, listAppraisalsQuery, listSchemesQuery, showAppraisal } from './appraisal/queries.ts'
export { templateOf as schemeTemplate } from './appraisal/templates.ts'
export { editDraft } from './document/commands/edit-draft.ts'
export { importPlan } from './document/commands/import-plan.ts'
export { publishPlan } from './document/commands/publish-plan.ts'
export { prepareImport } from './document/import-file.ts'
export { showDraft, showPlan } from './document/queries.ts'
export {
  recordIndicatorValue,
  recordMeasuredValue,
} from './evaluation/commands/measure.ts'
export { releaseProgress } from './evaluation/commands/release.ts'
export { writeEvaluationSection } from './evaluation/commands/write-section.ts'
export { showEvaluation, showProgress } from './evaluation/queries.ts'
export { planParseCommand } from './import/index.ts'
export { freeze } from './report/commands/confirm.ts'
export { acceptReports, returnReport } from './report/commands/review.ts'
export { beginRound, closeRound } from './report/commands/rounds.ts'
export { showReportBoard } from './report/queries.ts'
export { dueDay, periodsOf } from './report/rules/periods.ts'
export { findRound, lockReports, readSchedule } from './report/store.ts'
export { answerExtension, askExtension } from './supervision/commands/extension.ts'
export { remindBodies } from './supervision/commands/remind.ts'
export { tellWait } from './supervision/commands/wait.ts'
export { sweepCounties } from './supervision/jobs.ts'
export {
  approveOrder,
  handleOrder,
  issueOrder,
  openOrder,
  receiveOrder,
  submitOrder,
} from './supervision/order/commands.ts'
export { listLights } from './supervision/queries.ts'
export { inputOf } from './year/change.ts'
export { changeAnnualTask } from './year/commands/change.ts'
export { closeYearPlan } from './year/commands/close.ts'
export { completeNode } from './year/commands/complete-node.ts'
export { issueYearPlan, receiveYearPlan } from './year/commands/issue.ts'
export { addAnnualTasks, openYearPlan } from './year/commands/write.ts'
export { listYears, showYear } from './year/queries.ts'
export { findYearPlan } from './year/store.ts'

/** `kernel` is asked for only when an event comes in: by then the process has made it. */
export function planModule(contents: ContentStore, kernel: () => Kernel): Module {
  return {
    name: 'plan',
    rights: planRights,
    routes: (api) => planRoutes(api, contents),
    jobs: [...supervisionJobs(kernel), openRoundsJob(kernel)],
    subscriptions: [
      {
        name: 'plan.tellBodies',
        event: 'plan.published',
        async run(county, payload) {
          const actor = systemActor(county, 'plan')
          await execute(kernel(), tellBodies, { actor, input: payload, idempotencyKey: null })
        },
      },
    ],
  }
}
