import type { LedgerRefusal } from '@kepu/contract/ledger'
import type { ProblemText } from '../../lib/problem.ts'

/** Why not, for every refusal of the ledger. */
export const ledgerProblemsZh: ProblemText<LedgerRefusal> = {
  'ledger.delivery.future': ({ occurredOn, today }) => `开展日期 ${occurredOn} 晚于今天（${today}）`,
  'ledger.delivery.region': ({ regionCode }) => `区划代码 ${regionCode} 不属于本县`,
  'ledger.delivery.task': () => '所选任务已不在现行方案中，请重新选择',
  'ledger.delivery.duplicate': ({ candidates }) => `与已有的 ${candidates.length} 条记录相似，请确认是否重复`,
  'ledger.delivery.alreadyReversed': () => '这条记录已经冲销过',
  'ledger.delivery.isReversal': () => '冲销记录本身不能再冲销，请重新登记',
  'ledger.import.noHeader': () => '没有找到表头，请使用导入模板',
  'ledger.import.tooManyRows': ({ maxRows }) => `超过 ${maxRows} 行，请分成几个文件`,
  'ledger.import.recorded': () => '这批记录已经入账',
  'ledger.import.nothing': () => '没有可以入账的记录',
}
