export { type Amount, type FormPlan, type FormTarget, formProgram, formsOfSolution } from './forms.ts'
export { type ConstraintRows, type LinearProgram, violatedRows } from './program.ts'
