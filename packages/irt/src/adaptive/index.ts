export { type AbilityEstimate, type AbilityMethod, estimateAbility } from './ability.ts'
export { type AdaptiveBank, adaptiveBank, type History, normalTrapezoid } from './bank.ts'
export { type Criterion, criterionValues } from './criterion.ts'
export {
  type AdaptivePlan,
  type ContentBalance,
  type ExposureControl,
  type NextStep,
  nextStep,
  type StoppingRule,
  type StopReason,
} from './plan.ts'
export {
  type AdaptiveReport,
  type AdaptiveSession,
  runAdaptiveTest,
  simulateAdaptiveTest,
  simulatePlan,
  sympsonHetterProbabilities,
} from './session.ts'
