import type { Season } from '@kepu/contract/service-demand'
import type { MatchPart, MatchPartName, PlanningProgress } from '@kepu/contract/service-match'

const percent = (share: number) => `${(100 * share).toFixed(1)}%`

const sentence: Record<MatchPartName, (part: MatchPart) => string> = {
  topic: ({ value }: MatchPart) =>
    value === 1 ? '服务内容包含这个主题' : value === 0 ? '服务内容不含这个主题' : '未注明主题，什么都接',
  audience: ({ value }: MatchPart) =>
    value === 1 ? '适合这类听众' : value === 0 ? '不以这类听众为主' : '未注明听众，都可服务',
  distance: ({ facts }: MatchPart) =>
    facts['kilometres'] === undefined ? '位置未登记，路程不明' : `约 ${facts['kilometres']} 公里`,
  free: ({ facts }: MatchPart) => `所求 ${facts['asked'] ?? 0} 天中有 ${facts['free'] ?? 0} 天有空`,
  load: ({ facts }: MatchPart) => (facts['load'] ? `前后四周有 ${facts['load']} 次服务` : '前后四周没有安排'),
  language: ({ value }: MatchPart) => (value === 1 ? '语言合适' : value === 0 ? '没有会本地方言的队员' : '未注明语言'),
  rating: ({ facts }: MatchPart) =>
    facts['ratings']
      ? `${facts['ratings']} 次评价，平均 ${(facts['mean'] ?? 0).toFixed(1)} 分`
      : '还没有评价，按本县平均计',
}

const period: readonly [string, string] = ['从', '到']

export const matchZh = {
  rankingTitle: '推荐队伍',
  rankingLead: (from: string, to: string) => `按本县的权重，从${from}至${to}的空闲、路程、负担等算出，由您定夺。`,
  orders: '点单',
  team: '服务队',
  score: '匹配度',
  reasons: '理由',
  weight: (weight: number) => `权重 ${weight}`,
  passedOver: (count: number) => `不能派的队伍（${count}）`,
  noTeams: '还没有登记服务队。请先在“人才队伍”登记。',
  nobody: '没有能派的队伍，原因见下。',
  unit: '归口单位',
  position: {
    village: '路程按本村位置估算：直线距离 × 绕行系数。',
    township: '本村位置未登记，路程按乡镇位置估算：直线距离 × 绕行系数。',
    unknown: '本村和乡镇的位置都未登记，路程不计入比较。',
  },
  sentence,
  reason: {
    'service.match.inactive': () => '已停用',
    'service.match.outOfRadius': (facts: { kilometres: number; radiusKm: number }) =>
      `约 ${facts.kilometres} 公里，超出服务半径 ${facts.radiusKm} 公里`,
    'service.match.busy': () => '所求日期都没有空',
  },
  planningTitle: '统筹排期',
  planningLead:
    '把已领、待派队的单子一次排给各队各天，少跑路、少等待，几个村顺路一趟。算出的是方案，确认之前不影响任何单子。',
  propose: '新排一份',
  for: '哪个单位的单子',
  days: '排在哪些天',
  when: '提出时间',
  who: '提出人',
  status: '状态',
  result: '结果',
  open: '查看',
  emptyPlannings: '还没有排期方案。有已领、待派队的单子时，可以新排一份。',
  planningOf: (unit: string, from: string, to: string) => `${unit}：${from} 至 ${to}`,
  servedOf: (served: number, orders: number) => `排上 ${served} / ${orders} 张`,
  stage: { waiting: '等待开始', prices: '估算下限', program: '求解', areas: '分片求解' } satisfies Record<
    PlanningProgress['stage'],
    string
  >,
  running: '正在计算，可以离开此页。通常几秒到两分钟。',
  cancel: '取消',
  cancelQuestion: '取消这份方案？',
  cancelConsequence: '单子都不受影响，可以随时重排。',
  failed: '没有算出方案。请缩短天数或分单位再试；仍不行请联系系统管理员。',
  compare: '与逐单派队比较',
  item: '项目',
  greedy: '逐单派队',
  proposal: '本方案',
  served: '排上的单子',
  trips: '出行趟数',
  travel: '路上时间',
  waiting: '等待（折算）',
  misfit: '不合适（折算）',
  unserved: '未排上（折算）',
  total: '合计（折算）',
  minutes: (minutes: number) => (minutes >= 120 ? `${(minutes / 60).toFixed(1)} 小时` : `${Math.round(minutes)} 分钟`),
  proven: '已证明是最优方案。',
  gap: (gap: number) => `未证明最优：与理论下限相差 ${percent(gap)}，再好也好不过这个数。`,
  outOfTime: '到时限为止，换一台机器可能算得更远。',
  seconds: (seconds: number) => `用时 ${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} 秒`,
  travelHint: (detour: number, speed: number) => `路程按直线距离 × ${detour}、时速 ${speed} 公里估算，不是导航里程。`,
  map: '行程图',
  mapLabel: (trips: number, stops: number) => `地图：${trips} 趟行程，到 ${stops} 个地点；明细见下表`,
  rows: '逐单安排',
  order: '点单',
  region: '村（社区）',
  day: '日期',
  stop: (stop: number) => `第 ${stop} 站`,
  byHand: '人工改定',
  dropped: '不派',
  keep: '改派',
  choose: '选择服务队和日期',
  drop: '不派这张',
  confirm: '确认并派队',
  confirmQuestion: (count: number) => `把 ${count} 张单子派给各队？`,
  confirmConsequence: '各队收到待接单的待办，可以谢绝；期间已变动的单子不派，并逐一列出。',
  confirmed: (offered: number, moved: number, refused: number) =>
    `已派 ${offered} 张${moved > 0 ? `；${moved} 张期间已有变动，未派` : ''}${refused > 0 ? `；${refused} 张因队伍停用未派` : ''}`,
  outcome: { offered: '已派', moved: '期间已变动，未派', refused: '队伍停用，未派' },
  noRows: '这份方案没有单子。',
  demandTitle: '科普需求',
  demandLead: '群众点了什么、得到了什么、什么还没有人提供，供明年安排服务和布局阵地参考。已合并的单子不重复计。',
  period,
  topic: '主题',
  township: '乡镇（街道）',
  audience: '人群',
  season: '季节',
  seasons: { spring: '春季', summer: '夏季', autumn: '秋季', winter: '冬季' } satisfies Record<Season, string>,
  asked: '点单',
  askers: '户（人）',
  servedCount: '已服务',
  waitingCount: '办理中',
  refused: '未受理',
  withdrawn: '已撤回',
  offered: '服务清单',
  isOffered: '有',
  nobodyOffers: '无人提供',
  teams: '服务队',
  unclear: '未归类',
  noAudience: '未注明',
  demandMap: '各乡镇点单数',
  noPlaces: '各乡镇位置未登记，地图暂不显示，数字见下表。',
  byTopic: '按主题',
  byTownship: '按乡镇（街道）',
  byAudience: '按人群',
  bySeason: '按季节（希望服务的时间）',
  excel: '导出 Excel',
  noDemand: '这段时间没有点单。',
  publicTitle: '大家想听什么',
  publicLead: (from: string, to: string) => `${from}至${to}的点单。少于 5 张的数字不公布，以免看出是谁家。`,
  publicSum: (asked: number | null, served: number | null) =>
    asked === null
      ? '点单还不多，暂不公布数字。'
      : `共 ${asked} 张点单${served === null ? '' : `，已服务 ${served} 张`}。`,
  few: '少于 5',
  publicMissing: '还没有人提供',
}
export type MatchText = typeof matchZh
