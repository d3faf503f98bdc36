import type { Database } from '../../platform/database.ts'
import type { SpecialDay } from './rules/holiday-notice.ts'

/** Puts the days of a notice in the place of what was known from it: a notice is whole. One transaction. */
export async function replaceSpecialDays(db: Database, days: readonly SpecialDay[]): Promise<void> {
  const sources = [...new Set(days.map(({ source }) => source))]
  await db.transaction().execute(async (tx) => {
    // By notice, not by year: New Year's holiday of one year may begin in December of the year before.
    await tx.deleteFrom('organization.special_day').where('source', 'in', sources).execute()
    await tx
      .insertInto('organization.special_day')
      .values(days.map(({ day, working, holiday, source }) => ({ day, working, holiday, source })))
      .onConflict((conflict) =>
        conflict.column('day').doUpdateSet((row) => ({
          working: row.ref('excluded.working'),
          holiday: row.ref('excluded.holiday'),
          source: row.ref('excluded.source'),
        })),
      )
      .execute()
  })
}

export interface KnownYear {
  readonly year: number
  readonly off: number
  readonly madeUp: number
  readonly sources: readonly string[]
}

/** Which years' notices are known, and how much they say. */
export async function listSpecialYears(db: Database): Promise<KnownYear[]> {
  const rows = await db.selectFrom('organization.special_day').selectAll().orderBy('day').execute()
  const years = Map.groupBy(rows, ({ day }) => Number(day.slice(0, 4)))
  return [...years].map(([year, days]) => ({
    year,
    off: days.filter(({ working }) => !working).length,
    madeUp: days.filter(({ working }) => working).length,
    sources: [...new Set(days.map(({ source }) => source))],
  }))
}
