export type { FamilyName } from './family.ts'
export { type Coefficient, coefficientTable, estimateGlm, type GlmEstimate, type GlmModel, predictGlm } from './glm.ts'
