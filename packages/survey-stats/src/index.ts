export {}
export * from './sample/index.ts'
export * from './quality/index.ts'
