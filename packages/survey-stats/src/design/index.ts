export { type ClusterSpec, clusterDesign, codesOf, type StageSpec } from './cluster.ts'
export { domainDesign } from './domain.ts'
export { hadamard } from './hadamard.ts'
export { hartleyRaoDesign, jointProbabilityDesign, overtonDesign, type PairwiseMethod } from './pairwise.ts'
export {
  balancedDesign,
  bootstrapDesign,
  type GivenReplicates,
  jackknifeDesign,
  replicateDesign,
} from './replicate.ts'
export { type TwoPhaseSpec, twoPhaseDesign } from './two-phase.ts'
export type * from './types.ts'
