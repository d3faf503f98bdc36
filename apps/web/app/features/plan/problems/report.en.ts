import type { ReportRefusal, ReportStatus } from '@kepu/contract/plan-report'
import type { ProblemText } from '../../../lib/problem.ts'

const STATUS: Record<ReportStatus, string> = {
  open: 'is not confirmed yet',
  confirmed: 'is confirmed and waits for review',
  returned: 'was returned and waits for the body',
  accepted: 'is accepted',
  locked: 'is locked',
}

export const reportProblemsEn: ProblemText<ReportRefusal> = {
  'plan.round.exists': () => 'This round is open already: reload to see it',
  'plan.round.early': ({ endsOn }) => `The period ends on ${endsOn}: it can be opened after that`,
  'plan.round.noSuchPeriod': ({ kind, ordinal }) => `There is no ${kind} ${ordinal}`,
  'plan.round.due': ({ endsOn }) => `The last day has to lie after the period, which ends on ${endsOn}`,
  'plan.round.closed': () => 'This round is closed',
  'plan.round.awaiting': ({ reports }) =>
    `${reports} reports wait for review: accept or return them, then close the round`,
  'plan.report.state': ({ reportStatus, unitName }) => `The report of ${unitName} ${STATUS[reportStatus]}`,
  'plan.report.moved': ({ unitName }) =>
    `The figures of ${unitName} have changed since you opened them: look at the new ones first`,
  'plan.report.noSuchTask': () => 'This body has no such task: reload and try again',
}
