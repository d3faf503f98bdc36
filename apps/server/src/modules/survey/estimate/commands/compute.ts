import { Id } from '@kepu/contract'
import { ComputeEstimate, type EstimateRefusal, PublishEstimate } from '@kepu/contract/survey-estimate'
import { z } from 'zod'
import { command } from '../../../../platform/command.ts'
import { Refused, refuse } from '../../../../platform/problem.ts'
import { recordIndicatorValue } from '../../../plan/index.ts'
import { lockSurvey } from '../../design/store.ts'
import { computeEstimate } from '../compute.ts'
import { METHOD } from '../rules/estimate.ts'
import { findAnswers, findEstimate } from '../store.ts'

function refused(reason: EstimateRefusal): never {
  throw new Refused(reason)
}

/** Weighs, scores and estimates. Each result stays: a later one stands beside it, with the recipe that made it. */
export const makeEstimate = command({
  name: 'survey.estimate.make',
  input: ComputeEstimate,
  output: z.object({ estimateId: Id, sha256: z.string() }),
  async run(work, { surveyId, answersId, recipe }) {
    await lockSurvey(work, surveyId, null, 'survey.estimate.make')
    const answers = await findAnswers(work.tx, work.county, answersId)
    if (answers.surveyId !== surveyId) refuse({ code: 'platform.notFound', kind: 'answers' })
    const { result, sha256 } = await computeEstimate(work.tx, work.county, answers, recipe)
    const estimateId = work.newId()
    await work.tx
      .insertInto('survey.estimate')
      .values({
        county_code: work.county,
        id: estimateId,
        survey_id: surveyId,
        answers_id: answersId,
        recipe: JSON.stringify(recipe),
        method: METHOD,
        result: JSON.stringify(result),
        sha256,
        computed_at: work.now,
        computed_by_name: work.actor.name,
      })
      .execute()
    work.record({
      subject: ['survey', surveyId],
      detail: { estimateId, answers: answers.sha256, sha256, share: result.whole.share },
    })
    return { estimateId, sha256 }
  },
})

const percent = (share: number) => Number((share * 100).toFixed(2))

/** The estimate becomes a value of the plan's indicator, with its interval, size and rule: nobody types it. */
export const publishEstimate = command({
  name: 'survey.estimate.publish',
  input: PublishEstimate,
  output: z.object({ valueId: Id }),
  async run(work, { estimateId, indicatorId }) {
    const { surveyId, estimate } = await findEstimate(work.tx, work.county, estimateId)
    const survey = await lockSurvey(work, surveyId, null, 'survey.estimate.publish')
    // Read again under the lock: of two who publish at once, one is told.
    if ((await findEstimate(work.tx, work.county, estimateId)).estimate.published !== null)
      refused({ code: 'survey.estimate.published' })
    const { whole, respondents, designEffect } = estimate.result
    if (whole.share === null || whole.low === null || whole.high === null) refused({ code: 'survey.estimate.noShare' })
    const { id: valueId } = await recordIndicatorValue(work, {
      indicatorId,
      origin: { module: 'survey', record: surveyId },
      said: {
        year: survey.year,
        measuredOn: work.today,
        value: percent(whole.share),
        interval: { low: percent(whole.low), high: percent(whole.high), level: 0.95 },
        sampleSize: respondents,
        designEffect,
        method: `分层多阶段抽样入户调查，${respondents} 份有效答卷；加权并按 ${estimate.recipe.marginSource || '无外部总量'} 校准`,
        source: `${survey.title}（Kepu 测评，结果指纹 ${estimate.sha256.slice(0, 16)}）`,
        scoringRule: `sum100-cut${estimate.recipe.cut}`,
      },
    })
    await work.tx
      .insertInto('survey.publication')
      .values({
        county_code: work.county,
        estimate_id: estimateId,
        value_id: valueId,
        published_at: work.now,
        published_by_name: work.actor.name,
      })
      .execute()
    work.record({ subject: ['survey', surveyId], detail: { estimateId, valueId } })
    return { valueId }
  },
})
