import type { SurveyRefusal } from '@kepu/contract/survey'
import type { EstimateRefusal } from '@kepu/contract/survey-estimate'
import type { ProblemText } from '../../lib/problem.ts'
import { categoryTextEn as categoryText, traitTextEn as traitText } from './terms.ts'

export const surveyProblemsEn: ProblemText<SurveyRefusal | EstimateRefusal> = {
  'survey.frame.noHeader': ({ wanted }) => `No header row found. These columns are needed: ${wanted.join(', ')}`,
  'survey.frame.problems': ({ problems, rows }) =>
    `${problems.length} faults in ${rows} rows: nothing was taken. Mend them and upload again`,
  'survey.draw.noFrame': () => 'There is no frame yet: upload one first',
  'survey.draw.again': () => 'A sample is drawn already. Say why to draw again; the earlier one stays on record',
  'survey.draw.tooMany': ({ villages, available }) =>
    `The design wants ${villages} villages, the frame has ${available}`,
  'survey.draw.strata': ({ strata, villages }) =>
    `With ${strata} strata of at least 2 villages each, ${villages} villages are needed`,
  'survey.answers.noDraw': () => 'There is no sample yet',
  'survey.answers.noHeader': ({ wanted }) => `No header row found. These columns are needed: ${wanted.join(', ')}`,
  'survey.answers.personal': ({ column }) =>
    `The file has a column “${column}”. Remove what tells who somebody is; nothing was kept`,
  'survey.answers.problems': ({ problems, rows }) =>
    `${problems.length} faults in ${rows} answers: nothing was taken. Mend them and upload again`,
  'survey.estimate.marginSum': ({ trait, sum, other, otherSum }) =>
    `${traitText[trait]} adds up to ${sum}, ${traitText[other]} to ${otherSum}: they should be equal`,
  'survey.estimate.marginEmpty': ({ trait, category }) =>
    `${traitText[trait]}, “${categoryText[category] ?? category}”: only one of sample and population has anybody. Join categories or leave this trait out`,
  'survey.estimate.marginSource': () => 'Say where the population’s numbers come from',
  'survey.estimate.failed': ({ reason }) => `Nothing comes of this recipe: ${reason}`,
  'survey.estimate.published': () => 'This estimate is published already',
  'survey.estimate.noShare': () => 'Too few answers: there is no share to publish',
}
