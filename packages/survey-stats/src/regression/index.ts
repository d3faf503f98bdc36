export type { FamilyName } from './family.ts'
export {
  type Coefficient,
  coefficientTable,
  estimateGlm,
  type GlmEstimate,
  type GlmModel,
  predictGlm,
  replicateGlm,
} from './glm.ts'
export {
  likelihoodRatioTest,
  type ModelFit,
  modelFit,
  oneSampleTTest,
  type RankScore,
  rankTest,
  twoSampleTTest,
  type WorkingTest,
  waldTest,
  workingWaldTest,
} from './hypothesis.ts'
export { estimateOrdinal, type OrdinalEstimate, type OrdinalModel } from './ordinal.ts'
