/** Reads the R reference values and keeps the score of how near we come to them, for `REFERENCE.md`. */
export * from './cases.ts'
export { compare, notMet, relativeDifference, type Tolerance } from './record.ts'
