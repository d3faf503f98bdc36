import { RegionCode } from '@kepu/contract'
import { ChangeMatchSettings, LocatePlace, MatchSettingsView } from '@kepu/contract/service-match'
import { z } from 'zod'
import { command } from '../../../platform/command.ts'
import { refuse } from '../../../platform/problem.ts'
import { rootUnit, unitForActor } from '../../organization/index.ts'
import { stop } from '../order-rows.ts'

/** How the county weighs the reasons for a team. Two who change it at once: the second is told. */
export const changeMatchSettings = command({
  name: 'service.match.change',
  input: ChangeMatchSettings,
  output: MatchSettingsView,
  async run(work, { settings, version }) {
    const root = await rootUnit(work.tx, work.county)
    await unitForActor(work, root.id, 'service.match.change')
    const row = await work.tx
      .insertInto('service.match_setting')
      .values({ county_code: work.county, settings: JSON.stringify(settings), version: version + 1 })
      .onConflict((conflict) =>
        conflict
          .column('county_code')
          .doUpdateSet({ settings: JSON.stringify(settings), version: version + 1 })
          .where('service.match_setting.version', '=', version),
      )
      .returning('version')
      .executeTakeFirst()
    if (!row) refuse({ code: 'platform.stale', version })
    work.record({ subject: ['matchSettings', work.county], detail: { ...settings } })
    return { settings, version: row.version }
  },
})

/** Notes where a township or village lies; it is asked once, and every way is estimated from it. */
export const locatePlace = command({
  name: 'service.place.locate',
  input: LocatePlace,
  output: z.object({ regionCode: RegionCode }),
  async run(work, { regionCode, longitude, latitude, source }) {
    const root = await rootUnit(work.tx, work.county)
    await unitForActor(work, root.id, 'service.place.locate')
    const region = await work.tx
      .selectFrom('organization.region')
      .select('code')
      .where('code', '=', regionCode)
      .executeTakeFirst()
    if (!region || !regionCode.startsWith(work.county)) stop({ code: 'service.order.region', regionCode })
    await work.tx
      .insertInto('service.region_place')
      .values({ county_code: work.county, region_code: regionCode, longitude, latitude, source })
      .onConflict((conflict) =>
        conflict.columns(['county_code', 'region_code']).doUpdateSet({ longitude, latitude, source }),
      )
      .execute()
    work.record({ subject: ['place', regionCode], detail: { longitude, latitude, source } })
    return { regionCode }
  },
})
