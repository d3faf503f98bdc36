import type { Api } from '../../../platform/http.ts'
import { addRecords, confirmRecord, reverseRecord } from './commands/write.ts'
import { exportRecords, exportRecordsCsv } from './export.ts'
import { configureExport, showMapping } from './mapping.ts'
import { listRecords, sumOfRecords } from './queries.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export function recordRoutes(api: Api): void {
  api.query(sumOfRecords, '/service-records/sum')
  api.query(showMapping, '/service-records/export-mapping')
  api.download(exportRecords, '/service-records.xlsx', { name: '志愿服务记录.xlsx', mediaType: XLSX })
  api.download(exportRecordsCsv, '/service-records.csv', {
    name: '志愿服务记录.csv',
    mediaType: 'text/csv; charset=utf-8',
  })
  api.query(listRecords, '/service-records')
  api.command(addRecords, { method: 'post', path: '/service-records', status: 201 })
  api.command(confirmRecord, { method: 'post', path: '/service-records/{recordId}/confirmation' })
  api.command(reverseRecord, { method: 'post', path: '/service-records/{recordId}/reversal', status: 201 })
  api.command(configureExport, { method: 'put', path: '/service-records/export-mapping' })
}
