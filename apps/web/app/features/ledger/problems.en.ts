import type { LedgerRefusal } from '@kepu/contract/ledger'
import type { ProblemText } from '../../lib/problem.ts'

export const ledgerProblemsEn: ProblemText<LedgerRefusal> = {
  'ledger.delivery.future': ({ occurredOn, today }) => `${occurredOn} is later than today (${today})`,
  'ledger.delivery.region': ({ regionCode }) => `Region ${regionCode} is not in this county`,
  'ledger.delivery.task': () => 'The task is no longer in the plan in force: choose again',
  'ledger.delivery.duplicate': ({ candidates }) => `Resembles ${candidates.length} records: is it the same?`,
  'ledger.delivery.alreadyReversed': () => 'This record has been reversed already',
  'ledger.delivery.isReversal': () => 'A reversal cannot be reversed: record the work again',
  'ledger.import.noHeader': () => 'No header row found: please use the template',
  'ledger.import.tooManyRows': ({ maxRows }) => `More than ${maxRows} rows: please split the file`,
  'ledger.import.recorded': () => 'These rows have been recorded already',
  'ledger.import.nothing': () => 'There is nothing to record',
}
