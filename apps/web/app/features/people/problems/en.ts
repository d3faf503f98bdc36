import { certificateProblemsEn } from './certificate.en.ts'
import { correctionProblemsEn } from './correction.en.ts'
import { importProblemsEn } from './import.en.ts'
import { mergeProblemsEn } from './merge.en.ts'
import { recordProblemsEn } from './record.en.ts'
import { registerProblemsEn } from './register.en.ts'

/** Why not, for every refusal of the people module: one file an area. */
export const peopleProblemsEn = {
  ...registerProblemsEn,
  ...importProblemsEn,
  ...mergeProblemsEn,
  ...correctionProblemsEn,
  ...recordProblemsEn,
  ...certificateProblemsEn,
}
