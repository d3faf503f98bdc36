import { documentProblemsEn } from './document.en.ts'
import { yearProblemsEn } from './year.en.ts'

export const planProblemsEn = { ...documentProblemsEn, ...yearProblemsEn }
