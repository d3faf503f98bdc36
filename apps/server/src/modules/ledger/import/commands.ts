import { Id } from '@kepu/contract'
import { ImportReport, type LedgerRefusal, RecordImport } from '@kepu/contract/ledger'
import { z } from 'zod'
import { unitsOf } from '../../../platform/actor.ts'
import { command, type Work } from '../../../platform/command.ts'
import { Refused, refuse } from '../../../platform/problem.ts'
import { type Grid, recordFile } from '../../file/index.ts'
import { listAliases } from '../../organization/index.ts'
import { listPurposes } from '../purposes.ts'
import { appendDeliveries, deliveriesAround } from '../store.ts'
import type { NewDelivery } from '../types.ts'
import { rowsOf } from './read-workbook.ts'
import { markDuplicates, type UnderstoodRow, understand, type Vocabulary } from './understand.ts'

const CheckImport = z.object({
  file: z.object({ name: z.string(), mediaType: z.string(), size: z.number(), sha256: z.string() }),
  grid: z.custom<Grid>((value) => Array.isArray(value)),
})

/** Reads a workbook and says what is wrong with which row; nothing goes into the ledger yet. */
export const checkImport = command({
  name: 'ledger.import.check',
  input: CheckImport,
  output: ImportReport,
  async run(work, { file, grid }) {
    const raw = rowsOf(grid)
    const vocabulary = await readVocabulary(work)
    const understood = raw.map((row) => understand(row, vocabulary))
    const days = understood.flatMap(({ delivery }) => (delivery ? [delivery.occurredOn] : []))
    const rows = markDuplicates(understood, await deliveriesAround(work.tx, work.county, days))

    const stored = await recordFile(work, file, 'ledger/import')
    const importId = work.newId()
    const report = reportOf(importId, file.name, rows)
    await work.tx
      .insertInto('ledger.import')
      .values({
        county_code: work.county,
        id: importId,
        file_id: stored.id,
        file_name: file.name,
        status: 'checked',
        rows: JSON.stringify(rows.map(({ report: { row }, delivery }) => ({ row, delivery }))),
        report: JSON.stringify(report),
        created_by: work.actor.id,
        created_at: work.now,
      })
      .execute()
    work.record({ subject: ['import', importId], detail: { file: file.name, rows: rows.length, ready: report.ready } })
    return report
  },
})

function reportOf(importId: string, fileName: string, rows: readonly UnderstoodRow[]): ImportReport {
  const reports = rows.map((row) => row.report)
  return {
    importId,
    fileName,
    rows: reports,
    ready: reports.filter((row) => row.problems.length === 0 && row.duplicates.length === 0).length,
    withProblems: reports.filter((row) => row.problems.length > 0).length,
    withDuplicates: reports.filter((row) => row.problems.length === 0 && row.duplicates.length > 0).length,
    status: 'checked',
  }
}

async function readVocabulary(work: Work): Promise<Vocabulary> {
  const units = await work.tx
    .selectFrom('organization.unit')
    .select(['id', 'name', 'ancestors'])
    .where('county_code', '=', work.county)
    .where('active', '=', true)
    .execute()
  const aliases = await listAliases(work.tx, work.county)
  const regions = await work.tx
    .selectFrom('organization.region')
    .select(['code', 'name', 'parent_code'])
    .where('code', '>=', work.county)
    .where('code', '<', `${work.county}:`)
    .orderBy('code', 'desc')
    .execute()
  const nameOf = new Map(regions.map((region) => [region.code, region.name]))
  const mine = unitsOf(work.actor, 'ledger.import.record')
  return {
    county: work.county,
    today: work.today,
    units: new Map([
      ...aliases.map((alias) => [alias.name, alias.unitId] as const),
      ...units.map((unit) => [unit.name, unit.id] as const),
    ]),
    // In descending order of code, so that a township wins over a village of the same name; 乡镇+村 always names one place.
    regions: new Map([
      ...regions.map((region) => [region.name, region.code] as const),
      ...regions.map((region) => [`${nameOf.get(region.parent_code ?? '') ?? ''}${region.name}`, region.code] as const),
    ]),
    tasks: new Map(
      (await listPurposes(work.tx, work.county))
        .filter((purpose) => purpose.active && purpose.id === purpose.taskId)
        .flatMap((task) => [[task.title, task.id] as const, [task.label, task.id] as const]),
    ),
    allowedUnits:
      mine === null
        ? null
        : new Set(units.filter((unit) => unit.ancestors.some((above) => mine.includes(above))).map((unit) => unit.id)),
  }
}

const StoredRows = z.array(z.object({ row: z.number(), delivery: z.custom<NewDelivery | null>() }))

/** Puts the checked rows into the ledger: all of them or, if the process dies in the middle, none. */
export const recordImport = command({
  name: 'ledger.import.record',
  input: RecordImport,
  output: z.object({ importId: Id, recorded: z.number() }),
  async run(work, { importId, includeRows }) {
    const found = await work.tx
      .selectFrom('ledger.import')
      .select(['status', 'rows', 'report', 'created_by'])
      .where('county_code', '=', work.county)
      .where('id', '=', importId)
      .forUpdate()
      .executeTakeFirst()
    if (!found || found.created_by !== work.actor.id) refuse({ code: 'platform.notFound', kind: 'import' })
    if (found.status !== 'checked') refusedImport({ code: 'ledger.import.recorded' })

    const report = ImportReport.parse(found.report)
    const wanted = new Set(
      report.rows
        .filter((row) => row.problems.length === 0 && (row.duplicates.length === 0 || includeRows.includes(row.row)))
        .map((row) => row.row),
    )
    const deliveries = StoredRows.parse(found.rows).flatMap(({ row, delivery }) =>
      delivery !== null && wanted.has(row)
        ? [{ ...delivery, source: { module: 'import', record: `${importId}/${row}` } }]
        : [],
    )
    if (deliveries.length === 0) refusedImport({ code: 'ledger.import.nothing' })

    await appendInChunks(work, deliveries)
    await work.tx
      .updateTable('ledger.import')
      .set({ status: 'recorded', report: JSON.stringify({ ...report, status: 'recorded' }) })
      .where('county_code', '=', work.county)
      .where('id', '=', importId)
      .execute()
    work.record({ subject: ['import', importId], detail: { recorded: deliveries.length } })
    await work.emit('ledger.import.recorded', { importId })
    return { importId, recorded: deliveries.length }
  },
})

const CHUNK = 500

async function appendInChunks(work: Work, deliveries: readonly NewDelivery[]): Promise<void> {
  for (let start = 0; start < deliveries.length; start += CHUNK) {
    await appendDeliveries(work, deliveries.slice(start, start + CHUNK))
  }
}

function refusedImport(reason: LedgerRefusal): never {
  throw new Refused(reason)
}
