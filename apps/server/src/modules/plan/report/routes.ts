import type { Api } from '../../../platform/http.ts'
import { confirmReport, remarkReport, withdrawReport } from './commands/confirm.ts'
import { acceptReports, returnReport, unlockReport } from './commands/review.ts'
import { closeRound, openRound, setReportSchedule } from './commands/rounds.ts'
import { periodName, reportDocument, reportWorkbook, roundWorkbook } from './documents.ts'
import { showReport, showReportBoard, showReportRecords, showRound } from './queries.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

export function reportRoutes(api: Api): void {
  api.query(showReportBoard, '/reports')
  api.query(showRound, '/report-rounds/{roundId}', {
    xlsx: { mediaType: XLSX, fileName: ({ round }) => `${periodName(round)}进展汇总.xlsx`, write: roundWorkbook },
  })
  api.query(showReport, '/reports/{reportId}', {
    xlsx: {
      mediaType: XLSX,
      fileName: ({ unitName, round }) => `${unitName}${periodName(round)}进展报告.xlsx`,
      write: reportWorkbook,
    },
    docx: {
      mediaType: DOCX,
      fileName: ({ unitName, round }) => `${unitName}${periodName(round)}进展报告.docx`,
      write: reportDocument,
    },
  })
  api.query(showReportRecords, '/reports/{reportId}/records')
  api.command(setReportSchedule, { method: 'put', path: '/years/{yearPlanId}/report-schedule' })
  api.command(openRound, { method: 'post', path: '/report-rounds', status: 201 })
  api.command(closeRound, { method: 'post', path: '/report-rounds/{roundId}/closing' })
  api.command(acceptReports, { method: 'post', path: '/reports/acceptance' })
  api.command(remarkReport, { method: 'put', path: '/reports/{reportId}/sentence' })
  api.command(confirmReport, { method: 'post', path: '/reports/{reportId}/confirmation' })
  api.command(withdrawReport, { method: 'delete', path: '/reports/{reportId}/confirmation' })
  api.command(returnReport, { method: 'post', path: '/reports/{reportId}/return' })
  api.command(unlockReport, { method: 'post', path: '/reports/{reportId}/unlocking' })
}
