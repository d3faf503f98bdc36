import { ChangeDesign, OpenSurvey, SurveyDesign, SurveyHeader } from '@kepu/contract/survey'
import { command } from '../../../../platform/command.ts'
import { findSurvey, lockSurvey, requireSurveyRight, saveDesign } from '../store.ts'
import { headerOf } from '../views.ts'

/** What a county begins with: 50 villages of 20 addresses, to be changed at once. */
const USUAL = SurveyDesign.parse({
  expected: 0.1,
  margin: 0.02,
  before: null,
  answersBefore: null,
  homogeneity: 0.04,
  weightingEffect: 1.3,
  responseRate: 0.7,
  strata: 'urbanRural',
  allocation: 'proportional',
  villages: 60,
  addresses: 25,
})

export const openSurvey = command({
  name: 'survey.survey.open',
  input: OpenSurvey,
  output: SurveyHeader,
  async run(work, { year, title }) {
    await requireSurveyRight(work, 'survey.survey.open')
    const id = work.newId()
    await work.tx
      .insertInto('survey.survey')
      .values({ county_code: work.county, id, year, title, design: JSON.stringify(USUAL), created_at: work.now })
      .execute()
    work.record({ subject: ['survey', id], detail: { year, title } })
    return headerOf(await findSurvey(work.tx, work.county, id), { framed: false, drawn: false }, work.actor)
  },
})

/** A design may change at any time; a sample that is drawn keeps the design it was drawn by. */
export const changeDesign = command({
  name: 'survey.design.change',
  input: ChangeDesign,
  output: null,
  async run(work, { surveyId, version, design }) {
    const survey = await lockSurvey(work, surveyId, version, 'survey.design.change')
    await saveDesign(work, survey, design)
    work.record({ subject: ['survey', surveyId], detail: { design } })
  },
})
