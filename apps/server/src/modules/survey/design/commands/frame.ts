import { createHash } from 'node:crypto'
import { Id } from '@kepu/contract'
import type { SurveyRefusal } from '@kepu/contract/survey'
import { z } from 'zod'
import { canonical } from '../../../../platform/canonical.ts'
import { command } from '../../../../platform/command.ts'
import { Refused } from '../../../../platform/problem.ts'
import { columnOf, type Grid } from '../../../file/index.ts'
import { type FrameColumn, type FrameRow, frameColumns, understandFrame } from '../rules/frame.ts'
import { lockSurvey, readRegions } from '../store.ts'

const SHOWN = 200
const COLUMNS = Object.keys(frameColumns) as FrameColumn[]

function refused(reason: SurveyRefusal): never {
  throw new Refused(reason)
}

/** Rows below the heading, which stands among the first ten; empty rows are passed over. */
function rowsOf(grid: Grid): FrameRow[] {
  const at = grid
    .slice(0, 10)
    .findIndex((cells) => COLUMNS.every((column) => columnOf(cells, frameColumns[column]) >= 0))
  const heading = grid[at]
  if (heading === undefined)
    refused({ code: 'survey.frame.noHeader', wanted: COLUMNS.map((column) => frameColumns[column][0]) })
  const place = (column: FrameColumn) => columnOf(heading, frameColumns[column])
  return grid.slice(at + 1).flatMap((line, offset) => {
    const cell = (column: FrameColumn) => (line[place(column)] ?? '').trim()
    const cells = {
      code: cell('code'),
      name: cell('name'),
      urban: cell('urban'),
      households: cell('households'),
      adults: cell('adults'),
    }
    // The template lists every village; one without any number isn't part of the frame.
    const empty = cells.code === '' || (cells.households === '' && cells.adults === '')
    return empty ? [] : [{ row: at + offset + 2, cells }]
  })
}

/** A frame is taken whole or not at all: with a single wrong row nothing is kept. */
export const takeFrame = command({
  name: 'survey.frame.take',
  input: z.object({ surveyId: Id, fileName: z.string(), grid: z.custom<Grid>((value) => Array.isArray(value)) }),
  output: z.object({ frameId: Id, villages: z.number() }),
  async run(work, { surveyId, fileName, grid }) {
    const survey = await lockSurvey(work, surveyId, null, 'survey.frame.take')
    const rows = rowsOf(grid)
    const known = { villages: await readRegions(work.tx, work.county, 'village') }
    const { villages, problems } = understandFrame(rows, known)
    if (villages.length === 0 && problems.length === 0)
      problems.push({ row: 0, column: frameColumns.households[0], message: '没有填写任何村或社区的户数和人口' })
    if (problems.length > 0)
      refused({ code: 'survey.frame.problems', problems: problems.slice(0, SHOWN), rows: rows.length })

    const frameId = work.newId()
    const sum = (count: (village: (typeof villages)[number]) => number) =>
      villages.reduce((total, village) => total + count(village), 0)
    await work.tx
      .insertInto('survey.frame')
      .values({
        county_code: work.county,
        id: frameId,
        survey_id: survey.id,
        source_file: fileName,
        sha256: createHash('sha256').update(canonical(villages)).digest('hex'),
        villages: JSON.stringify(villages),
        village_count: villages.length,
        households: sum(({ households }) => households),
        adults: sum(({ adults }) => adults),
        uploaded_at: work.now,
      })
      .execute()
    work.record({ subject: ['survey', survey.id], detail: { frameId, villages: villages.length } })
    return { frameId, villages: villages.length }
  },
})
