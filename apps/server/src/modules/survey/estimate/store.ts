import { EstimateRecipe, EstimateResult, type EstimateView } from '@kepu/contract/survey-estimate'
import { z } from 'zod'
import type { Tx } from '../../../platform/database.ts'
import { refuse } from '../../../platform/problem.ts'
import type { Respondent } from './rules/answers.ts'

const StoredRespondents = z.array(
  z.object({
    village: z.string(),
    sex: z.number(),
    age: z.number(),
    education: z.number(),
    eligible: z.number(),
    score: z.number(),
  }),
)

export interface Answers {
  readonly id: string
  readonly surveyId: string
  readonly drawId: string
  readonly fileName: string
  readonly sha256: string
  readonly respondents: readonly Respondent[]
  readonly takenAt: Date
}

export async function findAnswers(tx: Tx, county: string, id: string): Promise<Answers> {
  const row = await tx
    .selectFrom('survey.answers')
    .selectAll()
    .where('county_code', '=', county)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) refuse({ code: 'platform.notFound', kind: 'answers' })
  return {
    id: row.id,
    surveyId: row.survey_id,
    drawId: row.draw_id,
    fileName: row.source_file,
    sha256: row.sha256,
    respondents: StoredRespondents.parse(row.respondents),
    takenAt: row.taken_at,
  }
}

export async function latestAnswersId(tx: Tx, county: string, surveyId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('survey.answers')
    .select('id')
    .where('county_code', '=', county)
    .where('survey_id', '=', surveyId)
    .orderBy('taken_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row?.id ?? null
}

function estimateRows(tx: Tx, county: string) {
  return tx
    .selectFrom('survey.estimate as estimate')
    .leftJoin('survey.publication as publication', (join) =>
      join
        .onRef('publication.county_code', '=', 'estimate.county_code')
        .onRef('publication.estimate_id', '=', 'estimate.id'),
    )
    .selectAll('estimate')
    .select(['publication.value_id', 'publication.published_at', 'publication.published_by_name'])
    .where('estimate.county_code', '=', county)
}

type EstimateRow = Awaited<ReturnType<ReturnType<typeof estimateRows>['execute']>>[number]

export function estimateView(row: EstimateRow): EstimateView {
  const { value_id: valueId, published_at: at, published_by_name: byName } = row
  return {
    id: row.id,
    answersId: row.answers_id,
    recipe: EstimateRecipe.parse(row.recipe),
    method: row.method,
    result: EstimateResult.parse(row.result),
    sha256: row.sha256,
    computedAt: row.computed_at.toISOString(),
    computedByName: row.computed_by_name,
    published: valueId !== null && at !== null && byName !== null ? { valueId, at: at.toISOString(), byName } : null,
  }
}

export async function listEstimates(tx: Tx, county: string, surveyId: string): Promise<EstimateView[]> {
  const rows = await estimateRows(tx, county)
    .where('estimate.survey_id', '=', surveyId)
    .orderBy('estimate.computed_at', 'desc')
    .orderBy('estimate.id', 'desc')
    .execute()
  return rows.map(estimateView)
}

/** An estimate with the survey that it belongs to. */
export async function findEstimate(tx: Tx, county: string, id: string) {
  const row = await estimateRows(tx, county).where('estimate.id', '=', id).executeTakeFirst()
  if (!row) refuse({ code: 'platform.notFound', kind: 'estimate' })
  return { surveyId: row.survey_id, estimate: estimateView(row) }
}
