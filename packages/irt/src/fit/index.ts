export {
  type CalibrateOptions,
  type Calibration,
  calibrate,
  calibrateWith,
  type ExpectationJob,
} from './calibrate.ts'
export { type AndersenTest, andersenTest, type ConditionalFit, calibrateConditional } from './conditional.ts'
export { addExpectation, type Expectation, expectRows, type NodePrior } from './expectation.ts'
export type { Notice } from './notice.ts'
export { type PackedResponses, type PersonFacts, packResponses } from './pack.ts'
export type { Ability, ParameterMap, Prior, Specification } from './specification.ts'
export { type GroupDifference, type ItemType, type SpecifyOptions, specify } from './specify.ts'
export { type InformationKind, type StandardErrors, standardErrors } from './standard-errors.ts'
export { type BlockTables, blockTables } from './tables.ts'
