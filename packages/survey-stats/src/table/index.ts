export { type CrossClassification, estimateTable, estimateTableShares } from './cross.ts'
export { type GoodnessOfFit, goodnessOfFitTest } from './goodness.ts'
export { type IndependenceTest, raoScottTest, type TestResult, waldIndependenceTest } from './independence.ts'
export { type QuadraticFormMethod, quadraticFormTail } from './quadratic-form.ts'
