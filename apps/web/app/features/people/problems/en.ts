import { recordProblemsEn } from './record.en.ts'
import { registerProblemsEn } from './register.en.ts'

/** Why not, for every refusal of the people module: one file an area. */
export const peopleProblemsEn = { ...recordProblemsEn, ...registerProblemsEn }
