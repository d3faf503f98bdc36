import { fc, test } from '@fast-check/vitest'
import type { PlanProposal } from '@kepu/contract/plan-proposal'
import { describe, expect } from 'vitest'
import { layouts } from './fixtures/layouts.ts'
import { Dice, inventPlan } from './fixtures/plan.ts'
import { deadlineDay, describeSpan, diffProposals, nodesAt, parsePlanFile } from './index.ts'

async function proposalOf(seed: number): Promise<PlanProposal> {
  const layout = layouts[0]
  const text = layout?.write(inventPlan(seed, layout.wishes), new Dice(seed)) ?? ''
  return (await parsePlanFile(new TextEncoder().encode(text), 'plan.txt')).proposal
}

describe('what changed between two rounds', () => {
  test.prop([fc.nat({ max: 500 })], { numRuns: 20 })('nothing, between a plan and itself', async (seed) => {
    expect(diffProposals(await proposalOf(seed), await proposalOf(seed))).toEqual([])
  })

  test.prop([fc.nat({ max: 500 }), fc.nat({ max: 500 })], { numRuns: 20 })(
    'back is the mirror of forth',
    async (a, b) => {
      const [one, other] = [await proposalOf(a), await proposalOf(b)]
      const count = (changes: ReturnType<typeof diffProposals>, kind: string) =>
        changes.filter(({ change }) => change === kind).length
      const forth = diffProposals(one, other)
      const back = diffProposals(other, one)
      expect(count(forth, 'added')).toBe(count(back, 'removed'))
      expect(count(forth, 'renamed')).toBe(count(back, 'renamed'))
    },
  )

  test('a renamed task, a unit that takes the lead, a new measure, a higher target', async () => {
    const before = await proposalOf(7)
    const after = structuredClone(before)
    const task = after.tasks[0]!
    const title = before.tasks[0]!.title
    task.title = title.replace('实施', '深入实施')
    const unit = task.responsible.shift()!
    task.lead.push(unit)
    task.measures.push({
      number: 9,
      title: '开设科学夜校',
      lead: [],
      responsible: [],
      deadline: null,
      quantity: null,
      span: [0, 1],
    })
    after.tasks.splice(1, 1)
    after.indicators[0]!.values[1]!.value = 99
    after.phases[0]!.endYear += 1

    const changes = diffProposals(before, after)
    expect(changes).toContainEqual({
      kind: 'task',
      change: 'renamed',
      where: task.title,
      before: title,
      after: task.title,
    })
    expect(changes).toContainEqual({
      kind: 'responsibility',
      change: 'changed',
      where: task.title,
      before: `${unit}（责任）`,
      after: `${unit}（牵头）`,
    })
    expect(changes).toContainEqual({
      kind: 'measure',
      change: 'added',
      where: `${task.title} › 开设科学夜校`,
      before: null,
      after: '开设科学夜校',
    })
    expect(changes).toContainEqual({
      kind: 'task',
      change: 'removed',
      where: before.tasks[1]!.title,
      before: before.tasks[1]!.title,
      after: null,
    })
    expect(changes.filter(({ kind, change }) => kind === 'indicator' && change === 'changed')).toHaveLength(1)
    expect(changes.find(({ kind, change }) => kind === 'indicator' && change === 'changed')?.after).toContain('99%')
    expect(changes.filter(({ kind }) => kind === 'phase')).toHaveLength(1)
  })
})

describe('a span', () => {
  const text = '第一行\n县科协牵头，县教育局参加。\n第三行'

  test('tells its line and its surroundings', () => {
    expect(describeSpan(text, [4, 7])).toEqual({
      line: 2,
      text: '县科协',
      before: '第一行\n',
      after: '牵头，县教育局参加。\n第三行',
    })
  })

  test.prop([fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })])(
    'outside the text is cut',
    (start, end) => {
      const told = describeSpan(text, [start, end])
      expect(text).toContain(told.before + told.text + told.after)
    },
  )

  test('leads from a place to what it became, the closest first', async () => {
    const proposal = await proposalOf(3)
    const measure = proposal.tasks[0]!.measures[0]!
    expect(nodesAt(proposal, measure.span).map(({ kind }) => kind)).toEqual(['measure', 'task'])
  })
})

describe('the last day of a deadline', () => {
  test.each([
    ['2023年底前', '2023-12-31'],
    ['2024年12月', '2024-12-31'],
    ['2024年2月底前', '2024-02-29'],
    ['2024年6月15日前', '2024-06-15'],
    ['2024-06-15', '2024-06-15'],
    ['2024年上半年', '2024-06-30'],
    ['2024年第三季度', '2024-09-30'],
    ['2022—2025年', '2025-12-31'],
    ['到2025年', '2025-12-31'],
    ['2024年13月', '2024-12-31'],
    ['2024年2月30日', null],
    ['持续推进', null],
    ['每年12月底前', null],
  ])('%s is %s', (written, day) => expect(deadlineDay(written)).toBe(day))
})
