import { AchievementsView, ProgressEditionView } from '@kepu/contract/plan-evaluation'
import type { Tx } from '../../../platform/database.ts'
import { refuse } from '../../../platform/problem.ts'

interface EditionRow {
  readonly edition: number
  readonly as_of: string
  readonly released_at: Date
  readonly sha256: string
}

export function editionView(row: EditionRow): ProgressEditionView {
  return ProgressEditionView.parse({
    edition: row.edition,
    asOf: row.as_of,
    releasedAt: row.released_at.toISOString(),
    sha256: row.sha256,
  })
}

/** Newest first. */
export async function listEditions(tx: Tx, county: string): Promise<ProgressEditionView[]> {
  const rows = await tx
    .selectFrom('plan.progress_edition')
    .select(['edition', 'as_of', 'released_at', 'sha256'])
    .where('county_code', '=', county)
    .orderBy('edition', 'desc')
    .execute()
  return rows.map(editionView)
}

export async function readEdition(tx: Tx, county: string, edition: number): Promise<AchievementsView> {
  const row = await tx
    .selectFrom('plan.progress_edition')
    .select('content')
    .where('county_code', '=', county)
    .where('edition', '=', edition)
    .executeTakeFirst()
  return row ? AchievementsView.parse(row.content) : refuse({ code: 'platform.notFound', kind: 'edition' })
}
