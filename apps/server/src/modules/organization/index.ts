import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { Module } from '../../platform/module.ts'
import { showCalendar } from './calendar.ts'
import { addAlias, addUnit, changeFooter, removeAlias, renameUnit } from './commands.ts'
import { listRegions, listUnits, showCounty, showOutline, showUnit } from './queries.ts'
import { organizationRights } from './rights.ts'

export { workingCalendar } from './calendar.ts'
export { addUnit, changeFooter } from './commands.ts'
export { mainYear, type NoticeLine, readNotice } from './rules/holiday-notice.ts'
export { holdsOn, kindOfName } from './rules/naming.ts'
export { countWorkingDays, type WorkingDays } from './rules/working-days.ts'
export {
  endOfTerm,
  isWorkingDay,
  type Pause,
  shiftDay,
  type WorkingCalendar,
  workingDayFrom,
  workingDaysBetween,
} from './rules/working-time.ts'
export { addCounty, CountyDivision } from './setup.ts'
export { listSpecialYears, replaceSpecialDays } from './special-days.ts'
export { findUnit, insertAlias, insertUnits, listAliases, rootUnit, unitForActor } from './store.ts'

export const organizationModule: Module = {
  name: 'organization',
  rights: organizationRights,
  routes(api) {
    api.query(showCounty, '/counties/{county}')
    api.query(showOutline, '/counties/{county}/outline')
    api.query(listRegions, '/counties/{county}/regions')
    api.query(showCalendar, '/calendar')
    api.query(listUnits, '/units')
    api.query(showUnit, '/units/{unitId}')
    api.command(addUnit, { method: 'post', path: '/units', status: 201 })
    api.command(renameUnit, { method: 'put', path: '/units/{unitId}/name' })
    api.command(addAlias, { method: 'post', path: '/units/{unitId}/aliases', status: 201 })
    api.command(removeAlias, { method: 'delete', path: '/units/{unitId}/aliases/{name}' })
    api.command(changeFooter, { method: 'put', path: '/county/footer' })
  },
}

/** Counties of this instance: for the front page and for work that goes over all of them. */
export async function listCounties(db: Database): Promise<{ code: string; name: string; demo: boolean }[]> {
  return db.selectFrom('organization.county').select(['code', 'name', 'demo']).orderBy('created_at').execute()
}

const KEEP_SHIFT_MS = 60_000

/** Each county's own time: the true time, shifted for a demonstration county. The shift is kept for a minute. */
export function countyClock(db: Database, now: () => Date): (county: string) => Promise<Date> {
  const shifts = new Map<string, { seconds: number; until: number }>()
  return async (county) => {
    const instant = now()
    const known = shifts.get(county)
    if (known && known.until > instant.getTime()) return new Date(instant.getTime() + known.seconds * 1000)
    const row = await sql<{ seconds: number }>`
      select clock_shift_seconds as seconds from organization.county where code = ${county}`.execute(db)
    const seconds = row.rows[0]?.seconds ?? 0
    if (row.rows.length > 0) shifts.set(county, { seconds, until: instant.getTime() + KEEP_SHIFT_MS })
    return new Date(instant.getTime() + seconds * 1000)
  }
}
