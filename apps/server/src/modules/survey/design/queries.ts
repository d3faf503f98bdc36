import { Id } from '@kepu/contract'
import { DrawCheck, DrawView, FrameVillage, SurveyDesign, SurveyHeader, SurveyView } from '@kepu/contract/survey'
import { z } from 'zod'
import { query } from '../../../platform/query.ts'
import { hashOfDraw } from './commands/draw.ts'
import { drawVillages, strataOf } from './rules/draw.ts'
import { powerOfDesign } from './rules/power.ts'
import { findDraw, findFrame, findSurvey, latestFrame, listDraws, listSurveyRows, readRegions } from './store.ts'
import { drawView, frameView, headerOf } from './views.ts'
import { frameTemplate } from './workbooks.ts'

export const listSurveys = query({
  name: 'survey.survey.list',
  access: 'permission',
  input: z.object({}),
  output: z.object({ items: z.array(SurveyHeader) }),
  async run(read) {
    const rows = await listSurveyRows(read.tx, read.county)
    return { items: rows.map(({ survey, ...state }) => headerOf(survey, state, read.actor)) }
  },
})

export const showSurvey = query({
  name: 'survey.survey.show',
  access: 'permission',
  input: z.object({ surveyId: Id }),
  output: SurveyView,
  async run({ tx, county, actor }, { surveyId }) {
    const survey = await findSurvey(tx, county, surveyId)
    const frame = await latestFrame(tx, county, surveyId)
    const [draw, ...earlier] = await listDraws(tx, county, surveyId)
    const regions = {
      townships: await readRegions(tx, county, 'township'),
      villages: await readRegions(tx, county, 'village'),
    }
    const drawnFrom = draw && draw.frame_id !== frame?.id ? await findFrame(tx, county, draw.frame_id) : frame
    return {
      header: headerOf(survey, { framed: frame !== null, drawn: draw !== undefined }, actor),
      design: survey.design,
      power: powerOfDesign(survey.design),
      frame: frame && frameView(frame, regions),
      draw: draw ? drawView(draw, drawnFrom?.sha256 ?? '') : null,
      earlierDraws: earlier.map((row) => ({
        id: row.id,
        seed: row.seed,
        sha256: row.sha256,
        drawnAt: row.drawn_at.toISOString(),
        drawnByName: row.drawn_by_name,
      })),
    }
  },
})

export const showDraw = query({
  name: 'survey.draw.show',
  access: 'permission',
  input: z.object({ drawId: Id }),
  output: DrawView.extend({ frame: z.array(FrameVillage) }),
  async run({ tx, county }, { drawId }) {
    const row = await findDraw(tx, county, drawId)
    const frame = await findFrame(tx, county, row.frame_id)
    return { ...drawView(row, frame.sha256), frame: [...frame.villages] }
  },
})

/** 复核抽样: the sample is drawn again from what the draw names, and compared. */
export const checkDraw = query({
  name: 'survey.draw.check',
  access: 'permission',
  input: z.object({ drawId: Id }),
  output: DrawCheck,
  async run({ tx, county }, { drawId }) {
    const row = await findDraw(tx, county, drawId)
    const frame = await findFrame(tx, county, row.frame_id)
    const design = SurveyDesign.parse(row.design)
    const strata = strataOf(frame.villages, design.strata, await readRegions(tx, county, 'township'))
    const recomputed = hashOfDraw(drawVillages(strata, design, row.seed))
    return { drawId, same: recomputed === row.sha256, sha256: row.sha256, recomputed }
  },
})

export const downloadTemplate = query({
  name: 'survey.frame.template',
  access: 'permission',
  input: z.object({}),
  output: z.instanceof(Uint8Array),
  async run({ tx, county }) {
    const rows = await tx
      .selectFrom('organization.region')
      .select(['code', 'name', 'urban_rural'])
      .where('code', '>=', county)
      .where('code', '<', `${county}:`)
      .where('level', '=', 'village')
      .orderBy('code')
      .execute()
    return frameTemplate(
      rows.map(({ code, name, urban_rural }) => ({ code, name, urbanRural: urban_rural })),
      await readRegions(tx, county, 'township'),
    )
  },
})
