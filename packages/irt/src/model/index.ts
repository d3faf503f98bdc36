export * from './items.ts'
export { abilityDerivatives, categoryProbabilities } from './probability.ts'
export * from './responses.ts'
