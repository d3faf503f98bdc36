import { expect, test } from 'vitest'
import { type LightHistory, lightMonths } from './light-months.ts'

const light = (doneOn: string | null, ...changes: [string, string][]): LightHistory => ({
  title: '节点',
  doneOn,
  history: changes.map(([on, colour]) => ({ on, colour })),
})

test('a month that ended red is red until it is made good, then yellow, never nothing', () => {
  const late = light(null, ['2024-01-01', 'grey'], ['2024-03-11', 'red'])
  expect(lightMonths([late], 2024, '2024-05-15').map(({ month, light: colour }) => [month, colour])).toEqual([
    ['2024-03', 'red'],
    ['2024-04', 'red'],
  ])
  const good = light('2024-04-20', ['2024-03-11', 'red'], ['2024-04-20', 'yellow'])
  expect(lightMonths([good], 2024, '2024-12-31')).toEqual([{ month: '2024-03', light: 'yellow', title: '节点' }])
})

test('red between two ends of months, yellow before its day and green count nothing; two reds of a month count once', () => {
  const short = light('2024-03-20', ['2024-03-11', 'red'], ['2024-03-20', 'yellow'])
  const warned = light('2024-06-05', ['2024-05-25', 'yellow'], ['2024-06-05', 'green'])
  expect(lightMonths([short, warned], 2024, '2024-12-31')).toEqual([])
  const one = light(null, ['2024-11-05', 'red'])
  expect(lightMonths([one, one], 2024, '2024-12-30')).toHaveLength(1)
})
