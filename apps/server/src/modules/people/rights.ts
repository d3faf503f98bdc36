import type { Rights } from '../../platform/module.ts'
import { certificateRights } from './certificate/rights.ts'
import { correctionRights } from './correction/rights.ts'
import { importRights } from './import/rights.ts'
import { mergeRights } from './merge/rights.ts'
import { recordRights } from './record/rights.ts'
import { registerRights } from './register/rights.ts'

export const peopleRights: Rights = {
  ...registerRights,
  ...certificateRights,
  ...mergeRights,
  ...correctionRights,
  ...importRights,
  ...recordRights,
}
