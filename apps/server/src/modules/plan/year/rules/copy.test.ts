import { fc, test as property } from '@fast-check/vitest'
import { AnnualTaskInput } from '@kepu/contract/plan-year'
import { expect, test } from 'vitest'
import { isWorkingDay, shiftDay, type WorkingCalendar } from '../../../organization/index.ts'
import type { AnnualTask } from '../types.ts'
import { concernedBy, differencesOf } from './change.ts'
import { copiesOf, type InForce, newInPlan } from './copy.ts'

const id = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`
const calendar: WorkingCalendar = { special: new Map([['2025-03-31', false]]), years: new Set([2025]) }
const units = [31, 32, 33].map(id)

const inForce: InForce = {
  year: 2025,
  calendar,
  unitIds: new Set(units),
  purposes: new Map([[id(1), new Set([id(11), id(12)])]]),
  titleOf: (one) => (one === id(13) ? '已取消的举措' : ''),
}

function task(wish: Partial<AnnualTask>): AnnualTask {
  return {
    id: id(100),
    yearPlanId: id(50),
    ordinal: 1,
    taskId: id(1),
    measureId: id(11),
    title: '2024年科普讲座',
    deliverable: null,
    target: {
      quantity: 10,
      unit: '场',
      scope: 'together',
      rule: { counts: 'deliveries', purpose: 'measure', doers: 'any', kinds: [], audiences: [] },
    },
    startsOn: '2024-01-01',
    dueOn: '2024-12-31',
    status: 'active',
    copiedFrom: null,
    version: 3,
    duties: [
      { unitId: id(31), unitName: '县教委', role: 'lead' },
      { unitId: id(32), unitName: '县科协', role: 'support' },
    ],
    nodes: [{ id: id(200), ordinal: 1, title: '一季度', dueOn: '2024-03-31', quantity: 3 }],
    ...wish,
  }
}

test('a copy has the days of the new year, working days for its nodes, and no ids', () => {
  const [copy] = copiesOf([task({})], inForce)
  expect(copy?.copiedFrom).toBe(id(100))
  expect(copy?.task).toMatchObject({
    title: '2025年科普讲座',
    startsOn: '2025-01-01',
    dueOn: '2025-12-31',
    target: { quantity: 10 },
    nodes: [{ title: '一季度', dueOn: '2025-03-28', quantity: 3 }],
  })
  expect(copy?.task.nodes[0]?.id).toBeUndefined()
  expect(copy?.notes).toEqual([{ code: 'dayMoved', from: '2025-03-31', to: '2025-03-28' }])
})

test('a body that works no more is named; without a lead, that is said; what was withdrawn is not copied', () => {
  const gone = { unitId: id(99), unitName: '县乡村振兴局', role: 'lead' } as const
  const copies = copiesOf([task({ duties: [gone] }), task({ status: 'withdrawn' })], inForce)
  expect(copies).toHaveLength(1)
  expect(copies[0]?.task.duties).toEqual([])
  expect(copies[0]?.notes.slice(0, 2)).toEqual([{ code: 'bodyGone', name: '县乡村振兴局' }, { code: 'leadMissing' }])
})

test('a measure that the plan has no more leaves the task; a new one is offered', () => {
  const copies = copiesOf([task({ measureId: id(13) })], inForce)
  expect(copies[0]?.task.measureId).toBeNull()
  expect(copies[0]?.notes).toContainEqual({ code: 'measureGone', title: '已取消的举措' })
  const draft = copies[0]?.task
  if (!draft) throw new Error('no copy')
  const proposal = (measureId: string) => ({ copiedFrom: null, task: { ...draft, measureId }, notes: [] })
  const offered = newInPlan([proposal(id(11)), proposal(id(12))], copiesOf([task({})], inForce))
  expect(offered.map((one) => one.task.measureId)).toEqual([id(12)])
  expect(offered[0]?.notes).toEqual([{ code: 'newInPlan' }])
})

const day = fc.integer({ min: 0, max: 364 }).map((offset) => shiftDay('2024-01-01', offset))
const anyTask = fc
  .tuple(day, day, fc.array(day, { maxLength: 5 }), fc.subarray([31, 32, 33, 99]), fc.boolean())
  .map(([a, b, days, bodies, counted]) => {
    const [startsOn = a, dueOn = b] = [a, b].sort()
    const inside = days.map((one) => [startsOn, one, dueOn].sort()[1] ?? one).sort()
    return task({
      startsOn,
      dueOn,
      duties: bodies.map((n, i) => ({ unitId: id(n), unitName: `单位${n}`, role: i === 0 ? 'lead' : 'support' })),
      target: counted ? task({}).target : null,
      nodes: inside.map((dueOn, i) => ({ id: id(300 + i), ordinal: i + 1, title: `节点${i}`, dueOn, quantity: null })),
    })
  })

property.prop([anyTask])(
  'a copy lies in its year, keeps the quantity, and is a task as soon as somebody leads',
  (one) => {
    const [copy] = copiesOf([one], inForce)
    if (!copy) throw new Error('no copy')
    expect(copy.task.target).toEqual(one.target)
    expect(copy.task.nodes).toHaveLength(one.nodes.length)
    for (const { dueOn } of copy.task.nodes) {
      expect(dueOn >= copy.task.startsOn && dueOn <= copy.task.dueOn).toBe(true)
      const worked = isWorkingDay(calendar, dueOn)
      if (!worked) expect(copy.task.startsOn <= dueOn).toBe(true)
    }
    const led = copy.task.duties.some(({ role }) => role === 'lead')
    expect(AnnualTaskInput.safeParse(copy.task).success).toBe(led)
    expect(copy.notes.some(({ code }) => code === 'leadMissing')).toBe(!led)
  },
)

property.prop([anyTask])('a task differs from itself in nothing', (one) => {
  expect(differencesOf(one, structuredClone(one))).toEqual([])
})

property.prop([anyTask, anyTask])(
  'what differs one way differs the other way, with before and after changed over',
  (a, b) => {
    const there = differencesOf(a, b)
    const back = differencesOf(b, a)
    const key = (one: (typeof there)[number]) =>
      'unitId' in one ? `${one.field} ${one.unitId}` : 'nodeId' in one ? `${one.field} ${one.nodeId}` : one.field
    expect(there.map(key).sort()).toEqual(back.map(key).sort())
    const byKey = new Map(back.map((one) => [key(one), one]))
    for (const one of there) {
      const other = byKey.get(key(one))
      if (!('before' in one) || !other || !('before' in other)) continue
      expect([other.before, other.after]).toEqual([one.after, one.before])
    }
    expect(new Set(concernedBy(a, b))).toEqual(new Set(concernedBy(b, a)))
  },
)

test('a body that leads no more is one difference, a withdrawal another', () => {
  const before = task({})
  const after = task({
    status: 'withdrawn',
    duties: [
      { unitId: id(31), unitName: '县教委', role: 'support' },
      { unitId: id(32), unitName: '县科协', role: 'support' },
    ],
  })
  expect(differencesOf(before, after)).toEqual([
    { field: 'duty', unitId: id(31), before: 'lead', after: 'support' },
    { field: 'withdrawn' },
  ])
})
