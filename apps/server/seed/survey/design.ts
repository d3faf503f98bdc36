import { random as randomOf } from '@kepu/numeric'
import type { App } from '../../src/app.ts'
import { changeDesign, drawSample, frameHeading, openSurvey, takeFrame } from '../../src/modules/survey/index.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { execute } from '../../src/platform/command.ts'
import { inCounty } from '../../src/platform/database.ts'

/** Its invented numbers are the same wherever the demonstration is loaded. */
const SEED = 20241018

/**
 * A survey of the demonstration year with an INVENTED frame (households and adults of each village are made up) and a sample
 * drawn from it. Left out when the county has a survey.
 */
export async function drawDemoSample({ kernel }: App, county: string): Promise<void> {
  const call = { actor: systemActor(county, '演示数据'), idempotencyKey: null }
  const state = await inCounty(kernel.db, county, 'read only', async (tx) => ({
    survey: await tx.selectFrom('survey.survey').select(['id', 'version']).executeTakeFirst(),
    framed: await tx.selectFrom('survey.frame').select('id').executeTakeFirst(),
    drawn: await tx.selectFrom('survey.draw').select('id').executeTakeFirst(),
    villages: await tx
      .selectFrom('organization.region')
      .select(['code', 'name'])
      .where('code', '>=', county)
      .where('code', '<', `${county}:`)
      .where('level', '=', 'village')
      .orderBy('code')
      .execute(),
  }))
  if (state.drawn || state.villages.length === 0) return
  const survey =
    state.survey ??
    (await execute(kernel, openSurvey, { ...call, input: { year: 2024, title: '2024年公民科学素质测评（虚构数据）' } }))
  if (!state.framed) {
    const grid = inventedFrame(state.villages)
    await execute(kernel, takeFrame, { ...call, input: { surveyId: survey.id, fileName: '虚构抽样框.csv', grid } })
  }
  let version = survey.version
  if (version === 1) {
    await execute(kernel, changeDesign, {
      ...call,
      input: {
        surveyId: survey.id,
        version,
        design: { ...DESIGN, villages: Math.max(4, Math.min(75, Math.floor(state.villages.length / 3))) },
      },
    })
    version = 2
  }
  await execute(kernel, drawSample, { ...call, input: { surveyId: survey.id, version, seed: SEED } })
}

/** 8.0 % is the county's official figure of 2020, 12 % its target for 2025; what is supposed of the field is ours. */
const DESIGN = {
  expected: 0.12,
  margin: 0.02,
  before: 0.08,
  answersBefore: 600,
  homogeneity: 0.04,
  weightingEffect: 1.3,
  responseRate: 0.75,
  strata: 'urbanRural',
  allocation: 'proportional',
  addresses: 28,
} as const

function inventedFrame(villages: readonly { code: string; name: string }[]): string[][] {
  const random = randomOf(SEED)
  const rows = villages.map(({ code, name }) => {
    const urban = /社区|居委会/.test(name)
    const households = Math.round((urban ? 900 : 420) * Math.exp(0.45 * random.normal()))
    return [
      code,
      name,
      urban ? '城镇' : '乡村',
      String(households),
      String(Math.round(households * (1.7 + random.uniform() * 0.5))),
    ]
  })
  return [[...frameHeading], ...rows]
}
