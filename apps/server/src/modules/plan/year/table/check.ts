import { Id } from '@kepu/contract'
import { type AnnualRowView, AnnualTableReport } from '@kepu/contract/plan-year-table'
import { z } from 'zod'
import { command, type Work } from '../../../../platform/command.ts'
import type { Grid } from '../../../file/index.ts'
import { listPurposes } from '../../../ledger/index.ts'
import { listAliases, workingCalendar } from '../../../organization/index.ts'
import { requirePlanRight } from '../../document/store.ts'
import { findYearPlan } from '../store.ts'
import { readRow, type Vocabulary } from './read.ts'
import { rowsOf } from './rows.ts'

const CheckTable = z.object({
  yearPlanId: Id,
  fileName: z.string(),
  grid: z.custom<Grid>((value) => Array.isArray(value)),
})

/** Reads a workbook of tasks and says what is wrong with which row. The person then adds what is right: nothing is written here. */
export const checkAnnualTable = command({
  name: 'plan.annualTable.check',
  input: CheckTable,
  output: AnnualTableReport,
  async run(work, { yearPlanId, fileName, grid }) {
    await requirePlanRight(work, 'plan.annualTable.check')
    const year = await findYearPlan(work.tx, work.county, yearPlanId)
    const purposes = (await listPurposes(work.tx, work.county)).filter(({ active }) => active)
    const vocabulary = await readVocabulary(work, year.year, purposes)
    const titles = new Map(purposes.map((one) => [one.id, one]))
    const rows = rowsOf(grid).map((raw): AnnualRowView => {
      const { task, problems } = readRow(raw, vocabulary)
      const measure = task?.measureId ? titles.get(task.measureId) : undefined
      const own = task ? titles.get(task.taskId) : undefined
      return {
        row: raw.row,
        title: raw.cells.title ?? '',
        problems,
        proposal: task && {
          copiedFrom: null,
          label: measure?.label ?? own?.label ?? '',
          taskTitle: own?.title ?? '',
          measureTitle: measure?.title ?? null,
          task,
          notes: [],
        },
      }
    })
    const ready = rows.filter(({ proposal }) => proposal !== null).length
    work.record({ subject: ['yearPlan', year.id], detail: { file: fileName, rows: rows.length, ready } })
    return { fileName, rows, ready }
  },
})

async function readVocabulary(
  work: Work,
  year: number,
  purposes: readonly { id: string; taskId: string; title: string; label: string }[],
): Promise<Vocabulary> {
  const units = await work.tx
    .selectFrom('organization.unit')
    .select(['id', 'name', 'kind'])
    .where('county_code', '=', work.county)
    .where('active', '=', true)
    .orderBy('region_code')
    .execute()
  const atWork = new Set(units.map(({ id }) => id))
  const aliases = (await listAliases(work.tx, work.county)).filter(({ unitId }) => atWork.has(unitId))
  const named = purposes.flatMap(({ id, taskId, title, label }) => {
    const purpose = { taskId, measureId: id === taskId ? null : id }
    return [title, label, `${label} ${title}`].map((word) => [word, purpose] as const)
  })
  return {
    year,
    calendar: await workingCalendar(work.tx),
    units: new Map([
      ...aliases.map(({ name, unitId }) => [name, unitId] as const),
      ...units.map(({ name, id }) => [name, id] as const),
    ]),
    townships: units.flatMap(({ id, kind }) => (kind === 'township' ? [id] : [])),
    purposes: new Map(named),
  }
}
