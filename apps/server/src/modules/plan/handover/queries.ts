import { Id } from '@kepu/contract'
import { HandoverContent, HandoverRow, HandoverView } from '@kepu/contract/plan-handover'
import { sql } from 'kysely'
import { z } from 'zod'
import { unitsOf } from '../../../platform/actor.ts'
import { refuse } from '../../../platform/problem.ts'
import { query, type Read } from '../../../platform/query.ts'

const MOST = 100

/** Packs of units over which the person may make one, newest first. */
function packs({ tx, county, actor }: Read) {
  const rows = tx
    .selectFrom('plan.handover as handover')
    .innerJoin('organization.unit as unit', (join) =>
      join.onRef('unit.county_code', '=', 'handover.county_code').onRef('unit.id', '=', 'handover.unit_id'),
    )
    .where('handover.county_code', '=', county)
  const units = actor === null ? [] : unitsOf(actor, 'plan.handover.make')
  return units === null ? rows : rows.where(sql<boolean>`unit.ancestors && ${units}::uuid[]`)
}

export const listHandovers = query({
  name: 'plan.handover.list',
  access: 'signedIn',
  input: z.object({ unitId: Id.optional() }),
  output: z.object({ items: z.array(HandoverRow) }),
  async run(read, { unitId }) {
    let rows = packs(read).select([
      'handover.id',
      'handover.unit_id',
      'unit.name',
      'handover.as_of',
      'handover.made_at',
      'handover.made_by_name',
    ])
    if (unitId !== undefined) rows = rows.where('handover.unit_id', '=', unitId)
    const found = await rows.orderBy('handover.made_at', 'desc').orderBy('handover.id').limit(MOST).execute()
    return {
      items: found.map((row) => ({
        id: row.id,
        unitId: row.unit_id,
        unitName: row.name,
        asOf: row.as_of,
        madeAt: row.made_at.toISOString(),
        madeByName: row.made_by_name,
      })),
    }
  },
})

export const showHandover = query({
  name: 'plan.handover.show',
  access: 'signedIn',
  input: z.object({ handoverId: Id }),
  output: HandoverView,
  async run(read, { handoverId }) {
    const row = await packs(read)
      .select(['handover.id', 'handover.made_at', 'handover.made_by_name', 'handover.content'])
      .where('handover.id', '=', handoverId)
      .executeTakeFirst()
    if (!row) refuse({ code: 'platform.notFound', kind: 'handover' })
    return {
      id: row.id,
      madeAt: row.made_at.toISOString(),
      madeByName: row.made_by_name,
      content: HandoverContent.parse(row.content),
    }
  },
})
