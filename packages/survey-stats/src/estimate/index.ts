export { type Columns, indicatorColumns } from './columns.ts'
export { estimateDomainMeans, estimateDomainRatios, estimateDomainTotals } from './domain.ts'
export { estimateMean, estimateRatio, estimateTotal } from './mean.ts'
