export * from './cholesky.ts'
export * from './distribution.ts'
export * from './eigen.ts'
export * from './error.ts'
export * from './gamma.ts'
export * from './lu.ts'
export * from './matrix.ts'
export * from './normal.ts'
export {
  type MinimiseOptions,
  type Minimum,
  newton,
  type ValueAndGradient,
} from './optimise.ts'
export * from './qr.ts'
export * from './quadrature.ts'
export * from './quantile.ts'
export { type Box, bfgs, lbfgsb } from './quasi-newton.ts'
export * from './random.ts'
export * from './root.ts'
export * from './squarem.ts'
export * from './sum.ts'
