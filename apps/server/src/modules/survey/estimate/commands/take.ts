import { createHash } from 'node:crypto'
import { Id } from '@kepu/contract'
import type { EstimateRefusal } from '@kepu/contract/survey-estimate'
import { z } from 'zod'
import { canonical } from '../../../../platform/canonical.ts'
import { command } from '../../../../platform/command.ts'
import { Refused } from '../../../../platform/problem.ts'
import { columnOf, type Grid } from '../../../file/index.ts'
import { Drawn, listDraws, lockSurvey } from '../../design/store.ts'
import {
  type AnswerColumn,
  type AnswerRow,
  answerColumns,
  personalColumns,
  understandAnswers,
} from '../rules/answers.ts'

const SHOWN = 200
const COLUMNS = Object.keys(answerColumns) as AnswerColumn[]

function refused(reason: EstimateRefusal): never {
  throw new Refused(reason)
}

function rowsOf(grid: Grid): AnswerRow[] {
  const at = grid
    .slice(0, 10)
    .findIndex((cells) => COLUMNS.every((column) => columnOf(cells, answerColumns[column]) >= 0))
  const heading = grid[at]
  if (heading === undefined)
    refused({ code: 'survey.answers.noHeader', wanted: COLUMNS.map((column) => answerColumns[column][0]) })
  const personal = personalColumns.find((name) => columnOf(heading, [name]) >= 0)
  if (personal !== undefined) refused({ code: 'survey.answers.personal', column: personal })
  return grid.slice(at + 1).flatMap((line, offset) => {
    const cell = (column: AnswerColumn) => (line[columnOf(heading, answerColumns[column])] ?? '').trim()
    const cells = {
      village: cell('village'),
      sex: cell('sex'),
      age: cell('age'),
      education: cell('education'),
      eligible: cell('eligible'),
      score: cell('score'),
    }
    return Object.values(cells).every((text) => text === '') ? [] : [{ row: at + offset + 2, cells }]
  })
}

/** Answers of the newest sample, whole or not at all. A file that tells who somebody is isn't taken. */
export const takeAnswers = command({
  name: 'survey.answers.take',
  input: z.object({ surveyId: Id, fileName: z.string(), grid: z.custom<Grid>((value) => Array.isArray(value)) }),
  output: z.object({ answersId: Id, respondents: z.number() }),
  async run(work, { surveyId, fileName, grid }) {
    await lockSurvey(work, surveyId, null, 'survey.answers.take')
    const [draw] = await listDraws(work.tx, work.county, surveyId)
    if (!draw) refused({ code: 'survey.answers.noDraw' })
    const rows = rowsOf(grid)
    const drawn = new Set(Drawn.parse(draw.drawn).villages.map(({ code }) => code))
    const { respondents, problems } = understandAnswers(rows, drawn)
    if (respondents.length === 0 && problems.length === 0)
      problems.push({ row: 0, column: answerColumns.score[0], message: '文件里没有一份答卷' })
    if (problems.length > 0)
      refused({ code: 'survey.answers.problems', problems: problems.slice(0, SHOWN), rows: rows.length })

    const answersId = work.newId()
    await work.tx
      .insertInto('survey.answers')
      .values({
        county_code: work.county,
        id: answersId,
        survey_id: surveyId,
        draw_id: draw.id,
        source_file: fileName,
        sha256: createHash('sha256').update(canonical(respondents)).digest('hex'),
        respondents: JSON.stringify(respondents),
        respondent_count: respondents.length,
        taken_at: work.now,
      })
      .execute()
    work.record({ subject: ['survey', surveyId], detail: { answersId, respondents: respondents.length } })
    return { answersId, respondents: respondents.length }
  },
})
