import { certificateProblemsZh } from './certificate.zh-CN.ts'
import { correctionProblemsZh } from './correction.zh-CN.ts'
import { importProblemsZh } from './import.zh-CN.ts'
import { mergeProblemsZh } from './merge.zh-CN.ts'
import { recordProblemsZh } from './record.zh-CN.ts'
import { registerProblemsZh } from './register.zh-CN.ts'

/** Why not, for every refusal of the people module: one file an area. */
export const peopleProblemsZh = {
  ...registerProblemsZh,
  ...importProblemsZh,
  ...mergeProblemsZh,
  ...correctionProblemsZh,
  ...recordProblemsZh,
  ...certificateProblemsZh,
}
