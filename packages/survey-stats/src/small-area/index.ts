export * from './fay-herriot.ts'
