import type { Audience } from '@kepu/contract'
import type { DeliveryKind } from '@kepu/contract/ledger'

/** What is done for a group in a county of hills, oranges and a river. */
export interface Topics {
  readonly subjects: readonly string[]
  readonly kinds: readonly DeliveryKind[]
  /** Usual number of people at one of them. */
  readonly size: number
  /** Share of the year's work in each month, January first; they need not add up to one. */
  readonly season: readonly number[]
}

const SCHOOL = [2, 2, 8, 9, 10, 8, 3, 3, 14, 9, 8, 5]
const FARMING = [8, 10, 9, 6, 5, 4, 5, 6, 8, 9, 11, 12]
const FACTORY = [4, 4, 7, 8, 9, 16, 8, 7, 9, 8, 7, 5]
const STEADY = [6, 6, 8, 9, 9, 9, 8, 7, 12, 12, 8, 6]

export const topics: Readonly<Record<Audience, Topics>> = {
  youth: {
    subjects: [
      '小小实验员',
      '航天知识',
      '机器人体验',
      '防溺水与急救',
      '星空观测',
      '植物标本制作',
      '科学家的故事',
      '无人机入门',
    ],
    kinds: ['lecture', 'practice', 'contest', 'openDay', 'exhibition'],
    size: 120,
    season: SCHOOL,
  },
  farmers: {
    subjects: [
      '柑橘病虫害防治',
      '柑橘修剪',
      '大豆高产栽培',
      '生猪防疫',
      '农机安全操作',
      '农药安全使用',
      '笋竹管护',
      '电商卖农货',
    ],
    kinds: ['training', 'consultation', 'lecture', 'materials'],
    size: 45,
    season: FARMING,
  },
  workers: {
    subjects: ['岗位安全', '用电安全', '职业病防护', '数控技能', '焊接工艺', '消防演练', '工友急救'],
    kinds: ['training', 'contest', 'drill', 'lecture'],
    size: 60,
    season: FACTORY,
  },
  elderly: {
    subjects: [
      '智能手机使用',
      '防范电信诈骗',
      '合理用药',
      '高血压日常管理',
      '饮食与骨骼',
      '冬季保健',
      '看懂保健品广告',
    ],
    kinds: ['lecture', 'consultation', 'materials'],
    size: 35,
    season: STEADY,
  },
  officials: {
    subjects: ['人工智能与基层治理', '双碳基础知识', '防汛科学决策', '生物多样性', '数据安全', '读懂统计数字'],
    kinds: ['lecture', 'training'],
    size: 70,
    season: [3, 3, 9, 9, 9, 9, 6, 5, 10, 12, 12, 6],
  },
  public: {
    subjects: [
      '防灾减灾',
      '食品安全',
      '垃圾分类',
      '展品巡展',
      '天气与生活',
      '长江鱼类',
      '地质灾害避险',
      '科普电影放映',
    ],
    kinds: ['exhibition', 'materials', 'openDay', 'drill', 'online', 'consultation'],
    size: 180,
    season: [4, 5, 7, 10, 14, 11, 7, 6, 20, 9, 6, 5],
  },
}

export const formOf: Readonly<Record<DeliveryKind, string>> = {
  lecture: '讲座',
  training: '培训',
  exhibition: '展览',
  contest: '竞赛',
  consultation: '咨询',
  openDay: '开放日',
  drill: '演练',
  materials: '资料发放',
  online: '线上直播',
  practice: '实践活动',
  other: '活动',
}

/** Whom a task is for, by the words of its title. */
export function audienceOf(taskTitle: string): Audience | null {
  if (taskTitle.includes('青少年')) return 'youth'
  if (taskTitle.includes('农民')) return 'farmers'
  if (taskTitle.includes('产业工人')) return 'workers'
  if (taskTitle.includes('老年人')) return 'elderly'
  return taskTitle.includes('领导干部') ? 'officials' : null
}
