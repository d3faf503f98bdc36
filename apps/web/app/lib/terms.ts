import type { Audience } from '@kepu/contract'
import type { Role } from '@kepu/contract/identity'
import type { DeliveryKind } from '@kepu/contract/ledger'
import type { UnitKind } from '@kepu/contract/organization'
import type { PlanStatus, ResponsibilityRole } from '@kepu/contract/plan'
import type { Bilingual } from './language.ts'
import { type MatchTerms, matchTerms } from './match-terms.ts'
import { type PeopleTerms, peopleTerms } from './people-terms-data.ts'
import { type ServiceTerms, serviceTerms } from './service-terms.ts'

/** The field's own words for the closed lists of the contract, in both languages. */
export interface Terms extends PeopleTerms, ServiceTerms, MatchTerms {
  readonly audience: Record<Audience, string>
  readonly deliveryKind: Record<DeliveryKind, string>
  readonly role: Record<Role, string>
  readonly unitKind: Record<UnitKind, string>
  readonly responsibility: Record<ResponsibilityRole, string>
  readonly planStatus: Record<PlanStatus, string>
}

export const terms: Bilingual<Terms> = {
  'zh-CN': {
    ...peopleTerms['zh-CN'],
    ...serviceTerms['zh-CN'],
    ...matchTerms['zh-CN'],
    audience: {
      youth: '青少年',
      farmers: '农民',
      workers: '产业工人',
      elderly: '老年人',
      officials: '领导干部和公务员',
      public: '社会公众',
    },
    deliveryKind: {
      lecture: '科普讲座',
      training: '实用技术培训',
      exhibition: '科普展览',
      contest: '科普竞赛',
      consultation: '咨询服务',
      openDay: '场馆、机构开放',
      drill: '应急演练',
      materials: '资料发放',
      online: '线上传播',
      practice: '青少年科技实践',
      other: '其他',
    },
    role: {
      administrator: '系统管理员',
      coordinator: '科协统筹',
      officer: '部门经办',
      township: '乡镇（街道）经办',
      village: '村（社区）经办',
      leader: '县领导（只读）',
      auditor: '审计（只读）',
    },
    unitKind: {
      government: '县级政府',
      party: '党委部门',
      department: '政府部门',
      massOrganization: '群团组织',
      township: '乡镇（街道）',
      village: '村（社区）',
      other: '其他单位',
    },
    responsibility: { lead: '牵头', responsible: '责任', implementer: '实施' },
    planStatus: { draft: '草案', published: '已发布', superseded: '已被新版取代', discarded: '已作废' },
  },
  en: {
    ...peopleTerms.en,
    ...serviceTerms.en,
    ...matchTerms.en,
    audience: {
      youth: 'young people',
      farmers: 'farmers',
      workers: 'industrial workers',
      elderly: 'elderly people',
      officials: 'officials and civil servants',
      public: 'general public',
    },
    deliveryKind: {
      lecture: 'lecture',
      training: 'practical training',
      exhibition: 'exhibition',
      contest: 'contest',
      consultation: 'consultation',
      openDay: 'open day',
      drill: 'emergency drill',
      materials: 'printed materials',
      online: 'online',
      practice: 'science practice for the young',
      other: 'other',
    },
    role: {
      administrator: 'administrator',
      coordinator: 'coordinator (science association)',
      officer: 'department officer',
      township: 'township officer',
      village: 'village officer',
      leader: 'county leader (reads)',
      auditor: 'auditor (reads)',
    },
    unitKind: {
      government: 'county government',
      party: 'party department',
      department: 'government department',
      massOrganization: 'mass organisation',
      township: 'township',
      village: 'village or community',
      other: 'other',
    },
    responsibility: { lead: 'lead', responsible: 'responsible', implementer: 'implements' },
    planStatus: { draft: 'draft', published: 'published', superseded: 'superseded', discarded: 'discarded' },
  },
}
