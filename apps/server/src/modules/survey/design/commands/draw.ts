import { createHash } from 'node:crypto'
import { Id } from '@kepu/contract'
import { DrawSample, type SurveyRefusal } from '@kepu/contract/survey'
import { z } from 'zod'
import { canonical } from '../../../../platform/canonical.ts'
import { command } from '../../../../platform/command.ts'
import { Refused } from '../../../../platform/problem.ts'
import { drawVillages, METHOD, strataOf, whyNotDraw } from '../rules/draw.ts'
import { latestFrame, listDraws, lockSurvey, readRegions } from '../store.ts'

export function hashOfDraw(drawn: ReturnType<typeof drawVillages>): string {
  return createHash('sha256').update(canonical(drawn)).digest('hex')
}

function refused(reason: SurveyRefusal): never {
  throw new Refused(reason)
}

/** Draws villages by the design on the newest frame. Drawing again needs a reason, and the earlier sample stays in sight. */
export const drawSample = command({
  name: 'survey.draw.make',
  input: DrawSample,
  output: z.object({ drawId: Id, sha256: z.string() }),
  async run(work, { surveyId, version, seed, reason }) {
    const survey = await lockSurvey(work, surveyId, version, 'survey.draw.make')
    const frame = (await latestFrame(work.tx, work.county, surveyId)) ?? refused({ code: 'survey.draw.noFrame' })
    const earlier = await listDraws(work.tx, work.county, surveyId)
    if (earlier.length > 0 && reason === undefined) refused({ code: 'survey.draw.again' })
    const strata = strataOf(frame.villages, survey.design.strata, await readRegions(work.tx, work.county, 'township'))
    const refusal = whyNotDraw(strata, survey.design)
    if (refusal) refused(refusal)

    const drawn = drawVillages(strata, survey.design, seed)
    const [drawId, sha256] = [work.newId(), hashOfDraw(drawn)]
    await work.tx
      .insertInto('survey.draw')
      .values({
        county_code: work.county,
        id: drawId,
        survey_id: surveyId,
        frame_id: frame.id,
        design: JSON.stringify(survey.design),
        seed,
        method: METHOD,
        drawn: JSON.stringify(drawn),
        sha256,
        drawn_at: work.now,
        drawn_by_name: work.actor.name,
        reason: reason ?? null,
      })
      .execute()
    work.record({
      subject: ['survey', surveyId],
      detail: { drawId, seed, method: METHOD, frame: frame.sha256, sha256 },
    })
    return { drawId, sha256 }
  },
})
