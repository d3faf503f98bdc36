export * from './information/index.ts'
export * from './model/index.ts'
