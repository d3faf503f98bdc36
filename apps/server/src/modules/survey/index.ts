import type { Module } from '../../platform/module.ts'
import { surveyRoutes } from './design/routes.ts'
import { frameColumns } from './design/rules/frame.ts'
import { estimateRoutes } from './estimate/routes.ts'
import { answerColumns } from './estimate/rules/answers.ts'
import { surveyRights } from './rights.ts'

export { changeDesign, openSurvey } from './design/commands/design.ts'
export { drawSample } from './design/commands/draw.ts'
export { takeFrame } from './design/commands/frame.ts'
export { makeEstimate } from './estimate/commands/compute.ts'
export { takeAnswers } from './estimate/commands/take.ts'

/** The heading of a frame as the template writes it. */
export const frameHeading = Object.values(frameColumns).map(([name]) => name)

/** The same of the answers. */
export const answersHeading = Object.values(answerColumns).map(([name]) => name)

export const surveyModule: Module = {
  name: 'survey',
  rights: surveyRights,
  routes(api) {
    // First: «answers-template.xlsx» would else be taken for a survey.
    estimateRoutes(api)
    surveyRoutes(api)
  },
}
