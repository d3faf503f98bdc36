import type { MatchPartName, PlanningGap, PlanningStatus } from '@kepu/contract/service-match'
import type { Bilingual } from './language.ts'

/** Words of choosing teams and of planning a backlog. */
export interface MatchTerms {
  readonly matchPart: Record<MatchPartName, string>
  readonly planningStatus: Record<PlanningStatus, string>
  readonly planningGap: Record<PlanningGap, string>
}

export const matchTerms: Bilingual<MatchTerms> = {
  'zh-CN': {
    matchPart: {
      topic: '主题',
      audience: '人群',
      distance: '路程',
      free: '空闲',
      load: '负担',
      language: '语言',
      rating: '评价',
    },
    planningStatus: {
      running: '计算中',
      proposed: '待确认',
      failed: '未算出',
      cancelled: '已取消',
      confirmed: '已确认',
    },
    planningGap: { noPlace: '位置未登记', noTeam: '没有合适的队伍', noRoom: '这段时间排不下' },
  },
  en: {
    matchPart: {
      topic: 'topic',
      audience: 'audience',
      distance: 'way',
      free: 'free days',
      load: 'load',
      language: 'language',
      rating: 'ratings',
    },
    planningStatus: {
      running: 'being worked out',
      proposed: 'to be confirmed',
      failed: 'not worked out',
      cancelled: 'cancelled',
      confirmed: 'confirmed',
    },
    planningGap: { noPlace: 'position unknown', noTeam: 'no team fits', noRoom: 'no room in these days' },
  },
}
