import { MeasuredValueView } from '@kepu/contract/plan-evaluation'
import { SurveyHeader, SurveyView } from '@kepu/contract/survey'
import { EstimateCheck, type EstimateRecipe, EstimateView, SurveyResultsView } from '@kepu/contract/survey-estimate'
import { expect } from 'vitest'
import { z } from 'zod'
import type { Client } from '../support/client.ts'
import { COUNTY, test, type World } from '../support/world.ts'
import { planInForce } from '../support/years.ts'

const HEADING = '村（社区）代码,性别,年龄,文化程度,户内18—69岁人数,得分'
const RECIPE: EstimateRecipe = {
  margins: { sex: [1000, 1000], age: null, education: null, residence: null },
  marginSource: '虚构的人口数',
  trimAbove: null,
  cut: 70,
  smallestCell: 30,
}
const bytes = (text: string) => new TextEncoder().encode(text)

/** A survey with a sample of three villages. */
async function sampled(bao: Client): Promise<SurveyView> {
  const { id } = (await bao.post('/surveys', { year: 2024, title: '2024年测评' })).as(SurveyHeader)
  const frame = ['100001', '100002', '101001', '101002'].map((code) => `${COUNTY}${code},村,乡村,200,450`)
  await bao.upload(
    `/surveys/${id}/frames`,
    '框.csv',
    bytes(['村（社区）代码,村（社区）名称,城乡,户数,18—69岁人口', ...frame].join('\n')),
  )
  const { design } = (await bao.get(`/surveys/${id}`)).as(SurveyView)
  await bao.send('PUT', `/surveys/${id}/design`, { version: 1, design: { ...design, strata: 'none', villages: 3 } })
  await bao.post(`/surveys/${id}/draws`, { version: 2, seed: 11 })
  return (await bao.get(`/surveys/${id}`)).as(SurveyView)
}

/** Answers of so many people in each drawn village; in the first three of them score 80, in the next five, then seven. */
function answersOf({ draw }: SurveyView, each: number): string {
  const lines = (draw?.villages ?? []).flatMap(({ code }, k) =>
    Array.from(
      { length: each },
      (_, i) => `${code},${i % 2 === 0 ? '男' : '女'},${18 + i},初中,2,${i % 20 < 3 + 2 * k ? 80 : 50}`,
    ),
  )
  return [HEADING, ...lines].join('\n')
}

async function resultsOf(person: Client, { header }: SurveyView): Promise<SurveyResultsView> {
  return (await person.get(`/surveys/${header.id}/results`)).as(SurveyResultsView)
}

async function estimated(world: World) {
  const bao = await world.signIn('bao')
  const survey = await sampled(bao)
  await bao.upload(`/surveys/${survey.header.id}/answers`, '答卷.csv', bytes(answersOf(survey, 20)))
  const { answers } = await resultsOf(bao, survey)
  const made = await bao.post(`/surveys/${survey.header.id}/estimates`, { answersId: answers?.id, recipe: RECIPE })
  return { bao, survey, answers, estimateId: made.as(z.object({ estimateId: z.string() })).estimateId }
}

test('answers become a share with its interval, anybody may compute it again, and published it is the plan’s value', async ({
  world,
}) => {
  const plan = await planInForce(world)
  const { bao, survey, estimateId } = await estimated(world)
  const { estimates } = await resultsOf(bao, survey)
  const [estimate] = estimates
  expect(estimate?.result.whole).toMatchObject({ respondents: 60, share: expect.closeTo(0.25, 6) })
  expect(estimate?.result.whole.low).toBeLessThan(0.25)
  expect(estimate?.result.steps.map(({ step }) => step)).toEqual(['unweighted', 'design', 'response', 'calibrated'])

  const feng = await world.signIn('feng')
  expect((await feng.get(`/estimates/${estimateId}/check`)).as(EstimateCheck).same).toBe(true)
  expect((await feng.post(`/estimates/${estimateId}/publication`, {})).status).toBe(403)

  const indicatorId = plan.indicators[0]?.id
  const published = await Promise.all(
    [0, 1].map(() => bao.post(`/estimates/${estimateId}/publication`, { indicatorId })),
  )
  expect(published.map(({ status }) => status).sort()).toEqual([201, 422])
  const done = published.find(({ status }) => status === 201)
  const valueId = done?.as(z.object({ valueId: z.string() })).valueId
  const value = await world.stranger.get(`/counties/${COUNTY}/measured-values/${valueId}`)
  expect(value.as(MeasuredValueView)).toMatchObject({
    value: 25,
    sampleSize: 60,
    scoringRule: 'sum100-cut70',
  })
  expect((await bao.get(`/estimates/${estimateId}`)).as(EstimateView).published?.valueId).toBe(valueId)
})

test('a file that tells who somebody is is not taken, and faults are named with row and mend', async ({ world }) => {
  const bao = await world.signIn('bao')
  const survey = await sampled(bao)
  const at = `/surveys/${survey.header.id}/answers`
  const named = bytes(`姓名,${HEADING}\n某,${survey.draw?.villages[0]?.code},男,30,初中,2,60`)
  expect(await bao.upload(at, '答卷.csv', named)).toBeProblem(422, 'survey.answers.personal', { column: '姓名' })
  const faulty = bytes(`${HEADING}\n999999999999,男,30,初中,2,60\n${survey.draw?.villages[0]?.code},男,17,博士后,2,160`)
  expect(await bao.upload(at, '答卷.csv', faulty)).toBeProblem(422, 'survey.answers.problems', {
    rows: 2,
    problems: [
      expect.objectContaining({ row: 2, message: expect.stringContaining('不在抽中的村') }),
      expect.objectContaining({ row: 3, column: '文化程度' }),
      expect.objectContaining({ row: 3, column: '年龄' }),
      expect.objectContaining({ row: 3, column: '得分' }),
    ],
  })
  expect((await resultsOf(bao, survey)).answers).toBeNull()
})

test('margins that do not fit are refused; groups that are too small show their number only', async ({ world }) => {
  const { bao, survey, answers } = await estimated(world)
  const at = `/surveys/${survey.header.id}/estimates`
  const margins = { ...RECIPE.margins, residence: [900, 1100] }
  expect(await bao.post(at, { answersId: answers?.id, recipe: { ...RECIPE, margins } })).toBeProblem(
    422,
    'survey.estimate.marginEmpty',
    { trait: 'residence', category: 'urban' },
  )
  const [estimate] = (await resultsOf(bao, survey)).estimates
  const ages = estimate?.result.groups.filter(({ trait }) => trait === 'age') ?? []
  expect(ages.map(({ estimate: { respondents } }) => respondents)).toEqual([36, 24])
  expect(ages.map(({ estimate: { share } }) => share === null)).toEqual([false, true])
})
