export {}
export * from './sample/index.ts'
