export { estimateCronbachAlpha, estimateKappa } from './agreement.ts'
export { type Columns, indicatorColumns } from './columns.ts'
export { domainMeanStatistic, estimateDomainMeans, estimateDomainRatios, estimateDomainTotals } from './domain.ts'
export {
  coefficientsOfVariation,
  combinePlausibleValues,
  confidenceIntervals,
  estimateRoundDifference,
  independentDifference,
  type TTest,
  tTest,
} from './interval.ts'
export { estimateMean, estimateRatio, estimateTotal, meanStatistic, ratioStatistic, totalStatistic } from './mean.ts'
export { type ProportionInterval, type ProportionMethod, proportionInterval } from './proportion.ts'
export {
  distributionFunction,
  estimateQuantiles,
  type QuantileEstimate,
  type QuantileInterval,
  type QuantileOptions,
} from './quantile.ts'
export type { QuantileRule } from './quantile-rule.ts'
export {
  contrast,
  designEffects,
  effectiveSizes,
  estimateCovariance,
  type Intervals,
  type SimpleSampling,
  transformed,
} from './spread.ts'
