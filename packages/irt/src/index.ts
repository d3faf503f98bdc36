export * from './fit/index.ts'
export * from './information/index.ts'
export * from './model/index.ts'
export * from './score/index.ts'
