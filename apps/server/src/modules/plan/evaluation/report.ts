import { type Audience, audiences } from '@kepu/contract'
import type {
  AchievementsView,
  EvaluatedTask,
  EvaluationSection,
  EvaluationView,
  JudgedGoalView,
} from '@kepu/contract/plan-evaluation'
import type { FileChild } from 'docx'
import { ChartRun } from 'docx/charts'
import {
  bodyText,
  caption,
  centredLine,
  chartParagraph,
  emptyLine,
  numeral,
  officialDocument,
  officialHeading,
  officialTable,
  officialTitle,
  signature,
} from '../../../platform/official-document.ts'
import { paragraphsOf } from './sections.ts'
import { audienceWords, dayWords, digits, goalWords, outcomeWords, taskSentence } from './sentences.ts'

const BLUE = '0B4F8A'
const RED = 'C00000'
const CHART_FONT = { name: '宋体', color: '333333' }
/** The width of the text block, in pixels of a 96th of an inch. */
const CHART_SIZE = { width: 560, height: 300 }

/** 总结评估报告 as a Word document in the layout of official documents, to be edited further. */
export async function evaluationReport(view: EvaluationView): Promise<Uint8Array> {
  const { achievements, countyName, provisional, sections } = view
  const { period, asOf } = achievements
  const what = provisional ? '阶段评估报告' : '总结评估报告'
  const title = `${countyName}全民科学素质行动规划纲要\n实施方案（${period.start}—${period.end}年）\n${what}`
  const number = numbering()
  const chapters = sections.flatMap((section, i) => [
    officialHeading(1, `${numeral(i)}、${section.heading}`),
    ...chapter(section.section, paragraphsOf(section), achievements, number),
  ])
  return officialDocument(title, [
    ...officialTitle(title),
    centredLine(`××发〔${asOf.slice(0, 4)}〕××号`),
    emptyLine(),
    bodyText(`本报告数据取自工作台账和测评记录，截至${dayWords(asOf)}。`),
    ...chapters,
    emptyLine(),
    ...signature(`${countyName}科学技术协会`, dayWords(asOf)),
  ])
}

/** 图1, 图2 … and 表1, 表2 …, in the order of the document. */
function numbering(): (kind: '图' | '表', words: string) => FileChild {
  const last = { 图: 0, 表: 0 }
  return (kind, words) => {
    last[kind] += 1
    return caption(`${kind}${last[kind]}　${words}`)
  }
}
type Numbering = ReturnType<typeof numbering>

function chapter(
  section: EvaluationSection,
  paragraphs: readonly string[],
  view: AchievementsView,
  number: Numbering,
): FileChild[] {
  const text = paragraphs.map(bodyText)
  if (section === 'overview') return [...text, ...yearsChart(view, number)]
  if (section === 'indicators')
    return [...text, ...view.goals.flatMap((goal) => goalChart(goal, number)), ...goalsTable(view.goals, number)]
  if (section === 'tasks') return [...text, ...taskParagraphs(view.tasks), ...tasksTable(view.tasks, number)]
  if (section === 'audiences') return [...text, ...audiencesTable(view, number)]
  if (section === 'townships') return [...text, ...townshipsTable(view, number)]
  return text.length === 0 ? [bodyText('（此部分由编写单位补充。）')] : text
}

function yearsChart({ years }: AchievementsView, number: Numbering): FileChild[] {
  if (years.every(({ deliveries }) => deliveries === 0)) return []
  const chart = new ChartRun({
    type: 'column',
    categories: years.map(({ year }) => `${year}年`),
    series: [{ name: '场次', values: years.map(({ deliveries }) => deliveries), color: BLUE }],
    dataLabels: { value: true },
    legend: false,
    gapWidth: 120,
    font: CHART_FONT,
    transformation: CHART_SIZE,
    altText: {
      name: '各年度场次',
      description: years.map(({ year, deliveries }) => `${year}年${deliveries}场次`).join('，'),
    },
  })
  return [chartParagraph(chart), number('图', '各年度科普工作场次')]
}

/** Measured values with their intervals, joined only where one rule scored them, and the goal. */
function goalChart(goal: JudgedGoalView, number: Numbering): FileChild[] {
  const { points, series, target, unit, name } = goal
  if (points.length === 0 || target.year === null) return []
  const years = [...new Set([...points.map(({ year }) => year), target.year])].sort((a, b) => a - b)
  const at = <T>(year: number, value: T) => years.map((one) => (one === year ? value : null))
  const measured = series.map((indexes, i) => {
    const own = indexes.flatMap((index) => points[index] ?? [])
    const of = (year: number) => own.find((point) => point.year === year)
    return {
      name: ruleName(own[0]?.scoringRule ?? null, own[0]?.source ?? 'measured', i),
      values: years.map((year) => of(year)?.value ?? null),
      color: BLUE,
      markers: { size: 8 },
      dataLabels: { value: true, position: 'right' as const },
      errorBars: {
        type: 'custom' as const,
        plus: years.map((year) => spread(of(year)?.high, of(year)?.value)),
        minus: years.map((year) => spread(of(year)?.value, of(year)?.low)),
        line: { color: BLUE, width: 1.25 },
      },
    }
  })
  const chart = new ChartRun({
    type: 'line',
    categories: years.map((year) => `${year}年`),
    series: [
      ...measured,
      {
        name: `目标 ${goalWords(target, unit)}`,
        values: at(target.year, target.value),
        color: RED,
        markers: { shape: 'diamond' as const, size: 10 },
        dataLabels: { value: true, position: 'above' as const },
      },
    ],
    emptyValues: 'connect',
    valueAxis: { minimum: 0, title: unit },
    font: CHART_FONT,
    transformation: CHART_SIZE,
    altText: { name, description: points.map(({ year, value }) => `${year}年${digits(value)}${unit}`).join('，') },
  })
  return [chartParagraph(chart), number('图', `${name}（竖线为置信区间）`)]
}

function spread(high: number | null | undefined, low: number | null | undefined): number | null {
  return high === null || high === undefined || low === null || low === undefined ? null : high - low
}

function ruleName(rule: string | null, source: 'measured' | 'plan', index: number): string {
  if (rule !== null) return `测得值（规则 ${rule}）`
  return source === 'plan' ? `方案所列数值${index + 1}` : `测得值${index + 1}（规则未注明）`
}

const VERDICT = { met: '达到', notMet: '未达到', cannotTell: '不能判定' } as const

function goalsTable(goals: readonly JudgedGoalView[], number: Numbering): FileChild[] {
  if (goals.length === 0) return []
  const columns = [
    { title: '指标', width: 24 },
    { title: '目标', width: 20 },
    { title: '测得值', width: 22, numbers: true },
    { title: '置信区间', width: 18, numbers: true },
    { title: '判定', width: 16, numbers: true },
  ]
  const rows = goals.map(({ name, unit, target, judgedBy, verdict, final }) => [
    name,
    `${target.year === null ? '' : `${target.year}年`}${goalWords(target, unit)}`,
    judgedBy === null ? '无' : `${digits(judgedBy.value)}${unit}（${judgedBy.year}年）`,
    judgedBy?.interval ? `${digits(judgedBy.interval.low)}—${digits(judgedBy.interval.high)}${unit}` : '无',
    `${VERDICT[verdict]}${final || judgedBy === null ? '' : '（阶段）'}`,
  ])
  return [number('表', '指标与目标'), officialTable(columns, rows), emptyLine()]
}

/** （一）the category, then each task with its number. */
function taskParagraphs(tasks: readonly EvaluatedTask[]): FileChild[] {
  return [...Map.groupBy(tasks, ({ category }) => category ?? '重点任务')].flatMap(([category, own], i) => [
    officialHeading(2, `（${numeral(i)}）${category}`),
    ...own.flatMap((task, n) => [officialHeading(3, `${n + 1}.${task.title}`), bodyText(`${taskSentence(task)}`)]),
  ])
}

function tasksTable(tasks: readonly EvaluatedTask[], number: Numbering): FileChild[] {
  if (tasks.length === 0) return []
  const columns = [
    { title: '任务', width: 38 },
    { title: '完成情况', width: 16, numbers: true },
    { title: '年度任务完成', width: 16, numbers: true },
    { title: '场次', width: 14, numbers: true },
    { title: '人次', width: 16, numbers: true },
  ]
  const rows = tasks.map(({ title, outcome, annual, deliveries, personTimes }) => [
    title,
    outcomeWords[outcome],
    annual.total === 0 ? '—' : `${annual.done}/${annual.total}`,
    `${deliveries}`,
    `${personTimes}`,
  ])
  return [number('表', '重点任务完成情况'), officialTable(columns, rows), emptyLine()]
}

function byYearTable(
  first: string,
  years: AchievementsView['years'],
  rows: readonly {
    readonly name: string
    readonly years: AchievementsView['years']
    readonly deliveries: number
    readonly personTimes: number
  }[],
): FileChild {
  const rest = 78 / (years.length + 2)
  const columns = [
    { title: first, width: 22 },
    ...years.map(({ year }) => ({ title: `${year}年`, width: rest, numbers: true })),
    { title: '合计场次', width: rest, numbers: true },
    { title: '合计人次', width: rest, numbers: true },
  ]
  return officialTable(
    columns,
    rows.map((row) => [
      row.name,
      ...row.years.map(({ deliveries }) => `${deliveries}`),
      `${row.deliveries}`,
      `${row.personTimes}`,
    ]),
  )
}

function audiencesTable({ audiences: groups, years }: AchievementsView, number: Numbering): FileChild[] {
  const of = (audience: Audience) => groups.filter((one) => one.audience === audience)
  const rows = audiences.flatMap(of).map((group) => ({ ...group, name: audienceWords[group.audience] }))
  return [number('表', '各类人群工作情况（场次）'), byYearTable('人群', years, rows), emptyLine()]
}

function townshipsTable({ townships, years }: AchievementsView, number: Numbering): FileChild[] {
  if (townships.length === 0) return []
  return [
    number('表', '各乡镇（街道）工作情况（按区划代码排列）'),
    byYearTable('乡镇（街道）', years, townships),
    emptyLine(),
  ]
}
