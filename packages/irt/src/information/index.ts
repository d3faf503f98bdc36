export { expectedScore, itemInformation, testInformation } from './information.ts'
export { cronbachAlpha, empiricalReliability, marginalReliability, omegaReliability } from './reliability.ts'
