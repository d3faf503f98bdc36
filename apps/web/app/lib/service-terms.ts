import type { NextActor, OrderAction, OrderChannel, OrderStatus } from '@kepu/contract/service'
import type { KitKind, MenuStatus } from '@kepu/contract/service-menu'
import type { CallOutcome, RatingWay, Score, SignalKind, Verdict } from '@kepu/contract/service-rating'
import type { ConfirmWay, RescheduleReason, VisitStatus } from '@kepu/contract/service-visit'
import type { Bilingual } from './language.ts'

/** Words of orders, visits and ratings. */
export interface ServiceTerms {
  readonly orderStatus: Record<OrderStatus, string>
  readonly orderAction: Record<OrderAction, string>
  readonly orderChannel: Record<OrderChannel, string>
  readonly nextActor: Record<NextActor, string>
  readonly menuStatus: Record<MenuStatus, string>
  readonly kitKind: Record<KitKind, string>
  readonly visitStatus: Record<VisitStatus, string>
  readonly rescheduleReason: Record<RescheduleReason, string>
  readonly confirmWay: Record<ConfirmWay, string>
  readonly ratingWay: Record<RatingWay, string>
  readonly callOutcome: Record<CallOutcome, string>
  readonly signalKind: Record<SignalKind, string>
  readonly verdict: Record<Verdict, string>
  readonly score: Record<Score, string>
}

export const serviceTerms: Bilingual<ServiceTerms> = {
  'zh-CN': {
    orderStatus: {
      submitted: '待派单',
      dispatched: '待领单',
      claimed: '已领单',
      offered: '待接单',
      open: '待抢单',
      accepted: '已接单',
      scheduled: '已排期',
      serving: '服务中',
      done: '待确认',
      confirmed: '待评单',
      closed: '已办结',
      rejected: '未受理',
      merged: '已合并',
      withdrawn: '已撤回',
    },
    orderAction: {
      forward: '上报',
      dispatch: '派单',
      keep: '自办',
      reject: '不予受理',
      merge: '合并',
      withdraw: '撤回',
      claim: '领单',
      handBack: '退回',
      reroute: '改派',
      offer: '派队',
      open: '放开抢单',
      recall: '收回',
      accept: '接单',
      decline: '谢绝',
      take: '抢单',
      schedule: '排期',
      reschedule: '改期',
      arrive: '到场',
      finish: '完成服务',
      confirm: '确认',
      dispute: '反映未办好',
      rate: '评单',
      reopen: '重新办理',
      close: '办结',
    },
    orderChannel: {
      self: '手机自助',
      helper: '代点单',
      qr: '扫码',
      phone: '电话',
      paper: '纸质',
      api: '接口',
    },
    nextActor: {
      unit: '单位',
      team: '服务队',
      asker: '点单人',
      nobody: '无',
    },
    menuStatus: {
      proposed: '待审核',
      offered: '可点',
      returned: '已退回',
      retired: '已下架',
    },
    kitKind: {
      microscope: '显微镜箱',
      soilTest: '测土箱',
      pesticideTest: '农残检测箱',
      bloodPressure: '血压血糖仪',
      firstAidDummy: '急救模拟人',
      extinguisher: '灭火演练器材',
      projector: '投影音响',
      robots: '机器人套件',
      telescope: '天文望远镜',
      experimentBox: '科学实验箱',
      waterTest: '水质检测箱',
      exhibitionBoards: '流动展板',
    },
    visitStatus: {
      planned: '已排期',
      arrived: '已到场',
      done: '已完成',
      cancelled: '已取消',
    },
    rescheduleReason: {
      weather: '天气原因',
      asker: '点单人不便',
      noShow: '到场无人',
      team: '服务队原因',
      other: '其他原因',
    },
    confirmWay: {
      asker: '本人确认',
      helper: '帮办员代为确认',
      phone: '电话确认',
    },
    ratingWay: {
      asker: '本人评价',
      callback: '电话回访',
    },
    callOutcome: {
      reached: '接通',
      noAnswer: '无人接听',
      declined: '不愿评价',
      wrongNumber: '号码有误',
    },
    signalKind: {
      villageBurst: '同村集中点单',
      deviceBurst: '同一设备多次点单',
      askerInTeam: '点单人是服务队成员',
      neverConfirmed: '长期无人确认',
      staffConfirms: '全由工作人员确认',
    },
    verdict: {
      genuine: '属实',
      invented: '虚构',
      unclear: '无法判断',
    },
    score: {
      1: '很不满意',
      2: '不满意',
      3: '一般',
      4: '满意',
      5: '很满意',
    },
  },
  en: {
    orderStatus: {
      submitted: 'to be dispatched',
      dispatched: 'to be claimed',
      claimed: 'claimed',
      offered: 'offered to a team',
      open: 'open to teams',
      accepted: 'accepted',
      scheduled: 'scheduled',
      serving: 'under way',
      done: 'to be confirmed',
      confirmed: 'to be rated',
      closed: 'closed',
      rejected: 'not taken on',
      merged: 'merged',
      withdrawn: 'withdrawn',
    },
    orderAction: {
      forward: 'hand up',
      dispatch: 'dispatch',
      keep: 'keep',
      reject: 'reject',
      merge: 'merge',
      withdraw: 'withdraw',
      claim: 'claim',
      handBack: 'hand back',
      reroute: 'reroute',
      offer: 'offer to a team',
      open: 'open to teams',
      recall: 'recall',
      accept: 'accept',
      decline: 'decline',
      take: 'take',
      schedule: 'schedule',
      reschedule: 'reschedule',
      arrive: 'arrive',
      finish: 'finish',
      confirm: 'confirm',
      dispute: 'dispute',
      rate: 'rate',
      reopen: 'reopen',
      close: 'close',
    },
    orderChannel: {
      self: 'by telephone, oneself',
      helper: 'by a helper',
      qr: 'QR code',
      phone: 'telephone call',
      paper: 'paper',
      api: 'interface',
    },
    nextActor: {
      unit: 'unit',
      team: 'team',
      asker: 'asker',
      nobody: 'nobody',
    },
    menuStatus: {
      proposed: 'proposed',
      offered: 'offered',
      returned: 'returned',
      retired: 'retired',
    },
    kitKind: {
      microscope: 'microscopes',
      soilTest: 'soil test case',
      pesticideTest: 'pesticide residue test',
      bloodPressure: 'blood pressure and sugar meters',
      firstAidDummy: 'first-aid dummy',
      extinguisher: 'fire drill equipment',
      projector: 'projector and sound',
      robots: 'robot kits',
      telescope: 'telescope',
      experimentBox: 'experiment box',
      waterTest: 'water test case',
      exhibitionBoards: 'exhibition boards',
    },
    visitStatus: {
      planned: 'planned',
      arrived: 'arrived',
      done: 'done',
      cancelled: 'cancelled',
    },
    rescheduleReason: {
      weather: 'weather',
      asker: 'the asker cannot',
      noShow: 'nobody was there',
      team: 'the team cannot',
      other: 'other',
    },
    confirmWay: {
      asker: 'by the asker',
      helper: 'by a helper',
      phone: 'by telephone',
    },
    ratingWay: {
      asker: 'by the asker',
      callback: 'call-back',
    },
    callOutcome: {
      reached: 'reached',
      noAnswer: 'no answer',
      declined: 'declined',
      wrongNumber: 'wrong number',
    },
    signalKind: {
      villageBurst: 'burst from one village',
      deviceBurst: 'many from one device',
      askerInTeam: 'asker is in the team',
      neverConfirmed: 'never confirmed',
      staffConfirms: 'confirmed by staff only',
    },
    verdict: {
      genuine: 'genuine',
      invented: 'invented',
      unclear: 'unclear',
    },
    score: {
      1: 'very dissatisfied',
      2: 'dissatisfied',
      3: 'so-so',
      4: 'satisfied',
      5: 'very satisfied',
    },
  },
}
