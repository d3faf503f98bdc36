import { fc, test as property } from '@fast-check/vitest'
import type { Quantity, TaskView } from '@kepu/contract/plan'
import { AnnualTaskDraft } from '@kepu/contract/plan-year'
import { describe, expect, test } from 'vitest'
import { isWorkingDay, shiftDay, type WorkingCalendar } from '../../../organization/index.ts'
import { proposalsOf } from './propose.ts'
import { quantityIn } from './quantity.ts'
import { audienceOf, countsOf, kindsOf } from './words.ts'

const id = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`
const TOWNSHIPS = [id(901), id(902), id(903)]
const weekends: WorkingCalendar = { special: new Map([['2024-09-30', false]]), years: new Set([2024]) }
const body = (n: number, name: string) => ({ unitId: id(n), name, asWritten: name })
const group = (name: string) => ({ unitId: null, name, asWritten: name })

type MeasureView = TaskView['measures'][number]

function measure(wish: Partial<MeasureView>): MeasureView {
  const plain = {
    id: id(11),
    number: 1,
    title: '举措',
    lead: [],
    responsible: [],
    deadline: null,
    quantity: null,
    span: null,
  }
  return { ...plain, ...wish }
}

function task(wish: Partial<TaskView>): TaskView {
  return {
    id: id(1),
    number: 1,
    category: null,
    title: '实施农民科学素质提升行动',
    lead: [body(31, '县农业农村委')],
    responsible: [body(32, '县科协'), group('各乡镇（街道）')],
    implementers: [],
    openEnded: false,
    deadline: null,
    quantity: null,
    span: null,
    measures: [],
    ...wish,
  }
}

const setting = { year: 2024, calendar: weekends, townships: TOWNSHIPS, text: '' }
const yearly = (value: number, unit: string): Quantity => ({
  value,
  unit,
  period: { start: 2021, end: 2025, each: 'year' },
})

describe('a measure becomes a task of the year', () => {
  test('with its quantity, its rule from the words and the unit, its bodies and quarters', () => {
    const [first] = proposalsOf(
      [task({ measures: [measure({ title: '举办农村实用技术培训', quantity: yearly(1200, '人次') })] })],
      setting,
    )
    expect(first?.task).toMatchObject({
      taskId: id(1),
      measureId: id(11),
      title: '举办农村实用技术培训',
      target: {
        quantity: 1200,
        unit: '人次',
        scope: 'together',
        rule: { counts: 'personTimes', purpose: 'measure', doers: 'any', kinds: ['training'], audiences: ['farmers'] },
      },
      startsOn: '2024-01-01',
      dueOn: '2024-12-31',
      nodes: [
        { title: '一季度', dueOn: '2024-03-29', quantity: 300 },
        { title: '二季度', dueOn: '2024-06-28', quantity: 600 },
        { title: '三季度', dueOn: '2024-09-27', quantity: 900 },
        { title: '全年', dueOn: '2024-12-20', quantity: 1200 },
      ],
    })
    expect(first?.task.duties).toEqual([
      { unitId: id(31), role: 'lead' },
      ...[id(32), ...TOWNSHIPS].map((unitId) => ({ unitId, role: 'support' })),
    ])
    expect(first?.notes.map(({ code }) => code)).toEqual([
      'quantityOfPlan',
      'kindsOfWords',
      'groupOpened',
      'dayMoved',
      'dayMoved',
      'dayMoved',
    ])
  })

  test('each township has its own quantity where they alone support', () => {
    const [first] = proposalsOf(
      [task({ responsible: [group('各乡镇人民政府、各街道办事处')], quantity: yearly(4, '场') })],
      setting,
    )
    expect(first?.task.target).toMatchObject({ scope: 'each', rule: { counts: 'deliveries', doers: 'duty' } })
  })

  test('a group that the plan leaves open is named, and so is a missing lead', () => {
    const [first] = proposalsOf([task({ lead: [], responsible: [group('各有关单位')] })], setting)
    expect(first?.task.duties).toEqual([])
    expect(first?.notes).toEqual(
      expect.arrayContaining([{ code: 'groupUnknown', name: '各有关单位' }, { code: 'leadMissing' }]),
    )
  })

  test('what the ledger does not count is what is to be shown; its nodes are confirmed, twice a year', () => {
    const quantity: Quantity = { value: 3, unit: '个', period: { start: 2024, end: 2024, each: null } }
    const [first] = proposalsOf([task({ measures: [measure({ title: '创建科普基地', quantity })] })], setting)
    expect(first?.task).toMatchObject({ deliverable: '3个', target: null })
    expect(first?.task.nodes.map(({ dueOn, quantity: amount }) => [dueOn, amount])).toEqual([
      ['2024-06-28', null],
      ['2024-12-20', null],
    ])
  })

  test('its deadline ends it, and one before the year is said', () => {
    const until = (deadline: string) => proposalsOf([task({ measures: [measure({ deadline })] })], setting)[0]
    expect(until('2024年6月底前')?.task.dueOn).toBe('2024-06-30')
    expect(until('2024年6月底前')?.task.nodes.map(({ dueOn }) => dueOn)).toEqual(['2024-06-28'])
    expect(until('2023年底前')?.notes).toContainEqual({ code: 'deadlinePassed', deadline: '2023年底前' })
    expect(until('持续推进')?.task.dueOn).toBe('2024-12-31')
  })

  test('words of the text count only when the title has none, and too many say nothing', () => {
    expect(kindsOf('开展义诊', '培训、演练').kinds).toEqual(['consultation'])
    expect(kindsOf('关爱老人', '开办手机培训').words).toEqual(['培训'])
    expect(kindsOf('综合', '讲座、培训、展览、竞赛、演练').kinds).toEqual([])
    expect(audienceOf('领导干部和公务员')).toEqual(['officials'])
    expect(audienceOf('青少年和老年人')).toEqual([])
    expect(['场', '人次', '人', '个', '万元'].map(countsOf)).toEqual([
      'deliveries',
      'personTimes',
      'persons',
      null,
      null,
    ])
  })
})

const year = fc.integer({ min: 2019, max: 2028 })
const each = fc.constantFrom('year' as const, 'halfYear' as const, 'quarter' as const, 'month' as const, null)
const quantity = fc.record({
  value: fc.integer({ min: 1, max: 100_000 }),
  unit: fc.constantFrom('场', '人次', '人', '个', '%'),
  period: fc.option(
    fc
      .tuple(fc.integer({ min: 2020, max: 2025 }), fc.integer({ min: 0, max: 5 }), each)
      .map(([start, length, every]) => ({ start, end: start + length, each: every })),
    { nil: null },
  ),
})
const words = fc.constantFrom('讲座', '培训基地', '', '开放', '举措', '老年人义诊', '全年宣传')
const deadline = fc.constantFrom(null, '2023年底前', '2024年6月', '持续推进', '2024年第三季度', '2025年')
const anyTask = fc
  .tuple(words, fc.option(quantity, { nil: null }), deadline, fc.integer({ min: 0, max: 2 }), fc.boolean())
  .map(([title, amount, until, leads, open]) =>
    task({
      title: `任务${title}`,
      quantity: amount,
      deadline: until,
      lead: [body(41, '县甲局'), body(42, '县乙局')].slice(0, leads),
      responsible: open ? [group('各乡镇（街道）')] : [body(41, '县甲局'), body(43, '县丙局')],
      measures: amount === null ? [] : [measure({ title: `举措${title}`, quantity: amount, deadline: until })],
    }),
  )

property.prop([anyTask, year])('every proposal is a task but for its lead, on working days of its year', (one, of) => {
  const proposals = proposalsOf([one], { ...setting, year: of })
  expect(proposals.length).toBeGreaterThan(0)
  for (const { task: draft, notes } of proposals) {
    expect(AnnualTaskDraft.safeParse(draft).success).toBe(true)
    const hasLead = draft.duties.some(({ role }) => role === 'lead')
    expect(hasLead).toBe(!notes.some(({ code }) => code === 'leadMissing'))
    expect(new Set(draft.duties.map(({ unitId }) => unitId)).size).toBe(draft.duties.length)
    expect([draft.startsOn.slice(0, 4), draft.dueOn.slice(0, 4)]).toEqual([String(of), String(of)])
    for (const node of draft.nodes) {
      expect(node.dueOn >= draft.startsOn && node.dueOn <= draft.dueOn).toBe(true)
      expect(isWorkingDay(weekends, node.dueOn)).toBe(true)
    }
    const amounts = draft.nodes.flatMap(({ quantity: amount }) => amount ?? [])
    expect(amounts).toEqual([...new Set(amounts)].sort((a, b) => a - b))
    if (draft.target) expect(amounts.at(-1)).toBe(draft.target.quantity)
  }
})

property.prop([anyTask, year])('the same plan gives the same proposals', (one, of) => {
  expect(proposalsOf([one], { ...setting, year: of })).toEqual(
    proposalsOf([structuredClone(one)], { ...setting, year: of }),
  )
})

property.prop([quantity])('the years of a quantity that is due once add up to it, rounded up', (amount) => {
  const { period, value } = amount
  if (period === null || period.each !== null) return
  const years = Array.from({ length: period.end - period.start + 1 }, (_, i) => period.start + i)
  const sum = years.reduce((total, one) => total + (quantityIn(one, amount).value ?? 0), 0)
  expect(sum).toBeGreaterThanOrEqual(value)
  expect(sum - value).toBeLessThan(years.length)
  expect(quantityIn(period.end + 1, amount).value).toBeNull()
})

test('the calendar of these tests has a day off on a Monday', () => {
  expect(isWorkingDay(weekends, '2024-09-30')).toBe(false)
  expect(isWorkingDay(weekends, shiftDay('2024-09-30', 1))).toBe(true)
})
