import type { Api } from '../../../platform/http.ts'
import { changeAnnualTask, receiveAnnualChanges, withdrawAnnualTask } from './commands/change.ts'
import { closeYearPlan } from './commands/close.ts'
import { completeNode } from './commands/complete-node.ts'
import { issueYearPlan, receiveYearPlan, remindYear } from './commands/issue.ts'
import { addAnnualTask, addAnnualTasks, openYearPlan, removeAnnualTask, rewriteAnnualTask } from './commands/write.ts'
import { listProposals } from './proposals.ts'
import { listYears, showYear } from './queries.ts'

export function yearRoutes(api: Api): void {
  api.query(listYears, '/years')
  api.query(showYear, '/years/{yearPlanId}')
  api.query(listProposals, '/years/{yearPlanId}/proposals')
  api.command(openYearPlan, { method: 'post', path: '/years', status: 201 })
  api.command(addAnnualTask, { method: 'post', path: '/years/{yearPlanId}/tasks', status: 201 })
  api.command(rewriteAnnualTask, { method: 'put', path: '/annual-tasks/{annualTaskId}' })
  api.command(removeAnnualTask, { method: 'delete', path: '/annual-tasks/{annualTaskId}' })
  api.command(addAnnualTasks, { method: 'post', path: '/years/{yearPlanId}/task-lists', status: 201 })
  api.command(changeAnnualTask, { method: 'post', path: '/annual-tasks/{annualTaskId}/changes' })
  api.command(withdrawAnnualTask, { method: 'post', path: '/annual-tasks/{annualTaskId}/withdrawal' })
  api.command(issueYearPlan, { method: 'post', path: '/years/{yearPlanId}/issue' })
  api.command(receiveYearPlan, { method: 'post', path: '/years/{yearPlanId}/receipt' })
  api.command(remindYear, { method: 'post', path: '/years/{yearPlanId}/reminder' })
  api.command(receiveAnnualChanges, { method: 'post', path: '/years/{yearPlanId}/changes/receipt' })
  api.command(closeYearPlan, { method: 'post', path: '/years/{yearPlanId}/close' })
  api.command(completeNode, { method: 'post', path: '/nodes/{nodeId}/completion', status: 201 })
}
