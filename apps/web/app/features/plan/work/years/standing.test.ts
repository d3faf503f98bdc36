import { fc, test as property } from '@fast-check/vitest'
import type { AnnualTaskView } from '@kepu/contract/plan-year'
import { expect, test } from 'vitest'
import { quickNodes } from './quick-nodes.ts'
import { matching, nodeMarks, ownFirst, percentOf, stateOf } from './standing.ts'

const task = (wish: Partial<AnnualTaskView>): AnnualTaskView => ({
  id: 'a',
  ordinal: 1,
  taskId: 't',
  label: '提升行动 1.2',
  taskTitle: '青少年行动',
  measureId: null,
  measureTitle: null,
  title: '科普讲座',
  deliverable: null,
  target: null,
  startsOn: '2024-01-01',
  dueOn: '2024-12-31',
  status: 'active',
  duties: [{ unitId: 'u1', unitName: '县教委', role: 'lead' }],
  nodes: [{ id: 'n', ordinal: 1, title: '上半年', dueOn: '2024-06-30', quantity: null }],
  progress: [],
  nodeStates: [],
  version: 1,
  ...wish,
})
const node = (doneOn: string | null, unitId: string | null = null) => ({
  nodeId: 'n',
  unitId,
  dueOn: '2024-06-30',
  quantity: null,
  achieved: null,
  doneOn,
})

test('a task stands by its nodes', () => {
  expect(stateOf(task({ nodeStates: [node(null)] }), '2024-07-01')).toBe('overdue')
  expect(stateOf(task({ nodeStates: [node(null)] }), '2024-06-30')).toBe('soon')
  expect(stateOf(task({ nodeStates: [node(null)] }), '2024-06-15')).toBe('running')
  expect(stateOf(task({ nodeStates: [node('2024-07-05')] }), '2024-07-10')).toBe('done')
  expect(stateOf(task({ status: 'withdrawn' }), '2024-07-10')).toBe('withdrawn')
})

test('a node that each body owes is done when all are', () => {
  const half = task({ nodeStates: [node('2024-06-01', 'u1'), node(null, 'u2')] })
  expect(nodeMarks(half, '2024-06-20').map(({ state }) => state)).toEqual(['open'])
  expect(nodeMarks(half, '2024-07-20').map(({ state }) => state)).toEqual(['late'])
  expect(percentOf(half)).toBe(50)
})

test('own tasks come first, filters take away', () => {
  const other = task({ id: 'b', title: '演练', duties: [{ unitId: 'u2', unitName: '县应急局', role: 'lead' }] })
  expect(ownFirst([task({}), other], new Set(['u2'])).map(({ id }) => id)).toEqual(['b', 'a'])
  const none = { text: null, unitId: null, taskId: null, state: null }
  expect(matching([task({}), other], { ...none, text: '演练' }, '2024-01-01')).toEqual([other])
  expect(matching([task({}), other], { ...none, unitId: 'u1' }, '2024-01-01').map(({ id }) => id)).toEqual(['a'])
})

const kinds = fc.constantFrom('quarter' as const, 'half' as const, 'month' as const)
const dayOfYear = fc
  .integer({ min: 0, max: 365 })
  .map((n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10))

property.prop([kinds, dayOfYear, dayOfYear, fc.option(fc.integer({ min: 1, max: 9999 }), { nil: null })])(
  'quick nodes lie inside the task in order, and the last has the whole quantity',
  (kind, a, b, quantity) => {
    const [startsOn = a, dueOn = b] = [a, b].sort()
    const nodes = quickNodes({ kind, startsOn, dueOn, quantity, special: new Map(), titleOf: (i) => `第${i}个` })
    expect(nodes.length).toBeGreaterThan(0)
    const days = nodes.map((one) => one.dueOn)
    expect(days).toEqual([...days].sort())
    for (const day of days) expect(day >= startsOn && day <= dueOn).toBe(true)
    expect(nodes.at(-1)?.quantity).toBe(quantity)
  },
)
