import { type Audience, audiences } from '@kepu/contract'
import type { Comparator } from '@kepu/contract/plan'
import type {
  AchievementsView,
  EvaluatedTask,
  EvaluationSection,
  JudgedGoalView,
  PowerView,
} from '@kepu/contract/plan-evaluation'

/** The official sentences of the final report: each says what the records say, and what they don't. */

export const headings: Readonly<Record<EvaluationSection, string>> = {
  overview: '工作概况',
  indicators: '指标完成情况',
  tasks: '重点任务完成情况',
  audiences: '各类人群工作情况',
  townships: '各乡镇（街道）工作情况',
  shortcomings: '存在的不足',
  next: '下一步打算',
}

export const audienceWords: Readonly<Record<Audience, string>> = {
  youth: '青少年',
  farmers: '农民',
  workers: '产业工人',
  elderly: '老年人',
  officials: '领导干部和公务员',
  public: '其他公众',
}

/** 2024-11-20 → 2024年11月20日 */
export function dayWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** 10.9 → 10.9, 0.567 → 0.57: no more digits than anybody measured. */
export function digits(value: number): string {
  return String(Math.round(value * 100) / 100)
}

export function goalWords({ value, comparator }: { value: number; comparator: Comparator }, unit: string): string {
  const figure = `${digits(value)}${unit}`
  if (comparator === '>') return `超过${figure}`
  if (comparator === '~') return `达到${figure}左右`
  return comparator === '>=' ? `达到${figure}以上` : `达到${figure}`
}

/** One sentence or three on a goal: what was wanted, what was measured, what can be said. */
export function goalSentences(goal: JudgedGoalView): string[] {
  const { name, unit, target, judgedBy } = goal
  const wanted = `方案提出，${target.year === null ? '' : `到${target.year}年，`}${name}${goalWords(target, unit)}。`
  if (judgedBy === null) return [wanted, `规划期内没有${name}的测得值，不能判定目标是否达到。`]
  const { interval, sampleSize, source, method } = judgedBy
  const level = interval === null ? '' : `${digits(interval.level * 100)}%置信区间`
  const facts = [
    interval === null ? '未给出误差范围' : `${level}${digits(interval.low)}${unit}—${digits(interval.high)}${unit}`,
    sampleSize === null ? null : `样本量${sampleSize}`,
  ].filter((fact) => fact !== null)
  const measured = `${judgedBy.year}年测得值为${digits(judgedBy.value)}${unit}（${facts.join('，')}；${method}；来源：${source}）。`
  const early = goal.final || target.year === null ? '' : `测得年份早于目标年份${target.year}年，以上为阶段性判断。`
  return [`${wanted}${measured}${verdictSentence(goal)}${early}`, ...(goal.power ? [powerSentence(goal.power)] : [])]
}

export function verdictSentence({ verdict, basis, target, unit, judgedBy }: JudgedGoalView): string {
  const wanted = `目标值${digits(target.value)}${unit}`
  if (basis === 'none') return '没有测得值，不能判定。'
  if (basis === 'otherRule') return '该测得值与基数采用的评分规则不同，两者不能相比，不能判定目标是否达到。'
  if (basis === 'reported') {
    const said = verdict === 'met' ? '达到目标' : verdict === 'notMet' ? '未达到目标' : '不能判定目标是否达到'
    return `按公布值计，${said}；因没有误差范围，不能说明这一结论有多大把握。`
  }
  const level = judgedBy?.interval ? `${digits(judgedBy.interval.level * 100)}%区间` : '区间'
  if (verdict === 'met') return `${level}整体不低于${wanted}，判定为达到目标。`
  if (verdict === 'notMet') return `${level}整体低于${wanted}，判定为未达到目标。`
  return `${level}包含${wanted}，据此不能判定目标是否达到。`
}

/** Computed from the sizes that are on record. */
export function powerSentence({
  from,
  to,
  sampleSize,
  designEffect,
  designEffectKnown,
  power,
  neededForEighty,
}: PowerView): string {
  const effect = designEffectKnown ? `设计效应${digits(designEffect)}` : '设计效应未知、按1计（偏乐观）'
  return (
    `测评能力说明：两轮测评各${sampleSize}个有效样本、${effect}时，从${digits(from)}%到${digits(to)}%的变化约有` +
    `${Math.round(power * 100)}%的可能被检出；要达到80%，每轮约需${neededForEighty}个有效样本。`
  )
}

export function overviewSentences({ title, period, asOf, total, years, townships }: AchievementsView): string[] {
  const reached = townships.filter(({ deliveries }) => deliveries > 0).length
  const whole = `《${title}》实施以来（${period.start}年1月1日至${dayWords(asOf)}），台账共记录科普工作${total.deliveries}场次，参加${total.personTimes}人次，覆盖${reached}个乡镇（街道），占全县${townships.length}个乡镇（街道）的${townships.length === 0 ? 0 : Math.round((reached / townships.length) * 100)}%。`
  const each = years.map(({ year, deliveries, personTimes }) =>
    deliveries === 0 ? `${year}年无记录` : `${year}年${deliveries}场次、${personTimes}人次`,
  )
  return [
    whole,
    ...(each.length === 0 ? [] : [`分年度看，${each.join('；')}。人次按参加次数计，同一人参加两次计两人次。`]),
  ]
}

const OUTCOMES = [
  ['done', '已完成'],
  ['partly', '部分完成'],
  ['running', '推进中'],
  ['notDone', '未完成'],
  ['notPlanned', '未列入年度计划'],
] as const

export const outcomeWords: Readonly<Record<EvaluatedTask['outcome'], string>> = {
  done: '已完成',
  partly: '部分完成',
  running: '推进中',
  notDone: '未完成',
  notPlanned: '未列入年度计划',
}

export function taskSummary(tasks: readonly EvaluatedTask[]): string[] {
  if (tasks.length === 0) return []
  const counts = OUTCOMES.flatMap(([outcome, words]) => {
    const count = tasks.filter((task) => task.outcome === outcome).length
    return count === 0 ? [] : [`${words}${count}项`]
  })
  return [
    `方案确定的${tasks.length}项重点任务中，${counts.join('，')}。完成情况依据各年度计划任务的数量和节点，由台账计算得出。`,
  ]
}

export function taskSentence({ annual, outcome, deliveries, personTimes, townships }: EvaluatedTask): string {
  const parts = [
    [annual.done, '完成'],
    [annual.partly, '部分完成'],
    [annual.running, '尚在进行'],
    [annual.notDone, '到期未完成'],
  ] as const
  const years =
    outcome === 'notPlanned'
      ? '规划期内未列入年度计划，不能按年度任务评价'
      : `列入年度任务${annual.total}项，其中${parts.flatMap(([count, words]) => (count === 0 ? [] : [`${words}${count}项`])).join('，')}`
  const work =
    deliveries === 0
      ? '台账中没有相应工作记录'
      : `开展工作${deliveries}场次，参加${personTimes}人次，涉及${townships}个乡镇（街道）`
  return `${years}；${work}。`
}

export function audienceSentences({ audiences: groups }: AchievementsView): string[] {
  const of = (audience: Audience) => groups.find((one) => one.audience === audience)
  return audiences.flatMap((audience) => {
    const group = of(audience)
    if (!group) return []
    const words = audienceWords[audience]
    if (group.deliveries === 0) return [`面向${words}：台账中没有记录。`]
    const years = group.years.map(({ year, personTimes }) => `${year}年${personTimes}`)
    return [`面向${words}：开展${group.deliveries}场次，参加${group.personTimes}人次（${years.join('、')}）。`]
  })
}

export function townshipSentences({ townships, countyWide }: AchievementsView): string[] {
  const none = townships.filter(({ deliveries }) => deliveries === 0)
  return [
    '各乡镇（街道）按行政区划代码顺序列出，不作排名；数字为在当地开展的场次和参加人次，未按人口折算，不宜相互比较高低。',
    ...(countyWide.deliveries === 0
      ? []
      : [`另有面向全县、不属于某一乡镇（街道）的工作${countyWide.deliveries}场次，${countyWide.personTimes}人次。`]),
    ...(none.length === 0
      ? []
      : [`台账中没有记录的乡镇（街道）${none.length}个：${none.map(({ name }) => name).join('、')}。`]),
  ]
}

/** What is missing, said plainly. */
export function shortcomingSentences(view: AchievementsView): string[] {
  const { goals, tasks, townships, period, asOf } = view
  const found: string[] = []
  const titles = (list: readonly EvaluatedTask[]) => list.map(({ title }) => `“${title}”`).join('、')
  for (const goal of goals) {
    if (goal.basis === 'none') found.push(`${goal.name}在规划期内没有测得值。`)
    if (goal.basis === 'reported') found.push(`${goal.name}的测得值没有误差范围，结论的把握不明。`)
    if (goal.basis === 'otherRule') found.push(`${goal.name}的测得值与基数评分规则不同，不能比较。`)
    if (goal.basis === 'interval' && goal.verdict === 'cannotTell')
      found.push(`${goal.name}的测评样本不足以判定目标是否达到。`)
    if (goal.judgedBy !== null && !goal.final) found.push(`${goal.name}尚无目标年份的测得值。`)
  }
  const unplanned = tasks.filter(({ outcome }) => outcome === 'notPlanned')
  if (unplanned.length > 0) found.push(`${unplanned.length}项任务没有分解到年度计划：${titles(unplanned)}。`)
  const missed = tasks.filter(({ annual }) => annual.notDone > 0)
  if (missed.length > 0) found.push(`${missed.length}项任务有到期未完成的年度任务：${titles(missed)}。`)
  const silent = tasks.filter(({ deliveries }) => deliveries === 0)
  if (silent.length > 0) found.push(`${silent.length}项任务在台账中没有工作记录：${titles(silent)}。`)
  const empty = townships.filter(({ deliveries }) => deliveries === 0)
  if (empty.length > 0) found.push(`${empty.length}个乡镇（街道）在台账中没有工作记录。`)
  if (asOf < `${period.end}-12-31`) found.push(`规划期到${period.end}年底结束，本报告数据截至${dayWords(asOf)}。`)
  return found
}

/** The assembled sentences of each chapter; what comes next nobody can compute. */
export function assembled(view: AchievementsView): Readonly<Record<EvaluationSection, string[]>> {
  return {
    overview: overviewSentences(view),
    indicators: view.goals.length === 0 ? ['方案没有提出可量化的指标目标。'] : view.goals.flatMap(goalSentences),
    tasks: taskSummary(view.tasks),
    audiences: audienceSentences(view),
    townships: townshipSentences(view),
    shortcomings: shortcomingSentences(view),
    next: [],
  }
}
