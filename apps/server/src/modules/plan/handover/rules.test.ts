import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { counterpartsOf, decisionsOf } from './rules.ts'

test('decisions stand one by one, routine by the month, unknown acts together', () => {
  expect(
    decisionsOf([
      { day: '2024-03-02', action: 'ledger.delivery.record', title: '讲座一' },
      { day: '2024-03-20', action: 'ledger.delivery.record', title: '讲座二' },
      { day: '2024-03-05', action: 'plan.year.receive', title: null },
      { day: '2024-04-01', action: 'service.order.claim', title: '单' },
    ]),
  ).toEqual([
    { day: '2024-04-01', what: '其他操作', title: null, times: 1 },
    { day: '2024-03-20', what: '登记台账', title: null, times: 2 },
    { day: '2024-03-05', what: '签收年度计划', title: null, times: 1 },
  ])
})

const act = fc.record({
  day: fc.constantFrom('2024-01-05', '2024-01-20', '2024-02-03'),
  action: fc.constantFrom('ledger.delivery.record', 'plan.year.receive', 'plan.node.complete', 'people.team.add'),
  title: fc.constantFrom(null, '甲', '乙'),
})
property.prop([fc.array(act)])('no act is lost, and the order in which they come does not matter', (acts) => {
  const found = decisionsOf(acts)
  expect(found.reduce((sum, { times }) => sum + times, 0)).toBe(acts.length)
  const bare = (list: typeof found) => list.map(({ day, what, times }) => `${day} ${what} ${times}`).sort()
  expect(bare(decisionsOf(acts.toReversed()))).toEqual(bare(found))
})

const share = fc.record({
  unitId: fc.constantFrom('own', 'a', 'b', 'c'),
  unitName: fc.constant('单位'),
  task: fc.constantFrom('一', '二', '三'),
})
property.prop([fc.array(share)])('counterparts are the others, each once, each with its tasks once', (shares) => {
  const found = counterpartsOf('own', shares)
  expect(found.map(({ unitId }) => unitId)).not.toContain('own')
  expect(new Set(found.map(({ unitId }) => unitId)).size).toBe(found.length)
  for (const { shared } of found) expect(new Set(shared).size).toBe(shared.length)
})
