import type { Span } from '@kepu/contract/plan-proposal'
import { opensList, readMarker } from '../headings.ts'
import { overlaps } from '../lines.ts'
import { type NameList, readNames } from '../name-list.ts'
import { isUnitLike, startsUnit } from '../unit-names.ts'
import type { Duty } from './duty.ts'
import { findLabels, type Label } from './labels.ts'

const OPEN = '（([【'
const CLOSE = '）)]】'
const LONGEST_LIST = 4000

/** Whether a bracket that is still open stands before `at`, in its own paragraph. */
function isInBrackets(text: string, at: number): boolean {
  let depth = 0
  for (let i = at - 1; i >= 0 && i > at - 400; i--) {
    const character = text.charAt(i)
    if (character === '\n' && text.charAt(i - 1) === '。') return false
    if (CLOSE.includes(character)) depth++
    else if (OPEN.includes(character) && --depth < 0) return true
  }
  return false
}

function lineAfter(text: string, at: number): Span {
  let start = at
  while (start < text.length && /\s/.test(text.charAt(start))) start++
  const newline = text.indexOf('\n', start)
  return [start, newline === -1 ? text.length : newline]
}

/** Whether a list of units that reached the end of its line goes on in the next. */
function goesOn(text: string, from: number, at: number): boolean {
  const soFar = text.slice(Math.max(from, at - 200), at).trim()
  const [start, end] = lineAfter(text, at)
  if (end - start > 600 || end === start) return false
  if (text.slice(at, start).split('\n').length > 3) return false
  const next = text
    .slice(start, end)
    .trim()
    .replace(/[。；;]$/, '')
  if (readMarker(next) || opensList(next) || /[：:。]/.test(next)) return false
  const tokens = next.split(/[、，,；;\s]+/).filter((token, i) => i === 0 || token !== '')
  const first = tokens[0] ?? ''
  if (/[、，,]$/.test(soFar) || soFar === '') return tokens.slice(0, -1).every(isUnitLike)
  const last = soFar.split(/[、，,；;\s]+/).at(-1) ?? ''
  const othersAreUnits = tokens.slice(1).every((token) => isUnitLike(token))
  if (!othersAreUnits || next.length > 300) return false
  if (/^[、，,]/.test(next)) return true
  if (!startsUnit(first)) return first.length <= 10 && isUnitLike(last + first)
  return !isUnitLike(last) ? isUnitLike(first) && last.length <= 8 : tokens.length > 1
}

/** Where a list that starts at `from` ends: at the next label, full stop, closing bracket or line end that doesn't go on. */
function endOfList(text: string, from: number, limit: number, inBrackets: boolean): number {
  let depth = 0
  for (let i = from; i < limit; i++) {
    const character = text.charAt(i)
    if (OPEN.includes(character)) depth++
    else if (CLOSE.includes(character) && --depth < 0) return i
    else if (depth > 0) continue
    else if (character === '。' || character === '！') return i
    else if ((character === '；' || character === ';') && !startsUnit(text.slice(i + 1, i + 12).trim())) return i
    else if (character === '\n' && !inBrackets && !goesOn(text, from, i)) return i
  }
  return limit
}

function deadlineIn(text: string, from: number, to: number): Duty['value'] {
  const stop = text.slice(from, to).search(/[；;\n]/)
  const raw = text.slice(from, stop === -1 ? to : from + stop)
  const visible = raw.trim()
  if (visible === '' || visible.length > 60) return null
  const start = from + raw.indexOf(visible.charAt(0))
  return { text: visible, span: [start, start + visible.length] }
}

/** A list doesn't own the bracket that the next label stands in. */
function withoutOpening(text: string, from: number, to: number): number {
  let end = to
  while (end > from && /[\s（(【[]/.test(text.charAt(end - 1))) end--
  return end
}

function dutyOf(text: string, label: Label, limit: number): Duty {
  const isList = label.role !== 'deadline' && label.role !== 'quantity'
  const end = isList
    ? withoutOpening(
        text,
        label.end,
        endOfList(text, label.end, Math.min(limit, label.end + LONGEST_LIST), isInBrackets(text, label.start)),
      )
    : endOfValue(text, label.end, limit)
  const list: NameList | null = isList && label.role !== 'other' ? readNames(text, label.end, end) : null
  return {
    role: label.role,
    form: 'label',
    span: [label.start, end],
    ownLine: /(?:^|\n)\s*\S?$/.test(text.slice(Math.max(0, label.start - 12), label.start)),
    names: list?.names ?? [],
    openEnded: list?.openEnded ?? false,
    value: label.role === 'deadline' ? deadlineIn(text, label.end, end) : null,
    rest: list?.rest ?? [],
  }
}

function endOfValue(text: string, from: number, limit: number): number {
  for (let i = from; i < limit; i++) if ('。；;\n）)】'.includes(text.charAt(i)) && i > from) return i
  return limit
}

/** 牵头单位：… 责任单位：… wherever they stand outside tables. */
export function labelledDuties(text: string, tables: readonly Span[]): Duty[] {
  const labels = findLabels(text).filter((label) => !overlaps(tables, label.start, label.end))
  const duties: Duty[] = []
  labels.forEach((label, index) => {
    const limit = labels[index + 1]?.start ?? text.length
    const previous = duties.at(-1)
    if (label.role === 'quantity' && !(previous && text.slice(previous.span[1], label.start).trim().length <= 1)) return
    duties.push(dutyOf(text, label, limit))
  })
  return duties.filter((duty) => duty.names.length > 0 || duty.value !== null || duty.rest.length > 0)
}
