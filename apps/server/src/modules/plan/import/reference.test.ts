import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ParsedPlan } from '@kepu/contract/plan-proposal'
import { PlanProposal } from '@kepu/contract/plan-proposal'
import { beforeAll, describe, expect, test } from 'vitest'
import { nodesAt, parsePlanFile } from './index.ts'

/** Reference plans that live beside the repository. Without them the invented plans of fixtures.test.ts still run. */
const plans = join(process.env.KEPU_SHARED ?? join(import.meta.dirname, '../../../../../../../shared'), 'plans')
const present = existsSync(plans)
if (!present)
  console.warn(`\n!!! no reference plans at ${plans}: the real plan of Zhong County is NOT checked (set KEPU_SHARED)\n`)

interface Expected {
  readonly title?: string
  readonly issuer?: string
  readonly docNo: string | null
  readonly period: { readonly start: number; readonly end: number }
  readonly targets: readonly {
    readonly name: string
    readonly baseline: number
    readonly target: number
    readonly unit: string
    readonly targetYear: number
  }[]
  readonly phases?: readonly { readonly name: string; readonly years: readonly number[] }[]
  readonly tasks: readonly {
    readonly category?: string
    readonly no: number
    readonly title: string
    readonly lead: readonly string[]
    readonly support: readonly string[]
    readonly subtasks?: readonly string[]
    readonly quantity?: number
    readonly unit?: string
    readonly years?: readonly number[]
  }[]
}

const expectedOf = (name: string): Expected => JSON.parse(readFileSync(join(plans, `${name}.expected.json`), 'utf8'))
const parse = (name: string) => parsePlanFile(readFileSync(join(plans, name)), name)
const yearsOf = (period: { start: number; end: number } | null | undefined) =>
  period ? Array.from({ length: period.end - period.start + 1 }, (_, i) => period.start + i) : []

describe.runIf(present)('the reference plans', () => {
  const names = present
    ? readdirSync(plans).flatMap((file) => (file.endsWith('.expected.json') ? [file.slice(0, -14)] : []))
    : []

  test.each(names)('%s is understood exactly', async (name) => {
    const expected = expectedOf(name)
    const { proposal, text } = await parse(`${name}.txt`)

    expect(PlanProposal.parse(proposal)).toEqual(proposal)
    expect(proposal.documentNumber).toBe(expected.docNo)
    expect(proposal.period).toEqual(expected.period)
    if (expected.title) expect(proposal.title).toBe(expected.title)
    if (expected.issuer) expect(proposal.issuer).toBe(expected.issuer)
    expect(
      proposal.tasks.map(({ title, lead, responsible, number, category }) => ({
        title,
        lead,
        responsible,
        number,
        category,
      })),
    ).toEqual(
      expected.tasks.map(({ title, lead, support, no, category }) => ({
        title,
        lead,
        responsible: support,
        number: no,
        category: category ?? null,
      })),
    )
    const [wanted] = expected.targets
    const [indicator] = proposal.indicators
    expect(indicator).toMatchObject({ name: wanted?.name, unit: wanted?.unit })
    expect(indicator?.values.find(({ role }) => role === 'baseline')?.value).toBe(wanted?.baseline)
    expect(indicator?.values.find(({ role }) => role === 'target')).toMatchObject({
      value: wanted?.target,
      year: wanted?.targetYear,
      comparator: '=',
    })
    expect(proposal.phases.map(({ name: phase, startYear, endYear }) => [phase, startYear, endYear])).toEqual(
      (expected.phases ?? []).map(({ name: phase, years }) => [phase, years[0], years.at(-1)]),
    )
    expected.tasks.forEach((task, i) => {
      const own = proposal.tasks[i]
      if (task.subtasks) expect(own?.measures.map(({ title }) => title)).toEqual(task.subtasks)
      if (task.quantity === undefined) return
      expect(own?.quantity).toMatchObject({ value: task.quantity, unit: task.unit })
      expect(yearsOf(own?.quantity?.period)).toEqual(task.years)
    })
    for (const task of proposal.tasks) expect(text.slice(...task.span)).toContain(task.title)
  })

  test.each(['banan', 'danzhou', 'fengdu', 'guofa', 'nanchang', 'qiannan'])(
    'the opening of %s names its plan',
    async (name) => {
      const file = readdirSync(join(plans, 'excerpts')).find((one) => one.startsWith(name)) ?? ''
      const { proposal } = await parse(join('excerpts', file))
      const facts = {
        banan: [
          '重庆市巴南区全民科学素质行动计划工作清单(2021-2025年)',
          '重庆市巴南区人民政府办公室',
          '巴南府办发〔2022〕41号',
          '2022-05-11',
          2025,
        ],
        danzhou: [
          '儋州市全民科学素质行动规划纲要实施方案(2021-2025年)',
          '儋州市人民政府办公室',
          '儋府办〔2022〕39号',
          '2022-09-20',
          2025,
        ],
        fengdu: [
          '丰都县全民科学素质行动规划纲要实施方案(2021-2025年)',
          '丰都县人民政府办公室',
          '丰都府办〔2022〕50号',
          '2022-05-10',
          2025,
        ],
        guofa: ['全民科学素质行动规划纲要(2021—2035年)', '国务院', '国发〔2021〕9号', '2021-06-03', 2035],
        nanchang: [
          '南昌市全民科学素质行动规划纲要实施方案(2021—2025年)',
          '南昌市人民政府',
          '洪府发〔2021〕27号',
          '2021-12-21',
          2025,
        ],
        qiannan: [
          '黔南州全民科学素质行动规划纲要实施方案(2021-2025年)',
          '黔南州人民政府办公室',
          null,
          '2022-08-02',
          2025,
        ],
      }[name]
      const { title, issuer, documentNumber, issuedOn, period } = proposal
      expect([title, issuer, documentNumber, issuedOn, period?.end]).toEqual(facts)
    },
  )
})

describe.runIf(present)('the plan of Zhong County', () => {
  let plan: ParsedPlan
  beforeAll(async () => {
    plan = await parse('zhongxian-2021-2025.txt')
  })

  test('10 tasks, 27 lead and 161 responsible cells, 36 names for 35 bodies', () => {
    const { tasks, units } = plan.proposal
    expect(tasks).toHaveLength(10)
    expect(tasks.flatMap(({ lead }) => lead)).toHaveLength(27)
    expect(tasks.flatMap(({ responsible }) => responsible)).toHaveLength(161)
    expect(units.map(({ name }) => name).sort()).toEqual(
      [...new Set(tasks.flatMap(({ lead, responsible }) => [...lead, ...responsible]))].sort(),
    )
    expect(units).toHaveLength(36)
    expect(units.filter(({ sameAs }) => sameAs.length > 0).map(({ name, sameAs }) => [name, ...sameAs])).toEqual([
      ['县委直属机关工委', '县直机关工委'],
      ['县直机关工委', '县委直属机关工委'],
    ])
    expect(units.every(({ kind }) => kind === 'body')).toBe(true)
  })

  test('issued on 27 December 2022, without a number', () => {
    expect(plan.proposal).toMatchObject({
      documentNumber: null,
      issuedOn: '2022-12-27',
      period: { start: 2021, end: 2025 },
    })
  })

  test('all four figures, with the sentence that each stands in', () => {
    const values = plan.proposal.indicators.flatMap((one) => one.values)
    expect(plan.proposal.indicators).toHaveLength(1)
    expect(values.map(({ span: _, ...value }) => value)).toEqual([
      { year: 2020, value: 8, role: 'baseline', comparator: '=', of: null },
      { year: 2017, value: 5.3, role: 'earlier', comparator: '=', of: null },
      { year: 2020, value: 10.2, role: 'reference', comparator: '=', of: '重庆市' },
      { year: 2025, value: 12, role: 'target', comparator: '=', of: null },
    ])
    expect(values.map(({ span }) => plan.text.slice(...span))).toEqual(['8.0%', '5.3%', '10.2%', '12%'])
  })

  test('the measures of each task, in their own words', () => {
    expect(plan.proposal.tasks.map(({ measures }) => measures.length)).toEqual([6, 4, 4, 3, 3, 4, 3, 4, 4, 3])
    for (const { span, measures } of plan.proposal.tasks) {
      for (const measure of measures) {
        expect(plan.text.slice(...measure.span).startsWith(`${measure.title}。`)).toBe(true)
        expect(measure.span[0] >= span[0] && measure.span[1] <= span[1]).toBe(true)
      }
    }
  })

  test('campaigns and observance days', () => {
    const names = plan.proposal.campaigns.map(({ name }) => name)
    const days = [
      '全国科普日',
      '科技活动周',
      '防灾减灾日',
      '食品安全宣传周',
      '安全生产月',
      '公众科学日',
      '世界环境日',
      '世界气象日',
      '中国航天日',
    ]
    const more = [
      '世界地球日',
      '世界粮食日',
      '全国土地日',
      '国家版图意识宣传周',
      '爱国卫生运动',
      '老年健康宣传周',
      '全国科技工作者日',
      '科普文化进万家',
      '千会千人进千户',
    ]
    expect(names).toEqual(expect.arrayContaining([...days, ...more]))
  })

  test('what answers for nothing is listed, with the reason', () => {
    const told = plan.proposal.unplaced.map(({ text, why }) => `${why} ${text}`)
    expect(told).toEqual(
      expect.arrayContaining([
        'difference 2.7个百分点',
        'difference 2.2个百分点',
        'copied 县人武部',
        'copied 县监委',
        'addressee 县政府各部门',
      ]),
    )
  })

  test('from a sentence to what it became', () => {
    const at = plan.text.indexOf('实施馆校合作行动')
    expect(nodesAt(plan.proposal, [at, at + 8]).map(({ name }) => name)).toEqual([
      '建立校内外科学教育资源有效衔接机制',
      '实施青少年科学素质提升行动',
    ])
  })
})
