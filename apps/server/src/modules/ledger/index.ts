import type { Module } from '../../platform/module.ts'
import type { ContentStore } from '../file/index.ts'
import { ledgerRights } from './rights.ts'
import { ledgerRoutes } from './routes.ts'

export { attendanceBetween, comparedFrom } from './attendance.ts'
export { recordDelivery, reverseDelivery } from './commands.ts'
export { findDelivery, recentDeliveries } from './delivery-lookup.ts'
export { audienceWords, kindWords } from './import/columns.ts'
export { listPurposes, replacePurposes } from './purposes.ts'
export { deliveriesById } from './queries.ts'
export { type Attendance, hintOnDelivery, hintOnRounding, hintsOnTwins } from './rules/plausibility.ts'
export { appendDeliveries } from './store.ts'
export type { NewDelivery } from './types.ts'
export { type WorkDone, workByPurpose } from './work-done.ts'
export { type WorkRow, workBetween } from './work-rows.ts'
export { type AudienceSum, type WorkSum, workSums } from './work-sums.ts'

export function ledgerModule(contents: ContentStore): Module {
  return { name: 'ledger', rights: ledgerRights, routes: (api) => ledgerRoutes(api, contents) }
}
