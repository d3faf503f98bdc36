import { Id } from '@kepu/contract'
import { EstimateView } from '@kepu/contract/survey-estimate'
import { z } from 'zod'
import type { Api } from '../../../platform/http.ts'
import { query } from '../../../platform/query.ts'
import { readTable, readUpload } from '../../file/index.ts'
import { makeEstimate, publishEstimate } from './commands/compute.ts'
import { takeAnswers } from './commands/take.ts'
import { checkEstimate, downloadAnswersTemplate, showResults } from './queries.ts'
import { findEstimate } from './store.ts'
import { estimateWorkbook } from './workbooks.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const MAX_UPLOAD = 20_000_000
const MAX_ROWS = 30_000

const showEstimate = query({
  name: 'survey.estimate.show',
  access: 'permission',
  input: z.object({ estimateId: Id }),
  output: EstimateView,
  run: async ({ tx, county }, { estimateId }) => (await findEstimate(tx, county, estimateId)).estimate,
})

export function estimateRoutes(api: Api): void {
  api.download(downloadAnswersTemplate, '/surveys/answers-template.xlsx', { name: '答卷模板.xlsx', mediaType: XLSX })
  api.query(showResults, '/surveys/{surveyId}/results')
  api.upload(takeAnswers, { method: 'post', path: '/surveys/{surveyId}/answers', status: 201 }, async (request) => {
    const upload = await readUpload(request, ['xlsx', 'csv'], MAX_UPLOAD)
    return { fileName: upload.name, grid: await readTable(upload, MAX_ROWS) }
  })
  api.command(makeEstimate, { method: 'post', path: '/surveys/{surveyId}/estimates', status: 201 })
  api.query(showEstimate, '/estimates/{estimateId}', {
    xlsx: { mediaType: XLSX, fileName: () => '测评结果.xlsx', write: estimateWorkbook },
  })
  api.query(checkEstimate, '/estimates/{estimateId}/check')
  api.command(publishEstimate, { method: 'post', path: '/estimates/{estimateId}/publication', status: 201 })
}
