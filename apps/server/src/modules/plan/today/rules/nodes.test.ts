import { fc, test as property } from '@fast-check/vitest'
import { lightColours } from '@kepu/contract/plan-supervision'
import { expect, test } from 'vitest'
import { comingNodes, type Light, lightCounts, monthsOf, redNodes, taskStates } from './nodes.ts'

const light = (wish: Partial<Light> = {}): Light => ({
  nodeId: 'n',
  annualTaskId: 't',
  taskTitle: '任务',
  title: '节点',
  bodies: [{ unitId: 'u', unitName: '县教委' }],
  colour: 'grey',
  reason: 'notYet',
  dueOn: '2024-11-30',
  lastDay: '2024-12-02',
  left: 8,
  doneOn: null,
  waitingFor: null,
  ...wish,
})

const lights = fc.array(
  fc
    .record({
      colour: fc.constantFrom(...lightColours),
      month: fc.integer({ min: 1, max: 12 }),
      done: fc.boolean(),
      task: fc.integer({ min: 1, max: 5 }),
    })
    .map(({ colour, month, done, task }) => {
      const day = `2024-${String(month).padStart(2, '0')}-15`
      return light({ colour, dueOn: day, lastDay: day, annualTaskId: `t${task}`, doneOn: done ? day : null })
    }),
  { maxLength: 60 },
)

property.prop([lights])('every node stands in one field of the picture, every task in one state', (all) => {
  const fields = monthsOf(all).flatMap(({ month: _, ...counts }) => Object.values(counts))
  expect(fields.reduce((sum, n) => sum + n, 0)).toBe(all.length)
  const { done, late, running } = taskStates(
    all.map((one) => ({ ...one, doneOn: one.colour === 'red' ? null : one.doneOn })),
  )
  expect(done + late + running).toBe(new Set(all.map(({ annualTaskId }) => annualTaskId)).size)
  expect(Object.values(lightCounts(all)).reduce((sum, n) => sum + n, 0)).toBe(all.length)
})

property.prop([lights])('red is listed from the longest late on, and none is forgotten', (all) => {
  const { red, moreRed } = redNodes(all)
  expect(red.length + moreRed).toBe(all.filter(({ colour }) => colour === 'red').length)
  const days = red.map(({ lastDay }) => lastDay ?? '')
  expect(days).toEqual(days.toSorted())
})

test('coming is what is due from today on within 14 days, not what is done or stands still', () => {
  const all = [
    light({ title: '今天', lastDay: '2024-11-20' }),
    light({ title: '十四天后', lastDay: '2024-12-04' }),
    light({ title: '十五天后', lastDay: '2024-12-05' }),
    light({ title: '昨天', lastDay: '2024-11-19' }),
    light({ title: '完成', lastDay: '2024-11-22', doneOn: '2024-11-18' }),
    light({ title: '等待', lastDay: null }),
  ]
  expect(comingNodes(all, '2024-11-20').map(({ title }) => title)).toEqual(['今天', '十四天后'])
})
