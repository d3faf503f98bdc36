import type { Span } from '@kepu/contract/plan-proposal'
import { mergeSpans, overlaps } from '../lines.ts'
import { type NameList, readNames } from '../name-list.ts'
import { isSurelyUnit, isUnitLike } from '../unit-names.ts'
import type { Duty, DutyRole } from './duty.ts'

const LEAD =
  /(?:共同|联合|总)?牵头(?!单位|部门|责任|处室|科室|机构|人|抓)(?:负责|组织实施|组织|实施|落实|推进)?(?=\s*[，,；;。、）)\]】\n]|\s*$)/g
const SUPPORT =
  /(?:等)?(?:共同|积极|具体)?(?:参加|参与|配合(?:实施|落实)?|协助|协同|协作|支持|协办|按(?:照)?(?:各自)?职责(?:分工)?(?:负责|落实|配合|做好[^，。]{0,12})?|分工负责|负责(?:实施|落实)?|具体实施|组织实施|落实)$/

const WINDOW = 400
const MOST_STARTS = 6
const STOPS = '。；;！？\n'

/** Whether [from, to) is a list of units and nothing else. */
function unitList(text: string, from: number, to: number): NameList | null {
  if (to - from < 2 || to - from > WINDOW) return null
  const list = readNames(text, from, to)
  if (list.names.length === 0 || list.rest.length > 0) return null
  if (!list.names.every(({ name }) => isUnitLike(name))) return null
  return list.names.some(({ name }) => isSurelyUnit(name)) ? list : null
}

/** The start of the list that ends at `at`: after the last full stop, bracket, 由 or a comma that leaves only units behind it. */
function listBefore(text: string, at: number): { start: number; list: NameList } | null {
  const starts: number[] = []
  let depth = 0
  for (let i = at - 1; i >= 0 && i > at - WINDOW; i--) {
    const character = text.charAt(i)
    if ('）)'.includes(character)) depth++
    else if ('（('.includes(character) && --depth < 0) {
      starts.push(i + 1)
      break
    } else if (depth === 0 && STOPS.includes(character)) {
      starts.push(i + 1)
      break
    } else if (depth === 0 && starts.length < MOST_STARTS && '，,由：:'.includes(character)) starts.push(i + 1)
    if (i === 0) starts.push(0)
  }
  for (const start of starts.reverse()) {
    const list = unitList(text, start, at)
    if (list) return { start, list }
  }
  return null
}

function duty(role: DutyRole, span: Span, list: NameList, ownLine: boolean): Duty {
  const { names, openEnded, rest } = list
  return { role, form: 'verb', span, ownLine, names, openEnded, value: null, rest }
}

const opensLine = (text: string, at: number) =>
  /(?:^|\n)[ \t]*[（(]?[ \t]*由?$/.test(text.slice(Math.max(0, at - 12), at))

/** The clauses after 牵头: C、D参加，E配合. Stops at the first that isn't one. */
function clausesAfter(text: string, from: number): Duty[] {
  const found: Duty[] = []
  let at = from
  for (let turn = 0; turn < 6; turn++) {
    while (/[\s，,；;、]/.test(text.charAt(at)) && text.charAt(at) !== '\n') at++
    if (at < text.length && '。\n）)'.includes(text.charAt(at))) break
    let end = at
    let depth = 0
    while (end < text.length && end - at < WINDOW) {
      const character = text.charAt(end)
      if ('（('.includes(character)) depth++
      else if ('）)'.includes(character) && --depth < 0) break
      else if (depth === 0 && '，,；;。\n'.includes(character)) break
      end++
    }
    const clause = text.slice(at, end)
    const verb = SUPPORT.exec(clause)
    const skip = /^(?:会同|联合|协同)/.exec(clause)?.[0].length ?? 0
    const list = verb || skip ? unitList(text, at + skip, at + (verb?.index ?? clause.length)) : null
    if (!list) break
    found.push(duty('support', [at, end], list, false))
    at = end
  }
  return found
}

/** 由A、B牵头，C、D参加；A牵头，C配合. Only where the words around 牵头 are units and nothing else. */
function leadClauses(text: string, taken: readonly Span[]): Duty[] {
  const found: Duty[] = []
  for (const match of text.matchAll(LEAD)) {
    const at = match.index
    if (overlaps(taken, at, at + match[0].length)) continue
    const before = listBefore(text, at)
    if (!before) continue
    const end = at + match[0].length
    found.push(
      duty('lead', [before.start, end], before.list, opensLine(text, before.start)),
      ...clausesAfter(text, end),
    )
  }
  return found
}

/** A负责，B、C配合. Without 牵头 and with nothing beside it, 负责 makes a 责任单位. */
function answerClauses(text: string, taken: readonly Span[]): Duty[] {
  const found: Duty[] = []
  for (const match of text.matchAll(/负责(?=[，,；;]|[。）)\n]|$)/g)) {
    const at = match.index
    if (overlaps(taken, at, at + 2)) continue
    const before = listBefore(text, at)
    if (!before || overlaps(taken, before.start, at)) continue
    const opener = text.slice(Math.max(0, before.start - 1), before.start)
    if (opener !== '' && !'（(。\n由'.includes(opener) && text.charAt(before.start) !== '由') continue
    const clauses = clausesAfter(text, at + 2)
    const role = clauses.length > 0 ? 'lead' : 'main'
    found.push(duty(role, [before.start, at + 2], before.list, opensLine(text, before.start)), ...clauses)
  }
  return found
}

/** （县教育局、县科协） at the end of a paragraph: units in brackets and nothing else. */
function bracketLists(text: string, taken: readonly Span[]): Duty[] {
  const found: Duty[] = []
  for (const match of text.matchAll(/[）)]。?[ \t]*(?=\n|$)/g)) {
    const end = match.index
    const list = listBefore(text, end)
    if (!list || !'（('.includes(text.charAt(list.start - 1)) || overlaps(taken, list.start, end)) continue
    if (!list.list.names.every(({ name }) => isSurelyUnit(name))) continue
    const ownLine = opensLine(text, list.start - 1)
    if (!ownLine && !/[。；;！？]\s*$/.test(text.slice(Math.max(0, list.start - 4), list.start - 1))) continue
    found.push({ ...duty('main', [list.start, end], list.list, ownLine), form: 'list' })
  }
  return found
}

/** Duties told by a verb, or by a list in brackets, outside what is `taken` already (tables, labelled lists, the notice). */
export function spokenDuties(text: string, taken: readonly Span[]): Duty[] {
  const lead = leadClauses(text, taken)
  const spoken = mergeSpans([...taken, ...lead.map((one) => one.span)])
  const answer = answerClauses(text, spoken)
  const all = mergeSpans([...spoken, ...answer.map((one) => one.span)])
  return [...lead, ...answer, ...bracketLists(text, all)]
}
