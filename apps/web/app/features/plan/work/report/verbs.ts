import {
  AcceptReports,
  CloseRound,
  ConfirmReport,
  OpenRound,
  RemarkReport,
  ReportRoundView,
  ReturnReport,
  SetReportSchedule,
  UnlockReport,
  WithdrawReport,
} from '@kepu/contract/plan-report'
import { z } from 'zod'
import { verb } from '../../../../lib/verb.ts'

export const confirmReport = verb(
  'POST',
  '/reports/{reportId}/confirmation',
  ConfirmReport,
  z.object({ seen: z.string() }),
)
export const withdrawReport = verb('DELETE', '/reports/{reportId}/confirmation', WithdrawReport, z.null())
export const remarkReport = verb('PUT', '/reports/{reportId}/sentence', RemarkReport, z.object({ version: z.number() }))
export const acceptReports = verb('POST', '/reports/acceptance', AcceptReports, z.object({ accepted: z.number() }))
export const returnReport = verb('POST', '/reports/{reportId}/return', ReturnReport, z.null())
export const unlockReport = verb('POST', '/reports/{reportId}/unlocking', UnlockReport, z.null())
export const openRound = verb('POST', '/report-rounds', OpenRound, ReportRoundView)
export const closeRound = verb('POST', '/report-rounds/{roundId}/closing', CloseRound, z.null())
export const setReportSchedule = verb('PUT', '/years/{yearPlanId}/report-schedule', SetReportSchedule, z.null())
