import type { TaskOutcome, Verdict } from '@kepu/contract/plan-evaluation'

/** Words for a goal and what was measured toward it: the same in the workbench and in public. */
export const goalZh = {
  verdicts: { met: '达到', notMet: '未达到', cannotTell: '不能判定' } satisfies Record<Verdict, string>,
  provisional: '阶段判断',
  wanted: (year: number | null, name: string, figure: string) =>
    `${year === null ? '' : `到${year}年，`}${name}达到 ${figure}`,
  measured: (year: number, figure: string) => `${year}年测得值 ${figure}`,
  interval: (level: string, low: string, high: string) => `${level}% 区间 ${low}—${high}`,
  sample: (n: number) => `样本量 ${n}`,
  noInterval: '来源没有给出误差范围',
  none: '规划期内没有测得值，不能判定。',
  otherRule: '测得值与基数的评分规则不同，两者不能相比，不能判定。',
  reported: {
    met: '按公布值计，达到目标；没有误差范围，把握有多大无法说明。',
    notMet: '按公布值计，未达到目标；没有误差范围，把握有多大无法说明。',
    cannotTell: '目标写作“左右”，按公布值不能判定。',
  } satisfies Record<Verdict, string>,
  met: (figure: string) => `区间整体不低于目标值 ${figure}，判定为达到。`,
  notMet: (figure: string) => `区间整体低于目标值 ${figure}，判定为未达到。`,
  cannotTell: (figure: string) => `区间含目标值 ${figure}，不能判定。`,
  early: (year: number) => `测得年份早于目标年 ${year}，是阶段判断。`,
  power: (n: number, effect: string, from: string, to: string, percent: number, needed: number) =>
    `两轮各 ${n} 个有效样本、${effect}时，从 ${from} 到 ${to} 的变化约有 ${percent}% 的可能被检出；要达到 80%，每轮约需 ${needed} 个。`,
  effect: (value: string) => `设计效应 ${value}`,
  effectUnknown: '设计效应未知、按 1 计（偏乐观）',
  notJoined: '评分规则不同或未注明的数值不连线：它们不是同一把尺子量的。',
  target: '目标',
  picture: (name: string) => `${name}：测得值、区间与目标`,
  source: '来源',
  method: '方法',
  rule: '评分规则',
  ruleUnknown: '未注明',
  fromPlan: '方案所列',
  table: '数据表',
  year: '年份',
  value: '测得值',
  intervalColumn: '区间',
  outcomes: {
    done: '已完成',
    partly: '部分完成',
    notDone: '未完成',
    running: '推进中',
    notPlanned: '未列入年度计划',
  } satisfies Record<TaskOutcome, string>,
}
export type GoalText = typeof goalZh
