import { DeliveryFilter } from '@kepu/contract/ledger'
import { z } from 'zod'
import type { Api } from '../../platform/http.ts'
import { query } from '../../platform/query.ts'
import { type ContentStore, readTable, readUpload } from '../file/index.ts'
import { checkDelivery } from './attendance.ts'
import { recordDelivery, reverseDelivery } from './commands.ts'
import { conditions, deliveryView, selectDeliveries } from './delivery-rows.ts'
import { checkImport, recordImport } from './import/commands.ts'
import { MAX_ROWS } from './import/read-workbook.ts'
import { listPurposes, titlesOf } from './purposes.ts'
import { listDeliveries, showDelivery, showPurposes, showSummary } from './queries.ts'
import { deliveriesWorkbook, templateWorkbook } from './workbook.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const MAX_UPLOAD = 10_000_000
const MAX_EXPORT = 50_000

const Workbook = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

const exportDeliveries = query({
  name: 'ledger.delivery.export',
  access: 'signedIn',
  input: DeliveryFilter,
  output: Workbook,
  async run(read, filter) {
    const titles = titlesOf(await listPurposes(read.tx, read.county))
    const rows = await selectDeliveries(read.tx, conditions(read.county, filter), MAX_EXPORT)
    return deliveriesWorkbook(rows.map((row) => deliveryView(row, titles, null)))
  },
})

const importTemplate = query({
  name: 'ledger.import.template',
  access: 'signedIn',
  input: z.object({}),
  output: Workbook,
  async run(read) {
    const units = await read.tx
      .selectFrom('organization.unit')
      .select('name')
      .where('county_code', '=', read.county)
      .where('active', '=', true)
      .where('kind', '<>', 'village')
      .orderBy('created_at')
      .execute()
    const townships = await read.tx
      .selectFrom('organization.region')
      .select('name')
      .where('parent_code', '=', read.county)
      .orderBy('code')
      .execute()
    const tasks = (await listPurposes(read.tx, read.county)).filter(
      (purpose) => purpose.active && purpose.id === purpose.taskId,
    )
    return templateWorkbook(
      units.map((unit) => unit.name),
      townships.map((region) => region.name),
      tasks.map((task) => task.title),
    )
  },
})

export function ledgerRoutes(api: Api, contents: ContentStore): void {
  api.query(showSummary, '/counties/{county}/ledger/summary')
  api.query(listDeliveries, '/ledger/deliveries')
  api.query(checkDelivery, '/ledger/plausibility')
  api.query(showPurposes, '/ledger/purposes')
  api.command(recordDelivery, { method: 'post', path: '/ledger/deliveries', status: 201 })
  api.command(reverseDelivery, { method: 'post', path: '/ledger/deliveries/{deliveryId}/reversal', status: 201 })
  api.command(recordImport, { method: 'post', path: '/ledger/imports/{importId}/record' })

  api.download(exportDeliveries, '/ledger/deliveries.xlsx', { name: '台账.xlsx', mediaType: XLSX })
  api.download(importTemplate, '/ledger/import-template.xlsx', { name: '台账导入模板.xlsx', mediaType: XLSX })
  api.query(showDelivery, '/ledger/deliveries/{deliveryId}')
  api.upload(checkImport, { method: 'post', path: '/ledger/imports', status: 201 }, async (request) => {
    const upload = await readUpload(request, ['xlsx', 'csv'], MAX_UPLOAD)
    const grid = await readTable(upload, MAX_ROWS + 20)
    const sha256 = await contents.put(upload.bytes)
    return { file: { name: upload.name, mediaType: XLSX, size: upload.bytes.byteLength, sha256 }, grid }
  })
}
