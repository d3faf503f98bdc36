export { type Estimate, estimateStatistic, linearisedCovariance } from './estimate.ts'
export { replicateCovariance, replicateEstimates } from './replicate-variance.ts'
export { replicateWeights } from './replicate-weights.ts'
export type { Statistic, TotalsRoad } from './statistic.ts'
