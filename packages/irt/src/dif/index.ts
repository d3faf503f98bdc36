export { type LogisticDif, type LogisticDifKind, logisticDif } from './logistic.ts'
export {
  breslowDayDif,
  type ChiSquareTest,
  type EtsClass,
  generalisedMantelHaenszelDif,
  type MantelHaenszel,
  type MantelHaenszelOptions,
  mantelHaenszelDif,
} from './mantel-haenszel.ts'
export { deltaPlotDif, standardisedDif } from './standardisation.ts'
export { type Purified, purifyAnchors } from './strata.ts'
