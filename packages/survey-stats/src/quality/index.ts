export * from './inequality.ts'
export * from './outcome.ts'
export * from './paradata.ts'
