import type { YearRefusal } from '@kepu/contract/plan-year'
import type { ProblemText } from '../../../lib/problem.ts'

export const yearProblemsEn: ProblemText<YearRefusal> = {
  'plan.year.exists': ({ year }) => `There is a work plan for ${year} already: open it and go on`,
  'plan.year.noPlan': ({ year }) => `No plan is published yet, so there is nothing to draft ${year} from`,
  'plan.year.state': ({ yearStatus }) =>
    yearStatus === 'draft'
      ? 'The work plan is not issued yet'
      : yearStatus === 'issued'
        ? 'The work plan is issued: change its tasks with a reason'
        : 'The year is closed',
  'plan.year.empty': () => 'The work plan has no task yet',
  'plan.year.notIssuedTo': () => 'This body has no task in that year',
  'plan.year.received': ({ receivedAt }) => `Signed for on ${receivedAt.slice(0, 10)} already`,
  'plan.year.signed': () => 'Every body has signed: nobody to remind',
  'plan.year.stillOpen': ({ openNodes }) => `${openNodes} nodes are still open: look at them before you close the year`,
  'plan.annualTask.purpose': ({ task }) => `“${task}”: the task or measure is not in the plan in force, choose again`,
  'plan.annualTask.unit': ({ task }) => `“${task}”: the body does not exist or is closed, choose again`,
  'plan.annualTask.outsideYear': ({ year, task }) => `“${task}”: its days have to lie in ${year}`,
  'plan.annualTask.origin': ({ task }) => `“${task}”: the earlier task that it goes on from does not exist`,
  'plan.annualTask.withdrawn': () => 'This task is withdrawn',
  'plan.annualTask.same': () => 'Nothing differs: there is nothing to change',
  'plan.annualTable.noHeader': () =>
    'No heading row: the columns 任务名称 and 牵头单位 are needed. Start from an exported table',
  'plan.annualTable.empty': () => 'The table holds no task',
  'plan.annualChange.none': () => 'This body has no change to sign for',
  'plan.node.counted': () => 'This node is counted from the ledger: nobody has to report it',
  'plan.node.future': ({ today }) => `It cannot be done after today (${today})`,
  'plan.node.notOwed': () => 'This node is not this body’s',
  'plan.node.done': ({ doneOn }) => `Reported as done on ${doneOn} already`,
}
