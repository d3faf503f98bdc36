import { sql } from 'kysely'
import type { App } from '../../src/app.ts'
import { showPlan } from '../../src/modules/plan/index.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { inCounty } from '../../src/platform/database.ts'
import { answer } from '../../src/platform/query.ts'
import type { County, Place } from './invent.ts'

/** What the generator has to know besides what the county's records say. */
export type CountyWork = Pick<County, 'code' | 'crops' | 'workPerYear'>

/** Who works for what, and where: the published plan's tasks with their bodies, the townships, the villages. */
export async function countyAtWork({ kernel }: App, county: CountyWork): Promise<County> {
  const { code } = county
  const actor = systemActor(code, '演示数据')
  const plan = await answer(kernel, showPlan, { actor, county: code, input: { planId: 'current' } })
  const { name, places } = await inCounty(kernel.db, code, 'read only', async (tx) => {
    const region = await tx.selectFrom('organization.region').select('name').where('code', '=', code).executeTakeFirst()
    // A village's place is its township's business too.
    const found = await sql<Place & { level: string }>`
      select region.code, region.name, region.level, array_agg(unit.id order by unit.region_code) as "unitIds"
      from organization.region as region
      join organization.unit as unit on unit.county_code = ${code} and unit.kind in ('township', 'village')
        and unit.region_code in (region.code, left(region.code, 9))
      where region.level in ('township', 'village') and left(region.code, 6) = ${code}
      group by region.code order by region.code`.execute(tx)
    return { name: region?.name ?? code, places: found.rows }
  })
  const ofLevel = (level: string): Place[] => places.filter((place) => place.level === level)
  return {
    ...county,
    name,
    townships: ofLevel('township'),
    villages: ofLevel('village'),
    tasks: plan.tasks.map(({ id, title, lead, responsible, measures }) => ({
      id,
      title,
      // Who leads does more of it.
      units: [...lead, ...lead, ...responsible].flatMap((body) =>
        body.unitId === null ? [] : [{ id: body.unitId, name: body.name }],
      ),
      measures: measures.map((measure) => ({ id: measure.id, title: measure.title })),
    })),
  }
}
