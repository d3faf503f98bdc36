import { type AchievementsView, type EvaluationSectionView, evaluationSections } from '@kepu/contract/plan-evaluation'
import type { Tx } from '../../../platform/database.ts'
import { assembled, headings } from './sentences.ts'

/** What the coordinator has written, by chapter. */
async function readOwn(tx: Tx, county: string, planId: string) {
  const rows = await tx
    .selectFrom('plan.evaluation_section')
    .selectAll()
    .where('county_code', '=', county)
    .where('plan_id', '=', planId)
    .execute()
  return new Map(rows.map((row) => [row.section, row]))
}

/** The chapters of the report: sentences from the records beside the coordinator's own. */
export async function readSections(
  tx: Tx,
  county: string,
  achievements: AchievementsView,
): Promise<EvaluationSectionView[]> {
  const own = await readOwn(tx, county, achievements.planId)
  const sentences = assembled(achievements)
  return evaluationSections.map((section) => {
    const row = own.get(section)
    return {
      section,
      heading: headings[section],
      assembled: sentences[section],
      own: row
        ? {
            text: row.text,
            keepAssembled: row.keep_assembled,
            updatedAt: row.updated_at.toISOString(),
            updatedByName: row.updated_by_name,
          }
        : null,
      version: row?.version ?? 0,
    }
  })
}

/** The paragraphs that are printed: assembled, own, or own instead of assembled. */
export function paragraphsOf({ assembled: sentences, own }: EvaluationSectionView): string[] {
  const written = (own?.text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return own !== null && !own.keepAssembled ? written : [...sentences, ...written]
}
