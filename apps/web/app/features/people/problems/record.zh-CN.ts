import type { RecordRefusal } from '@kepu/contract/people-record'
import type { ProblemText } from '../../../lib/problem.ts'

export const recordProblemsZh: ProblemText<RecordRefusal> = {
  'people.record.future': ({ today }) => `服务日期不能晚于今天（${today}）`,
  'people.record.person': () => '有人员不在名录中，请刷新后重新选择',
  'people.record.region': () => '服务地点不是本县的乡镇或村（社区）',
  'people.record.dayFull': ({ personName, servedOn, hours }) =>
    `${personName} 在 ${servedOn} 的服务将达 ${hours} 小时，超过 24 小时，请核对`,
  'people.record.isReversal': () => '冲销记录本身不能再改，请重新登记',
  'people.record.reversed': () => '这条服务记录已经冲销过',
  'people.record.proven': () => '这条服务记录已有证明，不用再确认',
}
