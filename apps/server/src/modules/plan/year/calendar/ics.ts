import type { CalendarView } from '@kepu/contract/plan-calendar'
import { shiftDay } from '../../../organization/index.ts'

/** Octets of a line before it has to be folded (RFC 5545, 3.1). */
const LINE = 75

/** A body's days as iCalendar (RFC 5545): whole-day events that block nobody's time. */
export function icsOf({ unitName, entries }: CalendarView): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Kepu//Kepu 1//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(`${unitName} 科学素质年度任务`)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT12H',
    ...entries.flatMap((entry) => [
      'BEGIN:VEVENT',
      `UID:${escaped(entry.uid)}`,
      `DTSTAMP:${stamp(entry.changedAt)}`,
      `SEQUENCE:${entry.sequence}`,
      `DTSTART;VALUE=DATE:${entry.day.replaceAll('-', '')}`,
      // The end of a whole day is the day after it.
      `DTEND;VALUE=DATE:${shiftDay(entry.day, 1).replaceAll('-', '')}`,
      `SUMMARY:${escaped(entry.title)}`,
      `DESCRIPTION:${escaped(entry.detail)}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

/** Text of RFC 5545, 3.3.11. Control characters have no place in it. */
function escaped(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .replaceAll(/[\\;,]/g, (one) => `\\${one}`)
    .replaceAll('\n', '\\n')
}

function stamp(instant: string): string {
  return `${new Date(instant).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}

/** A long line goes on after a line break and a space, never in the middle of a character. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > LINE) {
      parts.push(part)
      part = ' '
      octets = 1
    }
    part += character
    octets += size
  }
  return [...parts, part].join('\r\n')
}
