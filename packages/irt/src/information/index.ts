export { expectedScore, itemInformation, testInformation } from './information.ts'
