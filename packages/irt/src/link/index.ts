export { linkCovariance } from './covariance.ts'
export { type CurveMethod, type CurveOptions, linkByCurves } from './curves.ts'
export { linkByMoments, type MomentMethod, stepDifficulties } from './moments.ts'
export { composeLinks, invertLink, type Link, rescaleAbilities, rescaleItems } from './scale.ts'
