export * from './items.ts'
export { parameterGradient, parameterHessian } from './parameter-derivatives.ts'
export { abilityDerivatives, categoryProbabilities } from './probability.ts'
export * from './responses.ts'
