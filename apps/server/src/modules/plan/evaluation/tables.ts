import {
  type AchievementsView,
  type ProgressDictionaryView,
  type ProgressTable,
  type ProgressTableView,
  progressTables,
} from '@kepu/contract/plan-evaluation'
import { audienceWords, outcomeWords } from './sentences.ts'

type Cell = string | number | null
interface Column<T> {
  readonly name: string
  readonly title: string
  readonly meaning: string
  readonly of: (row: T) => Cell
}

const LICENCE = '可自由使用、转载和加工，请注明来源单位、数据日期和版本。'

const WORK = [
  {
    name: 'deliveries',
    title: '场次',
    meaning: '台账中的工作次数；更正以冲销抵减',
    of: (row: { deliveries: number }) => row.deliveries,
  },
  {
    name: 'person_times',
    title: '人次',
    meaning: '参加次数，同一人参加两次计两人次',
    of: (row: { personTimes: number }) => row.personTimes,
  },
]

const VERDICTS = { met: '达到', notMet: '未达到', cannotTell: '不能判定' } as const
const BASES = {
  interval: '按置信区间',
  reported: '按公布值（无误差范围）',
  otherRule: '评分规则不同',
  none: '无测得值',
} as const

const goals: readonly Column<AchievementsView['goals'][number]>[] = [
  { name: 'indicator_id', title: '指标编号', meaning: '永久编号', of: (row) => row.indicatorId },
  { name: 'indicator', title: '指标', meaning: '方案中的指标名称', of: (row) => row.name },
  { name: 'target_year', title: '目标年', meaning: '方案提出的目标年份', of: (row) => row.target.year },
  { name: 'comparator', title: '比较', meaning: '>=、>、=（达到）、~（左右）', of: (row) => row.target.comparator },
  { name: 'target', title: '目标值', meaning: '方案提出的目标', of: (row) => row.target.value },
  { name: 'unit', title: '单位', meaning: '目标值和测得值的单位', of: (row) => row.unit },
  {
    name: 'measured_year',
    title: '测得年份',
    meaning: '最近一次测得值的年份',
    of: (row) => row.judgedBy?.year ?? null,
  },
  { name: 'measured', title: '测得值', meaning: '最近一次测得值', of: (row) => row.judgedBy?.value ?? null },
  {
    name: 'low',
    title: '区间下限',
    meaning: '置信区间下限；空：来源未给出',
    of: (row) => row.judgedBy?.interval?.low ?? null,
  },
  {
    name: 'high',
    title: '区间上限',
    meaning: '置信区间上限；空：来源未给出',
    of: (row) => row.judgedBy?.interval?.high ?? null,
  },
  { name: 'level', title: '置信水平', meaning: '0.95 即 95%', of: (row) => row.judgedBy?.interval?.level ?? null },
  {
    name: 'sample_size',
    title: '样本量',
    meaning: '有效样本；空：来源未给出',
    of: (row) => row.judgedBy?.sampleSize ?? null,
  },
  {
    name: 'scoring_rule',
    title: '评分规则',
    meaning: '不同规则的数值不能相比',
    of: (row) => row.judgedBy?.scoringRule ?? null,
  },
  { name: 'source', title: '来源', meaning: '测得值的出处', of: (row) => row.judgedBy?.source ?? null },
  { name: 'value_id', title: '测得值编号', meaning: '永久编号', of: (row) => row.judgedBy?.id ?? null },
  { name: 'value_version', title: '测得值版本', meaning: '更正一次加一', of: (row) => row.judgedBy?.version ?? null },
  { name: 'verdict', title: '判定', meaning: '达到、未达到、不能判定', of: (row) => VERDICTS[row.verdict] },
  { name: 'basis', title: '判定依据', meaning: '区间整体在目标一侧才判定', of: (row) => BASES[row.basis] },
]

const tasks: readonly Column<AchievementsView['tasks'][number]>[] = [
  { name: 'task_id', title: '任务编号', meaning: '永久编号', of: (row) => row.taskId },
  { name: 'category', title: '类别', meaning: '提升行动、重点工程等', of: (row) => row.category },
  { name: 'number', title: '序号', meaning: '类别内的序号', of: (row) => row.number },
  { name: 'title', title: '任务', meaning: '方案中的任务名称', of: (row) => row.title },
  { name: 'outcome', title: '完成情况', meaning: '由各年度任务得出', of: (row) => outcomeWords[row.outcome] },
  { name: 'annual_total', title: '年度任务', meaning: '已下达的年度任务数', of: (row) => row.annual.total },
  { name: 'annual_done', title: '其中完成', meaning: '数量和节点都已完成', of: (row) => row.annual.done },
  ...WORK,
  { name: 'townships', title: '涉及乡镇（街道）', meaning: '有工作记录的乡镇（街道）数', of: (row) => row.townships },
]

const years: readonly Column<AchievementsView['years'][number]>[] = [
  { name: 'year', title: '年份', meaning: '工作发生的年份', of: (row) => row.year },
  ...WORK,
]

interface YearOf<T> {
  readonly key: T
  readonly year: number
  readonly deliveries: number
  readonly personTimes: number
}

const audiences: readonly Column<YearOf<AchievementsView['audiences'][number]>>[] = [
  {
    name: 'audience',
    title: '人群',
    meaning: '纲要的五类人群和其他公众',
    of: (row) => audienceWords[row.key.audience],
  },
  { name: 'year', title: '年份', meaning: '工作发生的年份', of: (row) => row.year },
  {
    name: 'deliveries',
    title: '场次',
    meaning: '面向该人群的工作次数；一次工作面向几类人群时各计一次，不能相加',
    of: (row) => row.deliveries,
  },
  ...WORK.slice(1),
]

const townships: readonly Column<YearOf<AchievementsView['townships'][number]>>[] = [
  {
    name: 'region_code',
    title: '区划代码',
    meaning: '九位统计用区划代码；按代码排列，不是排名',
    of: (row) => row.key.regionCode,
  },
  { name: 'name', title: '乡镇（街道）', meaning: '现行名称', of: (row) => row.key.name },
  { name: 'year', title: '年份', meaning: '工作发生的年份', of: (row) => row.year },
  ...WORK,
]

function filled<T>(columns: readonly Column<T>[], rows: readonly T[]) {
  return {
    columns: columns.map(({ name, title, meaning }) => ({ name, title, meaning })),
    rows: rows.map((row) => columns.map((column) => column.of(row))),
  }
}

function eachYear<T extends { readonly years: AchievementsView['years'] }>(rows: readonly T[]): YearOf<T>[] {
  return rows.flatMap((key) => key.years.map((year) => ({ key, ...year })))
}

const TITLES: Readonly<Record<ProgressTable, string>> = {
  goals: '指标与目标',
  tasks: '重点任务进展',
  years: '各年度工作量',
  audiences: '各类人群工作量',
  townships: '各乡镇（街道）工作量',
}

const DICTIONARY = { goals, tasks, years, audiences, townships } as const

export function dictionary(): ProgressDictionaryView {
  return {
    licence: LICENCE,
    tables: progressTables.map((table) => ({
      table,
      title: TITLES[table],
      columns: DICTIONARY[table].map(({ name, title, meaning }) => ({ name, title, meaning })),
    })),
  }
}

/** One table of the open data, with its dictionary. */
export function tableOf(table: ProgressTable, view: AchievementsView, edition: number | null): ProgressTableView {
  const content = {
    goals: () => filled(goals, view.goals),
    tasks: () => filled(tasks, view.tasks),
    years: () => filled(years, view.years),
    audiences: () => filled(audiences, eachYear(view.audiences)),
    townships: () => filled(townships, eachYear(view.townships)),
  }[table]()
  return { table, title: TITLES[table], edition, asOf: view.asOf, licence: LICENCE, ...content }
}
