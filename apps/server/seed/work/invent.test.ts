import { random } from '@kepu/numeric'
import { describe, expect, test } from 'vitest'
import { daysOf, monthsBetween } from './days.ts'
import { type County, inventMonth } from './invent.ts'
import { programmesOfMeans } from './programmes-means.ts'
import { programmesForPeople } from './programmes-people.ts'

const programmes = [...programmesForPeople, ...programmesOfMeans]
const place = (code: string, units: number) => ({
  code,
  name: `地${code.slice(6)}`,
  unitIds: Array.from({ length: units }, (_, i) => `unit ${code} ${i}`),
})
const county: County = {
  code: '999902',
  name: '某县',
  tasks: [...new Set(programmes.map(({ task }) => task))].map((title) => ({
    id: `task ${title}`,
    title: `实施${title}工程`,
    units: ['县科协', '县教委', '县农业农村委', '县应急局'].map((name) => ({ id: name, name })),
    measures: [...new Set(programmes.filter(({ task }) => task === title).map(({ measure }) => measure))].map(
      (measure) => ({ id: `measure ${measure}`, title: measure }),
    ),
  })),
  townships: [place('999902001', 1), place('999902002', 1)],
  villages: [place('999902001001', 2), place('999902002001', 2)],
  crops: ['甘蔗'],
  workPerYear: 1200,
}
const year = (seed: number) =>
  monthsBetween('2023-01', '2023-12').flatMap((month) => inventMonth(county, month, random(seed)))

describe('invented work', () => {
  test('the same seed gives the same work, another seed other work', () => {
    expect(year(7)).toEqual(year(7))
    expect(year(8)).not.toEqual(year(7))
  })

  test('says that it is invented, leaves no gap in a title, counts no more people than attendances', () => {
    for (const { note, title, reach } of year(7)) {
      expect(note).toContain('虚构')
      expect(title).not.toMatch(/[{}]/)
      expect(reach.length).toBeGreaterThan(0)
      for (const { personTimes, persons } of reach) expect(persons ?? 0).toBeLessThanOrEqual(personTimes)
    }
  })

  test('comes to about the expected number, with every task, most in September, some 人数 unknown', () => {
    const work = year(7)
    expect(Math.abs(work.length - 1200)).toBeLessThan(120)
    expect(new Set(work.map(({ taskId }) => taskId)).size).toBe(county.tasks.length)
    const inMonth = (month: string) => work.filter(({ occurredOn }) => occurredOn.startsWith(month)).length
    for (const month of ['2023-01', '2023-07', '2023-08']) expect(inMonth('2023-09')).toBeGreaterThan(inMonth(month))
    const unknown = work.filter(({ reach }) => reach.some(({ persons }) => persons === null)).length
    expect(unknown / work.length).toBeGreaterThan(0.2)
    expect(unknown / work.length).toBeLessThan(0.7)
  })

  test('a mistaken entry stands beside the right one', () => {
    const work = year(7)
    const right = new Map(work.map((delivery) => [delivery.source.record, delivery]))
    const wrong = work.filter(({ source }) => source.record?.split('/').length === 3)
    expect(wrong.length).toBeGreaterThan(2)
    for (const { source, title } of wrong) {
      expect(right.get(source.record?.split('/').slice(0, 2).join('/') ?? '')?.title).toBe(title)
    }
  })

  test('school work keeps to working days, and nobody works in the Spring Festival', () => {
    expect(daysOf('2024-02', 'any').filter((day) => day >= '2024-02-09' && day <= '2024-02-15')).toEqual([])
    expect(daysOf('2024-02', 'any')).toContain('2024-02-29')
    expect(daysOf('2024-10', 'working').at(0)).toBe('2024-10-08')
    expect(daysOf('2024-11', 'weekend').slice(0, 3)).toEqual(['2024-11-02', '2024-11-03', '2024-11-09'])
  })
})
