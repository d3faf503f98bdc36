import { CalendarAddress, RenewCalendar } from '@kepu/contract/plan-calendar'
import {
  AddAnnualTask,
  AddAnnualTasks,
  CompleteNode,
  IssueYearPlan,
  ReceiveYearPlan,
  RemoveAnnualTask,
  RewriteAnnualTask,
  YearPlanHeader,
} from '@kepu/contract/plan-year'
import { ChangeAnnualTask, CloseYearPlan, RemindYear, WithdrawAnnualTask } from '@kepu/contract/plan-year-change'
import { z } from 'zod'
import { verb } from '../../../../lib/verb.ts'

const Versioned = z.object({ version: z.number() })

export const addTask = verb('POST', '/years/{yearPlanId}/tasks', AddAnnualTask, z.object({ annualTaskId: z.uuid() }))
export const addTasks = verb(
  'POST',
  '/years/{yearPlanId}/task-lists',
  AddAnnualTasks,
  z.object({ annualTaskIds: z.array(z.uuid()) }),
)
export const rewriteTask = verb('PUT', '/annual-tasks/{annualTaskId}', RewriteAnnualTask, Versioned)
export const removeTask = verb('DELETE', '/annual-tasks/{annualTaskId}', RemoveAnnualTask, z.null())
export const changeTask = verb('POST', '/annual-tasks/{annualTaskId}/changes', ChangeAnnualTask, Versioned)
export const withdrawTask = verb('POST', '/annual-tasks/{annualTaskId}/withdrawal', WithdrawAnnualTask, Versioned)
export const issueYear = verb('POST', '/years/{yearPlanId}/issue', IssueYearPlan, YearPlanHeader)
export const closeYear = verb('POST', '/years/{yearPlanId}/close', CloseYearPlan, YearPlanHeader)
export const remindYear = verb('POST', '/years/{yearPlanId}/reminder', RemindYear, z.object({ reminded: z.number() }))
export const receiveYear = verb(
  'POST',
  '/years/{yearPlanId}/receipt',
  ReceiveYearPlan,
  z.object({ receivedAt: z.string() }),
)
export const completeNode = verb(
  'POST',
  '/nodes/{nodeId}/completion',
  CompleteNode,
  z.object({ completionId: z.uuid() }),
)
export const renewCalendar = verb('POST', '/units/{unitId}/calendar', RenewCalendar, CalendarAddress)
