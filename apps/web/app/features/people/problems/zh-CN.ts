import { recordProblemsZh } from './record.zh-CN.ts'
import { registerProblemsZh } from './register.zh-CN.ts'

/** Why not, for every refusal of the people module: one file an area. */
export const peopleProblemsZh = { ...recordProblemsZh, ...registerProblemsZh }
