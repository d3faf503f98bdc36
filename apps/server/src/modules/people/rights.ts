import type { Rights } from '../../platform/module.ts'
import { recordRights } from './record/rights.ts'
import { registerRights } from './register/rights.ts'

export const peopleRights: Rights = { ...registerRights, ...recordRights }
