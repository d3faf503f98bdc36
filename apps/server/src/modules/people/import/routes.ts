import type { Api } from '../../../platform/http.ts'
import { readTable, readUpload } from '../../file/index.ts'
import { applyList } from './apply.ts'
import { checkList } from './check.ts'
import { MAX_ROWS } from './read-list.ts'
import { exportPeople, listTemplate } from './workbook.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const MAX_UPLOAD = 10_000_000

/** The file itself isn't kept: it holds people's data, and what was read of it waits encrypted. */
export function importRoutes(api: Api): void {
  api.download(exportPeople, '/people.xlsx', { name: '人才名录.xlsx', mediaType: XLSX })
  api.download(listTemplate, '/people-import-template.xlsx', { name: '人才名录模板.xlsx', mediaType: XLSX })
  api.upload(checkList, { method: 'post', path: '/people-imports', status: 201 }, async (request) => {
    const upload = await readUpload(request, ['xlsx', 'csv'], MAX_UPLOAD)
    return { fileName: upload.name, grid: await readTable(upload, MAX_ROWS + 20) }
  })
  api.command(applyList, { method: 'post', path: '/people-imports/{importId}/apply' })
}
