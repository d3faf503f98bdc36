export * from './area-means.ts'
export * from './direct.ts'
export * from './fay-herriot.ts'
export { fitUnitLevel, type UnitLevelFit, type UnitLevelMethod } from './unit-level.ts'
