export { simulateAbilities, simulateResponses, simulateSlopesAndIntercepts } from './responses.ts'
