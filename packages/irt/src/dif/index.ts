export { type ItemEffectSize, itemEffectSizes, type TestEffectSize, testEffectSize } from './effect-size.ts'
export { type LikelihoodRatioDif, type LikelihoodRatioOptions, likelihoodRatioDif } from './likelihood-ratio.ts'
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
export { type AreaDif, type GroupItems, lordDif, rajuDif } from './parameters.ts'
export { type SibtestResult, sibtest } from './sibtest.ts'
export { deltaPlotDif, standardisedDif } from './standardisation.ts'
export { type Purified, purifyAnchors } from './strata.ts'
