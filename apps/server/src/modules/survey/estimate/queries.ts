import { Id } from '@kepu/contract'
import { EstimateCheck, SurveyResultsView } from '@kepu/contract/survey-estimate'
import { z } from 'zod'
import { holds } from '../../../platform/actor.ts'
import type { Tx } from '../../../platform/database.ts'
import { query } from '../../../platform/query.ts'
import { Drawn, findDraw, findSurvey } from '../design/store.ts'
import { computeEstimate } from './compute.ts'
import { findAnswers, findEstimate, latestAnswersId, listEstimates } from './store.ts'
import { answersTemplate } from './workbooks.ts'

const VERBS = ['survey.answers.take', 'survey.estimate.make', 'survey.estimate.publish']

async function answersView(tx: Tx, county: string, id: string) {
  const answers = await findAnswers(tx, county, id)
  const { villages } = Drawn.parse((await findDraw(tx, county, answers.drawId)).drawn)
  const answering = new Set(answers.respondents.map(({ village }) => village))
  return {
    id,
    drawId: answers.drawId,
    fileName: answers.fileName,
    sha256: answers.sha256,
    respondents: answers.respondents.length,
    silentVillages: villages.flatMap(({ code, name }) => (answering.has(code) ? [] : [name])),
    takenAt: answers.takenAt.toISOString(),
  }
}

export const showResults = query({
  name: 'survey.results.show',
  access: 'permission',
  input: z.object({ surveyId: Id }),
  output: SurveyResultsView,
  async run({ tx, county, actor }, { surveyId }) {
    await findSurvey(tx, county, surveyId)
    const answersId = await latestAnswersId(tx, county, surveyId)
    return {
      answers: answersId === null ? null : await answersView(tx, county, answersId),
      estimates: await listEstimates(tx, county, surveyId),
      can: actor === null ? [] : VERBS.filter((verb) => holds(actor, verb)),
    }
  },
})

/** 复核估计: computed again from the answers, the draw and the recipe, and compared. */
export const checkEstimate = query({
  name: 'survey.estimate.check',
  access: 'permission',
  input: z.object({ estimateId: Id }),
  output: EstimateCheck,
  async run({ tx, county }, { estimateId }) {
    const { estimate } = await findEstimate(tx, county, estimateId)
    const answers = await findAnswers(tx, county, estimate.answersId)
    const { sha256: recomputed } = await computeEstimate(tx, county, answers, estimate.recipe)
    return { estimateId, same: recomputed === estimate.sha256, sha256: estimate.sha256, recomputed }
  },
})

export const downloadAnswersTemplate = query({
  name: 'survey.answers.template',
  access: 'permission',
  input: z.object({}),
  output: z.instanceof(Uint8Array),
  run: () => answersTemplate(),
})
