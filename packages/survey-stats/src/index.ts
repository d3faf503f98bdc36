export * from './quality/index.ts'
export * from './sample/index.ts'
