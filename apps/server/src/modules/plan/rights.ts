import type { Rights } from '../../platform/module.ts'
import { appraisalRights } from './appraisal/rights.ts'
import { burdenRights } from './burden/rights.ts'
import { documentRights } from './document/rights.ts'
import { evaluationRights } from './evaluation/rights.ts'
import { handoverRights } from './handover/rights.ts'
import { reportRights } from './report/rights.ts'
import { supervisionRights } from './supervision/rights.ts'
import { yearRights } from './year/rights.ts'

export const planRights: Rights = {
  ...appraisalRights,
  ...burdenRights,
  ...documentRights,
  ...evaluationRights,
  ...handoverRights,
  ...reportRights,
  ...supervisionRights,
  ...yearRights,
}
