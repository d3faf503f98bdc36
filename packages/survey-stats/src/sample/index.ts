export * from './allocate.ts'
export * from './cluster-size.ts'
export {
  type ConditionalPoisson,
  conditionalPoissonProbabilities,
  fitConditionalPoisson,
} from './conditional-poisson.ts'
export * from './cube.ts'
export * from './draw.ts'
export * from './eliminate.ts'
export { inclusionProbabilities, stratumInclusionProbabilities } from './inclusion.ts'
export { jointMaximumEntropy, jointMidzuno, jointSampford, jointSystematic, jointTille } from './joint.ts'
export * from './kish.ts'
export * from './size.ts'
export * from './variance.ts'
