import { ExportMapping } from '@kepu/contract/people-record'
import { z } from 'zod'
import { command } from '../../../platform/command.ts'
import type { Tx } from '../../../platform/database.ts'
import { query } from '../../../platform/query.ts'

/**
 * What 民政部令第67号 asks of a record, in the order that a list is read. MZ/T 061-2015 groups its data as volunteer,
 * team, project and service time; its own names of the fields weren't at hand, so a county can set columns and headings.
 */
const USUAL_COLUMNS: ExportMapping['columns'] = [
  { column: 'volunteerNumber', heading: '志愿者编号' },
  { column: 'volunteerName', heading: '志愿者姓名' },
  { column: 'team', heading: '志愿服务队伍' },
  { column: 'project', heading: '志愿服务项目（活动）名称' },
  { column: 'kind', heading: '服务类别' },
  { column: 'servedOn', heading: '服务日期' },
  { column: 'hours', heading: '服务时长（小时）' },
  { column: 'place', heading: '服务地点' },
  { column: 'organiser', heading: '志愿服务组织（记录单位）' },
  { column: 'recorder', heading: '记录人' },
  { column: 'recordedAt', heading: '记录时间' },
  { column: 'proof', heading: '证明层级' },
  { column: 'host', heading: '服务对象确认人' },
]

export async function mappingOf(tx: Tx, county: string): Promise<ExportMapping> {
  const row = await tx
    .selectFrom('people.export_mapping')
    .select('columns')
    .where('county_code', '=', county)
    .executeTakeFirst()
  return row ? ExportMapping.parse({ columns: row.columns }) : { columns: USUAL_COLUMNS }
}

export const showMapping = query({
  name: 'people.export.show',
  access: 'permission',
  input: z.object({}),
  output: ExportMapping,
  async run(read) {
    return mappingOf(read.tx, read.county)
  },
})

export const configureExport = command({
  name: 'people.export.configure',
  input: ExportMapping,
  output: ExportMapping,
  async run(work, { columns }) {
    const changed = { columns: JSON.stringify(columns), changed_at: work.now }
    await work.tx
      .insertInto('people.export_mapping')
      .values({ county_code: work.county, ...changed })
      .onConflict((conflict) => conflict.column('county_code').doUpdateSet(changed))
      .execute()
    work.record({ subject: ['export', work.county], detail: { columns: columns.length } })
    return { columns }
  },
})
