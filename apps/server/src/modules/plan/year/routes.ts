import type { Api } from '../../../platform/http.ts'
import { readTable, readUpload } from '../../file/index.ts'
import { icsOf } from './calendar/ics.ts'
import { showCalendarAddress, showUnitCalendar } from './calendar/queries.ts'
import { renewCalendar } from './calendar/renew.ts'
import { listAnnualChanges } from './changes.ts'
import { changeAnnualTask, receiveAnnualChanges, withdrawAnnualTask } from './commands/change.ts'
import { closeYearPlan } from './commands/close.ts'
import { completeNode } from './commands/complete-node.ts'
import { issueYearPlan, receiveYearPlan, remindYear } from './commands/issue.ts'
import { addAnnualTask, addAnnualTasks, openYearPlan, removeAnnualTask, rewriteAnnualTask } from './commands/write.ts'
import { listCountedWork } from './counted-work.ts'
import { listProposals } from './proposals.ts'
import { listYears, showYear } from './queries.ts'
import { checkAnnualTable } from './table/check.ts'
import { yearDocument } from './table/document.ts'
import { MAX_ROWS } from './table/rows.ts'
import { yearWorkbook } from './table/workbook.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const MAX_UPLOAD = 5_000_000

export function yearRoutes(api: Api): void {
  readingRoutes(api)
  draftRoutes(api)
  runningRoutes(api)
}

function readingRoutes(api: Api): void {
  api.query(listYears, '/years')
  api.query(showYear, '/years/{yearPlanId}', {
    xlsx: { mediaType: XLSX, fileName: ({ header }) => `${header.title}.xlsx`, write: yearWorkbook },
    docx: { mediaType: DOCX, fileName: ({ header }) => `${header.title}任务清单.docx`, write: yearDocument },
  })
  api.query(listAnnualChanges, '/years/{yearPlanId}/changes')
  api.query(listCountedWork, '/annual-tasks/{annualTaskId}/deliveries')
  api.query(showCalendarAddress, '/units/{unitId}/calendar')
  api.query(showUnitCalendar, '/counties/{county}/calendars/{token}', {
    ics: { mediaType: 'text/calendar; charset=utf-8', write: icsOf },
  })
}

function draftRoutes(api: Api): void {
  api.query(listProposals, '/years/{yearPlanId}/proposals')
  api.command(openYearPlan, { method: 'post', path: '/years', status: 201 })
  api.command(addAnnualTask, { method: 'post', path: '/years/{yearPlanId}/tasks', status: 201 })
  api.command(addAnnualTasks, { method: 'post', path: '/years/{yearPlanId}/task-lists', status: 201 })
  api.upload(checkAnnualTable, { method: 'post', path: '/years/{yearPlanId}/tables' }, async (request) => {
    const upload = await readUpload(request, ['xlsx', 'csv'], MAX_UPLOAD)
    const yearPlanId = new URL(request.url).pathname.split('/').at(-2) ?? ''
    return { yearPlanId, fileName: upload.name, grid: await readTable(upload, MAX_ROWS + 20) }
  })
  api.command(rewriteAnnualTask, { method: 'put', path: '/annual-tasks/{annualTaskId}' })
  api.command(removeAnnualTask, { method: 'delete', path: '/annual-tasks/{annualTaskId}' })
}

function runningRoutes(api: Api): void {
  api.command(issueYearPlan, { method: 'post', path: '/years/{yearPlanId}/issue' })
  api.command(receiveYearPlan, { method: 'post', path: '/years/{yearPlanId}/receipt' })
  api.command(remindYear, { method: 'post', path: '/years/{yearPlanId}/reminder' })
  api.command(changeAnnualTask, { method: 'post', path: '/annual-tasks/{annualTaskId}/changes' })
  api.command(withdrawAnnualTask, { method: 'post', path: '/annual-tasks/{annualTaskId}/withdrawal' })
  api.command(receiveAnnualChanges, { method: 'post', path: '/years/{yearPlanId}/changes/receipt' })
  api.command(closeYearPlan, { method: 'post', path: '/years/{yearPlanId}/close' })
  api.command(completeNode, { method: 'post', path: '/nodes/{nodeId}/completion', status: 201 })
  api.command(renewCalendar, { method: 'post', path: '/units/{unitId}/calendar' })
}
