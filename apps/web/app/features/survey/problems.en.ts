import type { SurveyRefusal } from '@kepu/contract/survey'
import type { ProblemText } from '../../lib/problem.ts'

export const surveyProblemsEn: ProblemText<SurveyRefusal> = {
  'survey.frame.noHeader': ({ wanted }) => `No header row found. These columns are needed: ${wanted.join(', ')}`,
  'survey.frame.problems': ({ problems, rows }) =>
    `${problems.length} faults in ${rows} rows: nothing was taken. Mend them and upload again`,
  'survey.draw.noFrame': () => 'There is no frame yet: upload one first',
  'survey.draw.again': () => 'A sample is drawn already. Say why to draw again; the earlier one stays on record',
  'survey.draw.tooMany': ({ villages, available }) =>
    `The design wants ${villages} villages, the frame has ${available}`,
  'survey.draw.strata': ({ strata, villages }) =>
    `With ${strata} strata of at least 2 villages each, ${villages} villages are needed`,
}
