import type { Api } from '../../../platform/http.ts'
import { showDemand, showPublicDemand } from './queries.ts'
import { demandWorkbook } from './workbook.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export function demandRoutes(api: Api): void {
  api.query(showDemand, '/service-demand', {
    xlsx: { mediaType: XLSX, fileName: ({ from, to }) => `科普需求 ${from} 至 ${to}.xlsx`, write: demandWorkbook },
  })
  api.query(showPublicDemand, '/counties/{county}/service/demand')
}
