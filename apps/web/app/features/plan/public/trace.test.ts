import { expect, test } from 'vitest'
import { paragraphsOf, type TraceLink } from './trace.ts'

const link = (kind: TraceLink['kind'], start: number, end: number): TraceLink => ({
  kind,
  span: [start, end],
  id: null,
  label: kind,
  deliveries: 0,
  annualTasks: 0,
})

test('the narrowest thing shows, the words stay complete', () => {
  const text = '一、目标\n到2025年达到12%。'
  const [heading, goal] = paragraphsOf(text, [link('measure', 5, 17), link('indicator', 13, 16)])
  expect(heading?.segments).toEqual([{ text: '一、目标', start: 0, link: null }])
  expect(goal?.segments.map((segment) => [segment.text, segment.link?.kind ?? null])).toEqual([
    ['到2025年达到', 'measure'],
    ['12%', 'indicator'],
    ['。', 'measure'],
  ])
})

test('what is wider than a line is told where it begins', () => {
  const [first, second] = paragraphsOf('任务一\n内容', [link('task', 0, 6)])
  expect(first?.begins.map((one) => one.kind)).toEqual(['task'])
  expect(first?.anchors).toEqual([0])
  expect(second?.begins).toEqual([])
  expect(second?.segments).toEqual([{ text: '内容', start: 4, link: null }])
})
