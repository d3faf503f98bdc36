import type { Span } from '@kepu/contract/plan-proposal'
import { unspaced } from './characters.ts'
import { isKnownName, isUnitLike, startsUnit } from './unit-names.ts'
import { openGroup } from './units-data.ts'

export interface Name {
  readonly name: string
  readonly span: Span
  /** 县科协（牵头）: the list itself says who leads. */
  readonly leads: boolean
}

export interface NameList {
  readonly names: readonly Name[]
  /** 等, 有关单位, 各成员单位: more may be meant. */
  readonly openEnded: boolean
  /** What stands in the list and isn't a name. */
  readonly rest: readonly Span[]
}

const OPEN = '（([【《'
const CLOSE = '）)]】》'
const ET_CETERA =
  /等(?:\d{1,3}个)?(?:有关|相关|其他|县级|市级|区级|成员|责任|配合)*(?:单位|部门|机构|成员单位)?(?:按职责分工负责|按职责负责|负责)?$/
const DUTIES =
  /(?:按(?:照)?(?:各自)?职责(?:分工)?(?:分别)?(?:负责|落实|配合)?|分工负责|共同负责|具体负责|负责|参加|参与|配合)$/
const LEADS = /[（(](?:牵头|牵头单位|主办|牵头部门)[)）]$/
/** A star marks the lead of a list. */
const STAR = /^[*★☆※]\s*/
const ORDINAL = /^(?:\d{1,2}[.、．]|[（(]\d{1,2}[)）])/

/** [from, to) pieces of a text between separators that stand outside brackets. Blanks separate too, when `blanks`. */
function pieces(text: string, from: number, to: number, separators: RegExp): Span[] {
  const found: Span[] = []
  let depth = 0
  let start = from
  for (let i = from; i < to; i++) {
    const character = text.charAt(i)
    if (OPEN.includes(character)) depth++
    else if (CLOSE.includes(character)) depth = Math.max(0, depth - 1)
    else if (depth === 0 && separators.test(character)) {
      found.push([start, i])
      start = i + 1
    }
  }
  found.push([start, to])
  return found
}

function trim(text: string, span: Span): Span {
  let [start, end] = span
  while (start < end && /[\s。；;：:，,、]/.test(text.charAt(start))) start++
  while (end > start && /[\s。；;：:，,、]/.test(text.charAt(end - 1))) end--
  return [start, end]
}

/** 县科协 县教育局 are two names; 县委宣⏎传部 is one that a line end broke. */
function splitAtBlanks(text: string, span: Span): Span[] {
  const parts = pieces(text, span[0], span[1], /\s/)
    .map((part) => trim(text, part))
    .filter(([start, end]) => end > start)
  if (parts.length < 2 || isKnownName(unspaced(text.slice(...span)))) return [span]
  const words = parts.map(([start, end]) => text.slice(start, end).replace(ORDINAL, ''))
  return words.every((word) => isUnitLike(word) && startsUnit(word)) ? parts : [span]
}

/** 县科协和县教育局 are two names, 县文化和旅游局 is one. */
function splitAtAnd(text: string, span: Span): Span[] {
  const parts: Span[] = []
  let start = span[0]
  for (const match of text.slice(span[0], Math.min(span[1], span[0] + 200)).matchAll(/以及|和|及|与|暨|会同/g)) {
    const at = span[0] + match.index
    const left = unspaced(text.slice(start, at))
    const right = unspaced(text.slice(at + match[0].length, span[1]))
    if (at < start || !isUnitLike(left) || !startsUnit(right)) continue
    parts.push([start, at])
    start = at + match[0].length
  }
  parts.push([start, span[1]])
  return parts
}

interface Cleaned {
  readonly span: Span
  readonly openEnded: boolean
  readonly leads: boolean
}

/** Without what stands around a name: 1. before it, 等部门 and 负责 behind it, （牵头） after it. */
function clean(text: string, span: Span): Cleaned {
  let [start, end] = trim(text, span)
  const written = () => text.slice(start, end)
  start += ORDINAL.exec(written())?.[0].length ?? 0
  const star = STAR.exec(written())
  if (star) start += star[0].length
  if (/^由(?=[县市区州旗省各团])/.test(written())) start++
  const leads = LEADS.exec(written())
  if (leads) end -= leads[0].length
  const duties = DUTIES.exec(written())
  if (duties) end -= duties[0].length
  const more = ET_CETERA.exec(written())
  if (more) end -= more[0].length
  return { span: trim(text, [start, end]), openEnded: more !== null, leads: leads !== null || star !== null }
}

/** What can't be a name however it ends: a note, a sentence, a number. */
function isNote(name: string): boolean {
  return name.length > 36 || /[。：:]|为牵头|排在|排名第|首位|详见|见附件|如下|按职责|^\d|^[无—\-/]+$/.test(name)
}

/**
 * Names in [from, to) of the text, which is a list of units: 、，；and line ends separate, brackets hold together.
 * Every visible character ends up in a name, in a separator, in 等… or in `rest`.
 */
export function readNames(text: string, from: number, to: number): NameList {
  const names: Name[] = []
  const rest: Span[] = []
  let openEnded = false
  for (const piece of pieces(text, from, to, /[、，,；;/\t|]/)) {
    for (const blank of splitAtBlanks(text, piece)) {
      for (const part of splitAtAnd(text, blank)) {
        const cleaned = clean(text, part)
        const name = unspaced(text.slice(...cleaned.span))
        if (cleaned.openEnded) openEnded = true
        if (name === '') continue
        if (isNote(name)) rest.push(cleaned.span)
        else names.push({ name, span: cleaned.span, leads: cleaned.leads })
        if (openGroup.test(name)) openEnded = true
      }
    }
  }
  return { names, openEnded, rest }
}
