import { type Random, random as randomOf } from '@kepu/numeric'
import type { App } from '../../src/app.ts'
import { answersHeading, makeEstimate, takeAnswers } from '../../src/modules/survey/index.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { execute } from '../../src/platform/command.ts'
import { inCounty } from '../../src/platform/database.ts'

const SEED = 20241105
const EDUCATIONS = ['小学及以下', '初中', '高中（中专）', '大专', '本科及以上'] as const
/** The better educated open the door more often: why answers have to be weighed. */
const RESPONSE = [0.55, 0.66, 0.74, 0.78, 0.8] as const

interface Village {
  readonly code: string
  readonly urban: boolean
  readonly addresses: number
}

/** INVENTED answers of the demonstration's sample, and an estimate from them. Left out when there is one. */
export async function answerDemoSurvey({ kernel }: App, county: string): Promise<void> {
  const call = { actor: systemActor(county, '演示数据'), idempotencyKey: null }
  const state = await inCounty(kernel.db, county, 'read only', async (tx) => ({
    draw: await tx
      .selectFrom('survey.draw')
      .select(['survey_id', 'drawn'])
      .orderBy('drawn_at', 'desc')
      .executeTakeFirst(),
    answers: await tx.selectFrom('survey.answers').select('id').executeTakeFirst(),
    estimate: await tx.selectFrom('survey.estimate').select('id').executeTakeFirst(),
  }))
  if (!state.draw || state.estimate) return
  const surveyId = state.draw.survey_id
  const { villages } = state.draw.drawn as unknown as { villages: readonly Village[] }
  const answersId =
    state.answers?.id ??
    (
      await execute(kernel, takeAnswers, {
        ...call,
        input: { surveyId, fileName: '虚构答卷.csv', grid: inventedAnswers(villages) },
      })
    ).answersId
  await execute(kernel, makeEstimate, { ...call, input: { surveyId, answersId, recipe: RECIPE } })
}

/** The population's numbers are invented too. */
const RECIPE = {
  margins: {
    sex: [214_000, 208_000],
    age: [70_000, 76_000, 88_000, 108_000, 80_000],
    education: [118_000, 172_000, 74_000, 33_000, 25_000],
    residence: null,
  },
  marginSource: '虚构的人口数，仅供演示',
  trimAbove: 6,
  cut: 70,
  smallestCell: 30,
}

function inventedAnswers(villages: readonly Village[]): string[][] {
  const rows = villages.flatMap((village, i) => {
    const random = randomOf(SEED).fork(i)
    const climate = 4 * random.normal() + (village.urban ? 3 : 0)
    return Array.from({ length: village.addresses }, () => inventedAnswer(village, climate, random)).flatMap((row) =>
      row === null ? [] : [row],
    )
  })
  return [[...answersHeading], ...rows]
}

/** Somebody who opens the door, or null. */
function inventedAnswer({ code, urban }: Village, climate: number, random: Random): string[] | null {
  const age = 18 + Math.floor(random.uniform() * 52)
  const lift = (urban ? 0.5 : -0.1) + (44 - age) / 26 + random.normal()
  const education = Math.max(0, Math.min(4, Math.floor(0.9 + lift)))
  const score = 42 + 6.2 * education + climate + 11 * random.normal()
  const eligible = 1 + Math.floor(random.uniform() * 4)
  const woman = random.uniform() >= 0.48
  if (random.uniform() > (RESPONSE[education] ?? 0)) return null
  return [
    code,
    woman ? '女' : '男',
    String(age),
    EDUCATIONS[education] ?? '初中',
    String(eligible),
    String(Math.round(Math.max(0, Math.min(100, score)))),
  ]
}
