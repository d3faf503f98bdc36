import type { Module } from '../../platform/module.ts'
import { surveyRoutes } from './design/routes.ts'
import { frameColumns } from './design/rules/frame.ts'
import { surveyRights } from './rights.ts'

export { changeDesign, openSurvey } from './design/commands/design.ts'
export { drawSample } from './design/commands/draw.ts'
export { takeFrame } from './design/commands/frame.ts'

/** The heading of a frame as the template writes it. */
export const frameHeading = Object.values(frameColumns).map(([name]) => name)

export const surveyModule: Module = { name: 'survey', rights: surveyRights, routes: surveyRoutes }
