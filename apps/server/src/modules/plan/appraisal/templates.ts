import type { Formula, ItemScope, Scheme, SchemeItem, SchemeTemplate } from '@kepu/contract/plan-appraisal'

const LATE = 50

/** Shorthand for the tables below: number, title, points, formula, criteria, to whom it applies. */
function item(
  id: string,
  title: string,
  points: number,
  formula: Formula,
  criteria: string,
  scope: ItemScope = 'all',
): SchemeItem {
  return { id, title, points, formula, criteria, scope }
}

const COMMON = {
  appraised: ['departments', 'townships'],
  credit: { rule: 'weighted', supportPercent: 60 },
  absent: 'rescale',
  objectionDays: 5,
} as const satisfies Partial<Scheme>

const held = (wanted: number, from: string, to: string): Formula => ({
  kind: 'workHeld',
  wanted,
  counts: 'deliveries',
  kinds: [],
  from,
  to,
})

/** 百分制: organising, results, support. Invented; to be adapted by the county. */
const hundred: Scheme = {
  ...COMMON,
  title: '全民科学素质工作目标管理考核办法（百分制示例）',
  total: 100,
  appraised: [...COMMON.appraised],
  decimals: 2,
  grades: [
    { name: '不达标', from: 0 },
    { name: '达标', from: 70 },
    { name: '优秀', from: 90 },
  ],
  sections: [
    {
      title: '组织领导',
      points: 20,
      items: [
        item(
          'receipt',
          '年度计划签收',
          5,
          { kind: 'receiptsInTime', withinDays: 5, latePercent: LATE },
          '下达后五个工作日内签收；逾期签收折半。',
        ),
        item('duty', '责任落实', 10, { kind: 'manual' }, '明确分管领导和经办人，任务写入本单位年度工作要点。'),
        item('meeting', '研究部署', 5, { kind: 'manual' }, '全年至少研究部署一次科学素质工作，以会议纪要为准。'),
      ],
    },
    {
      title: '工作实效',
      points: 60,
      items: [
        item(
          'quantity',
          '年度任务数量完成率',
          30,
          { kind: 'quantityReached' },
          '按台账计算，超额不加分；牵头任务与配合任务的计分办法见总则。',
        ),
        item(
          'nodes',
          '节点按期完成率',
          15,
          { kind: 'nodesInTime', latePercent: LATE },
          '到期节点按期完成计满分，逾期完成折半。',
        ),
        item(
          'science-day',
          '全国科普月活动',
          5,
          held(1, '09-01', '09-30'),
          '九月开展至少一场面向公众的活动，以台账为准。',
        ),
        item(
          'light',
          '逐月进度',
          10,
          { kind: 'lightMonths', perRed: 2, perYellow: 0.5 },
          '每出现一个红灯月扣 2 分，黄灯月扣 0.5 分，扣完为止。',
        ),
      ],
    },
    {
      title: '工作保障',
      points: 20,
      items: [
        item(
          'report',
          '报告按期确认',
          10,
          { kind: 'reportsInTime', latePercent: LATE },
          '到期报告按期确认计满分，逾期折半；系统已汇总，不另交材料。',
        ),
        item('support', '经费和队伍保障', 10, { kind: 'manual' }, '经费有安排，专（兼）职人员和志愿者队伍稳定。'),
      ],
    },
    {
      title: '加减分',
      points: 0,
      items: [
        item('bonus', '创新和经验推广', 3, { kind: 'bonus' }, '做法被市级以上采用推广的，酌情加分，最多 3 分。'),
        item('deduction', '工作失误', 5, { kind: 'deduction' }, '发生不实登记等问题的，每起扣 1 分，最多 5 分。'),
      ],
    },
  ],
}

/** 二十分制: as part of a wider appraisal of the county. Invented. */
const twenty: Scheme = {
  ...COMMON,
  title: '科学素质工作考核办法（二十分制示例）',
  total: 20,
  appraised: [...COMMON.appraised],
  decimals: 2,
  grades: [
    { name: '不达标', from: 0 },
    { name: '达标', from: 14 },
    { name: '优秀', from: 18 },
  ],
  sections: [
    {
      title: '组织和计划',
      points: 6,
      items: [
        item('organise', '组织领导', 3, { kind: 'manual' }, '有分管领导、有经办人、有年度安排。'),
        item(
          'receipt',
          '年度计划签收',
          1,
          { kind: 'receiptsInTime', withinDays: 5, latePercent: LATE },
          '五个工作日内签收。',
        ),
        item('report', '报告按期确认', 2, { kind: 'reportsInTime', latePercent: LATE }, '以系统记录为准。'),
      ],
    },
    {
      title: '任务完成',
      points: 10,
      items: [
        item('quantity', '年度任务数量完成率', 6, { kind: 'quantityReached' }, '按台账计算。'),
        item('nodes', '节点按期完成率', 4, { kind: 'nodesInTime', latePercent: LATE }, '到期节点按期完成。'),
      ],
    },
    {
      title: '主题活动',
      points: 4,
      items: [
        item('science-week', '科技活动周', 2, held(1, '05-10', '05-31'), '至少一场活动，以台账为准。'),
        item('science-month', '全国科普月', 2, held(1, '09-01', '09-30'), '至少一场活动，以台账为准。'),
      ],
    },
  ],
}

const empty: Scheme = {
  ...hundred,
  title: '目标管理考核办法',
  sections: [{ title: '第一部分', points: 100, items: [] }],
}

const templates: Readonly<Record<SchemeTemplate, Scheme>> = { hundred, twenty, empty }

export function templateOf(name: SchemeTemplate): Scheme {
  return templates[name]
}
