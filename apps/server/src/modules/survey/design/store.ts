import { DrawnVillage, DrawStratum, FrameVillage, SurveyDesign } from '@kepu/contract/survey'
import type { Selectable } from 'kysely'
import { z } from 'zod'
import { may } from '../../../platform/actor.ts'
import type { Work } from '../../../platform/command.ts'
import type { Tx } from '../../../platform/database.ts'
import { refuse } from '../../../platform/problem.ts'
import type { SurveyDraw, SurveyFrame, SurveySurvey } from '../../../schema.gen.ts'
import { rootUnit } from '../../organization/index.ts'
import type { Frame, Survey } from '../types.ts'

function surveyOf(row: Selectable<SurveySurvey>): Survey {
  return {
    id: row.id,
    year: row.year,
    title: row.title,
    design: SurveyDesign.parse(row.design),
    version: row.version,
  }
}

/** A survey belongs to the county as a whole: the permission is needed over its root unit. */
export async function requireSurveyRight(work: Work, permission: string): Promise<void> {
  const root = await rootUnit(work.tx, work.county)
  if (!may(work.actor, permission, root.ancestors)) refuse({ code: 'platform.notAllowed', permission })
}

export async function listSurveyRows(tx: Tx, county: string) {
  const rows = await tx
    .selectFrom('survey.survey as survey')
    .selectAll('survey')
    .select((row) => [
      row
        .exists(
          row
            .selectFrom('survey.frame as frame')
            .select('frame.id')
            .whereRef('frame.county_code', '=', 'survey.county_code')
            .whereRef('frame.survey_id', '=', 'survey.id'),
        )
        .as('framed'),
      row
        .exists(
          row
            .selectFrom('survey.draw as draw')
            .select('draw.id')
            .whereRef('draw.county_code', '=', 'survey.county_code')
            .whereRef('draw.survey_id', '=', 'survey.id'),
        )
        .as('drawn'),
    ])
    .where('survey.county_code', '=', county)
    .orderBy('survey.year', 'desc')
    .orderBy('survey.created_at', 'desc')
    .execute()
  return rows.map((row) => ({ survey: surveyOf(row), framed: Boolean(row.framed), drawn: Boolean(row.drawn) }))
}

export async function findSurvey(tx: Tx, county: string, id: string): Promise<Survey> {
  const row = await tx
    .selectFrom('survey.survey')
    .selectAll()
    .where('county_code', '=', county)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? surveyOf(row) : refuse({ code: 'platform.notFound', kind: 'survey' })
}

/** Locks a survey for somebody who may do this to it; `version` null: whatever they saw. */
export async function lockSurvey(work: Work, id: string, version: number | null, permission: string): Promise<Survey> {
  await requireSurveyRight(work, permission)
  const row = await work.tx
    .selectFrom('survey.survey')
    .selectAll()
    .where('county_code', '=', work.county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) refuse({ code: 'platform.notFound', kind: 'survey' })
  if (version !== null && row.version !== version) refuse({ code: 'platform.stale', version: row.version })
  return surveyOf(row)
}

export async function saveDesign(work: Work, survey: Survey, design: SurveyDesign): Promise<void> {
  await work.tx
    .updateTable('survey.survey')
    .set({ design: JSON.stringify(design), version: survey.version + 1 })
    .where('county_code', '=', work.county)
    .where('id', '=', survey.id)
    .execute()
}

function frameOf(row: Selectable<SurveyFrame>): Frame {
  return {
    id: row.id,
    fileName: row.source_file,
    sha256: row.sha256,
    villages: z.array(FrameVillage).parse(row.villages),
    uploadedAt: row.uploaded_at,
  }
}

export async function latestFrame(tx: Tx, county: string, surveyId: string): Promise<Frame | null> {
  const row = await tx
    .selectFrom('survey.frame')
    .selectAll()
    .where('county_code', '=', county)
    .where('survey_id', '=', surveyId)
    .orderBy('uploaded_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row ? frameOf(row) : null
}

export async function findFrame(tx: Tx, county: string, id: string): Promise<Frame> {
  const row = await tx
    .selectFrom('survey.frame')
    .selectAll()
    .where('county_code', '=', county)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? frameOf(row) : refuse({ code: 'platform.notFound', kind: 'frame' })
}

/** What was drawn, as it lies in the row. */
export const Drawn = z.object({ strata: z.array(DrawStratum), villages: z.array(DrawnVillage) })
export type Drawn = z.infer<typeof Drawn>

export type DrawRow = Selectable<SurveyDraw>

/** Draws of a survey, the one that counts first. */
export function listDraws(tx: Tx, county: string, surveyId: string): Promise<DrawRow[]> {
  return tx
    .selectFrom('survey.draw')
    .selectAll()
    .where('county_code', '=', county)
    .where('survey_id', '=', surveyId)
    .orderBy('drawn_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

export async function findDraw(tx: Tx, county: string, id: string): Promise<DrawRow> {
  const row = await tx
    .selectFrom('survey.draw')
    .selectAll()
    .where('county_code', '=', county)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? refuse({ code: 'platform.notFound', kind: 'draw' })
}

/** Townships and villages of the county: code → name. */
export async function readRegions(tx: Tx, county: string, level: 'township' | 'village'): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('organization.region')
    .select(['code', 'name'])
    // All codes of a county begin with its own: a range on the primary key.
    .where('code', '>=', county)
    .where('code', '<', `${county}:`)
    .where('level', '=', level)
    .orderBy('code')
    .execute()
  return new Map(rows.map(({ code, name }) => [code, name]))
}
