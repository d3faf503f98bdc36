export * from './quality/index.ts'
export * from './sample/index.ts'
export * from './small-area/index.ts'
