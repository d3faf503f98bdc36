import type { Api } from '../../../platform/http.ts'
import { completeNode } from './commands/complete-node.ts'
import { issueYearPlan, receiveYearPlan } from './commands/issue.ts'
import { addAnnualTask, openYearPlan, removeAnnualTask, rewriteAnnualTask } from './commands/write.ts'
import { listYears, showYear } from './queries.ts'

export function yearRoutes(api: Api): void {
  api.query(listYears, '/years')
  api.query(showYear, '/years/{yearPlanId}')
  api.command(openYearPlan, { method: 'post', path: '/years', status: 201 })
  api.command(addAnnualTask, { method: 'post', path: '/years/{yearPlanId}/tasks', status: 201 })
  api.command(rewriteAnnualTask, { method: 'put', path: '/annual-tasks/{annualTaskId}' })
  api.command(removeAnnualTask, { method: 'delete', path: '/annual-tasks/{annualTaskId}' })
  api.command(issueYearPlan, { method: 'post', path: '/years/{yearPlanId}/issue' })
  api.command(receiveYearPlan, { method: 'post', path: '/years/{yearPlanId}/receipt' })
  api.command(completeNode, { method: 'post', path: '/nodes/{nodeId}/completion', status: 201 })
}
