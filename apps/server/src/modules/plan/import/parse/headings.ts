import { chineseNumber } from './characters.ts'

/** How deep a kind of numbering stands in official documents (GB/T 9704: 一、 （一） 1. （1）), smaller is higher. */
export const rank = {
  list: 0,
  styled: 1,
  part: 10,
  han: 20,
  hanInParentheses: 30,
  digit: 40,
  digitInParentheses: 50,
  bullet: 60,
} as const
export type Marker = keyof typeof rank

export interface Heading {
  readonly marker: Marker
  readonly rank: number
  /** The number as written, when there is one. */
  readonly ordinal: number | null
  /** Length of the marker with the white space behind it. */
  readonly length: number
}

const NUMERAL = '[〇一二三四五六七八九十百]{1,4}'
const patterns: readonly { marker: Marker; pattern: RegExp; deeper?: boolean }[] = [
  { marker: 'part', pattern: new RegExp(`^第(${NUMERAL}|\\d{1,2})(?:部分|章|篇|编)[\\s、：:.]*`) },
  { marker: 'han', pattern: new RegExp(`^第(${NUMERAL}|\\d{1,2})(?:节|条)[\\s、：:.]*`) },
  { marker: 'han', pattern: new RegExp(`^(${NUMERAL})\\s*[、.．]\\s*`) },
  { marker: 'hanInParentheses', pattern: new RegExp(`^[（(]\\s*(${NUMERAL})\\s*[)）]\\s*[、.．]?\\s*`) },
  {
    marker: 'hanInParentheses',
    pattern: new RegExp(`^(?:重点)?(?:任务|行动|工程|项目)(${NUMERAL}|\\d{1,2})\\s*[：:、.．]\\s*`),
  },
  { marker: 'digit', pattern: /^(\d{1,2}(?:\.\d{1,2}){1,3})(?![\d%％.])[、．\s]\s*/, deeper: true },
  { marker: 'digit', pattern: /^(\d{1,3})\s*[.．、](?!\d)\s*/ },
  { marker: 'digitInParentheses', pattern: /^[（(]\s*(\d{1,3})\s*[)）]\s*[、.．]?\s*/ },
  { marker: 'digitInParentheses', pattern: /^(\d{1,3})\s*[)）]\s*/ },
  { marker: 'digitInParentheses', pattern: /^([①-⑳])\s*[、.．]?\s*/ },
  { marker: 'bullet', pattern: /^(?:——|——|[●■◆▪•▶➢★☆※·]|[-*]\s)\s*/ },
]

function ordinalOf(written: string | undefined): number | null {
  if (written === undefined) return null
  if (/^\d+$/.test(written)) return Number(written)
  if (written.includes('.')) return Number(written.slice(written.lastIndexOf('.') + 1))
  const circled = written.charCodeAt(0) - 0x2460
  if (circled >= 0 && circled < 20) return circled + 1
  return chineseNumber(written)
}

/** The numbering at the start of a line, or null. */
export function readMarker(line: string): Heading | null {
  const head = line.slice(0, 24)
  for (const { marker, pattern, deeper } of patterns) {
    const match = pattern.exec(head)
    if (!match) continue
    const depth = deeper ? (match[1]?.split('.').length ?? 1) - 1 : 0
    return { marker, rank: rank[marker] + depth, ordinal: ordinalOf(match[1]), length: match[0].length }
  }
  return null
}

const LIST_TITLE = /(?:清单|分工|分工表|任务表|一览表|责任表|分解表)(?:[（(][^（()）]{0,30}[)）])?$/
const ANNEX = /^附\s*(?:件|表|录)?\s*\d{0,2}\s*[：:]?$|^附(?:件|表)\s*\d{0,2}\s*[：:]\s*[^。]{0,40}$/

/** 附件, …工作清单, …任务分工: a line that opens a list of its own. */
export function opensList(line: string): boolean {
  if (line.length > 60 || /[。；，]/.test(line)) return false
  return LIST_TITLE.test(line) || ANNEX.test(line)
}

const SECTION_WORDS =
  /^(?:总体|指导|基本|工作|主要|发展|重点|保障|组织|机制|条件|进度|实施|监督|评估|监测|背景|前言|目标|提升)[\u4e00-\u9fff]{0,10}$/
const ACTION_WORDS = /^[^，。；：:、\s]{4,30}(?:行动|工程)$/

/** A heading without a number: short, no punctuation, and it says what sections of such plans say. Null otherwise. */
export function readBareHeading(line: string): Heading | null {
  if (line.length > 32) return null
  const level = SECTION_WORDS.test(line) ? rank.han + 5 : ACTION_WORDS.test(line) ? rank.hanInParentheses + 5 : null
  if (level === null) return null
  const marker = level < rank.hanInParentheses ? 'han' : 'hanInParentheses'
  return { marker, rank: level, ordinal: null, length: 0 }
}
