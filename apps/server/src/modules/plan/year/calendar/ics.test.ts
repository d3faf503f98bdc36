import { fc, test as property } from '@fast-check/vitest'
import type { CalendarEntryView, CalendarView } from '@kepu/contract/plan-calendar'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { icsOf } from './ics.ts'

/** Read by another program: what it understands. */
function understood(ics: string) {
  const calendar = new ICAL.Component(ICAL.parse(ics))
  return {
    version: calendar.getFirstPropertyValue('version'),
    events: calendar.getAllSubcomponents('vevent').map((component) => {
      const event = new ICAL.Event(component)
      return {
        uid: event.uid,
        title: event.summary,
        detail: event.description,
        sequence: event.sequence,
        start: event.startDate.toString(),
        end: event.endDate.toString(),
        wholeDay: event.startDate.isDate,
      }
    }),
  }
}

const entry = (wish: Partial<CalendarEntryView>): CalendarEntryView => ({
  uid: 'one@999901.kepu',
  day: '2024-02-29',
  title: '一季度｜科普讲座',
  detail: '本单位牵头',
  sequence: 0,
  changedAt: '2024-01-12T02:30:00.000Z',
  ...wish,
})
const calendarOf = (entries: CalendarEntryView[]): CalendarView => ({ county: '999901', unitName: '县教委', entries })

test('another program reads whole days, words with signs of their own, and how often it was changed', () => {
  const detail = '应达到 10 场; 成果：名册, 照片\\总结\n第二行'
  const ics = icsOf(calendarOf([entry({ detail, sequence: 3 })]))
  expect(understood(ics)).toEqual({
    version: '2.0',
    events: [
      {
        uid: 'one@999901.kepu',
        title: '一季度｜科普讲座',
        detail,
        sequence: 3,
        start: '2024-02-29',
        end: '2024-03-01',
        wholeDay: true,
      },
    ],
  })
  expect(ics).toContain('\r\nDTSTAMP:20240112T023000Z\r\n')
})

const text = fc.string({
  unit: fc.constantFrom('科', '普', 'a', ' ', ';', ',', '\\', '\n', '🌾', 'é', '：'),
  maxLength: 120,
})

property.prop([fc.array(fc.record({ title: text, detail: text }), { maxLength: 4 })])(
  'whatever the words, lines have at most 75 octets and are read back as they were',
  (words) => {
    const entries = words.map((one, i) => entry({ ...one, uid: `${i}@999901.kepu` }))
    const ics = icsOf(calendarOf(entries))
    for (const line of ics.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(ics.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(ics.isWellFormed()).toBe(true)
    expect(understood(ics).events.map(({ title, detail }) => ({ title, detail }))).toEqual(words)
  },
)
