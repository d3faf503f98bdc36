import type { Audience } from '@kepu/contract'
import type { DeliveryKind } from '@kepu/contract/ledger'

/** Words of the workbook for kinds of delivery, the first of each is the one that the template offers. */
export const kindWords: Readonly<Record<DeliveryKind, readonly string[]>> = {
  lecture: ['讲座', '科普讲座', '宣讲', '报告会'],
  training: ['培训', '技术培训', '实用技术培训'],
  exhibition: ['展览', '巡展', '科普展览'],
  contest: ['竞赛', '比赛', '大赛'],
  consultation: ['咨询', '咨询服务', '义诊'],
  openDay: ['开放日', '参观', '场馆开放'],
  drill: ['应急演练', '演练'],
  materials: ['资料发放', '宣传资料'],
  online: ['线上传播', '线上', '网络'],
  practice: ['科技实践', '青少年科技实践', '研学'],
  other: ['其他'],
}

export const audienceWords: Readonly<Record<Audience, string>> = {
  youth: '青少年',
  farmers: '农民',
  workers: '产业工人',
  elderly: '老年人',
  officials: '领导干部和公务员',
  public: '其他公众',
}

/** Heading of a column → what it holds; several headings are understood, the first is the template's. */
export const columns = {
  occurredOn: ['日期', '活动日期', '时间'],
  title: ['名称', '活动名称', '主题', '内容'],
  kind: ['形式', '活动形式', '类型'],
  unit: ['单位', '主办单位', '承办单位', '责任单位'],
  region: ['地点（乡镇、村社区）', '地点', '乡镇街道', '所在地', '地区'],
  task: ['对应任务', '任务'],
  note: ['备注', '说明'],
} as const
export type Column = keyof typeof columns

/** 青少年人次、青少年人数 and so on: two columns a group. */
export function reachHeadings(audience: Audience): { personTimes: string; persons: string } {
  return { personTimes: `${audienceWords[audience]}人次`, persons: `${audienceWords[audience]}人数` }
}
