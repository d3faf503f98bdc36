import type { ProgressRule, QuantityScope } from '@kepu/contract/plan-year'

/** Heading of a column → what it holds; several headings are understood, the first is the one that is exported. */
export const columns = {
  purpose: ['对应任务或举措', '方案任务', '对应任务', '举措'],
  title: ['任务名称', '年度任务', '工作任务', '名称'],
  deliverable: ['成果形式', '成果'],
  quantity: ['数量', '目标数量', '数量要求'],
  unit: ['计量单位', '单位'],
  scope: ['数量口径', '口径'],
  counts: ['计数方式', '取数方式'],
  kinds: ['活动形式', '形式'],
  audiences: ['人群', '对象'],
  leads: ['牵头单位', '牵头'],
  supports: ['配合单位', '责任单位', '配合'],
  startsOn: ['开始时间', '开始'],
  dueOn: ['完成时间', '完成时限', '结束时间'],
  nodes: ['节点', '时间节点'],
} as const
export type Column = keyof typeof columns

export const scopeWords: Readonly<Record<QuantityScope, string>> = { together: '合计', each: '每个单位' }
export const countWords: Readonly<Record<ProgressRule['counts'], string>> = {
  deliveries: '场次',
  personTimes: '人次',
  persons: '人数',
}

export const SEPARATOR = '、'
export const NODE_SEPARATOR = '；'
/** 各乡镇（街道）, written for all of them. */
export const EVERY_TOWNSHIP = '各乡镇（街道）'
