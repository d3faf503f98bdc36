import type { Api } from '../../../platform/http.ts'
import { readTable, readUpload } from '../../file/index.ts'
import { changeDesign, openSurvey } from './commands/design.ts'
import { drawSample } from './commands/draw.ts'
import { takeFrame } from './commands/frame.ts'
import { checkDraw, downloadTemplate, listSurveys, showDraw, showSurvey } from './queries.ts'
import { drawWorkbook } from './workbooks.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const MAX_UPLOAD = 10_000_000
/** More than any county has villages. */
const MAX_ROWS = 5_000

export function surveyRoutes(api: Api): void {
  api.query(listSurveys, '/surveys')
  api.command(openSurvey, { method: 'post', path: '/surveys', status: 201 })
  api.download(downloadTemplate, '/surveys/frame-template.xlsx', { name: '抽样框模板.xlsx', mediaType: XLSX })
  api.query(showSurvey, '/surveys/{surveyId}')
  api.command(changeDesign, { method: 'put', path: '/surveys/{surveyId}/design' })
  api.command(drawSample, { method: 'post', path: '/surveys/{surveyId}/draws', status: 201 })
  api.query(showDraw, '/draws/{drawId}', {
    xlsx: { mediaType: XLSX, fileName: () => '样本.xlsx', write: drawWorkbook },
  })
  api.query(checkDraw, '/draws/{drawId}/check')
  api.upload(takeFrame, { method: 'post', path: '/surveys/{surveyId}/frames', status: 201 }, async (request) => {
    const upload = await readUpload(request, ['xlsx', 'csv'], MAX_UPLOAD)
    return { fileName: upload.name, grid: await readTable(upload, MAX_ROWS) }
  })
}
