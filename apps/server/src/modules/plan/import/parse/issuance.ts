import type { Span, YearRange } from '@kepu/contract/plan-proposal'
import { chineseNumber, unspaced } from './characters.ts'
import { readMarker } from './headings.ts'
import type { Line } from './lines.ts'

/** Who issued the plan, when, under which number and title, and for which years. */
export interface Issuance {
  readonly title: string | null
  readonly issuer: string | null
  readonly documentNumber: string | null
  readonly issuedOn: string | null
  readonly period: YearRange | null
  /** Where the plan itself starts, behind the notice that sends it out. */
  readonly body: number
  readonly addressees: Span | null
}

const KIND = '(?:方案|规划|纲要|计划|清单|要点|意见|办法|分工|(?:分工|任务|分解|责任|工作)(?:任务)?表|一览表)'
const YEARS = '[（(]?\\s*20\\d\\d\\s*年?\\s*[-—―─–－~～至到]+\\s*20\\d\\d\\s*年?\\s*[)）]?'
const SUBJECT = /科学素质|科普|科学技术普及/
const PLAN_TITLE = new RegExp(`${KIND}(?:\\s*${YEARS}|[（(][^（()）]{1,20}[)）])?$`)
const NUMBER = /^([\u4e00-\u9fff]{1,14})\s*[〔[（(［【„]\s*(20\d\d)\s*[〕\])）］】‟”]\s*(?:第\s*)?(\d{1,4})\s*号/
const NUMBER_LABEL =
  /(?:发文字号|文\s*号|字\s*号)\s*[\]】]?\s*[：:|]?\s*([\u4e00-\u9fff]{1,14}\s*[〔[（(]\s*20\d\d\s*[〕\])）]\s*\d{1,4}\s*号)/
const DATE = /(20\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日/
const DATE_IN_WORDS =
  /(二[〇零○Oo][〇零○一二三四五六七八九]{2})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日/
const DATE_LABEL = /(?:成文日期|发文日期|印发日期)\s*[\]】]?\s*[：:|]?\s*(20\d\d)[-年/.](\d{1,2})[-月/.](\d{1,2})/
const ISSUER_LABEL = /发(?:布|文)机(?:构|关)\s*[\]】]?\s*[：:|]?\s*([\u4e00-\u9fff]{3,24})/
const BODY_OF_STATE =
  /(?:人民政府|政府|办公室|办公厅|委员会|党委|县委|市委|区委|州委|协会|科协|领导小组|国务院|教育局)$/
const HEAD_LINES = 60

function isoDate(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : null
}

/** The day that a text names, in digits or in Chinese numerals. */
export function readDay(text: string): string | null {
  const plain = DATE.exec(text)
  if (plain) return isoDate(Number(plain[1]), Number(plain[2]), Number(plain[3]))
  const words = DATE_IN_WORDS.exec(text)
  if (!words) return null
  const [year, month, day] = [words[1], words[2], words[3]].map((part) =>
    chineseNumber((part ?? '').replace(/[○Oo]/g, '〇')),
  )
  return year && month && day ? isoDate(year, month, day) : null
}

/** 2021—2025年, 二〇二一至二〇二五年, 2023年工作要点, “十四五” in a title. */
export function readPeriod(text: string): YearRange | null {
  const range = /(20\d\d)\s*年?\s*[-—―─–－~～至到]+\s*(20\d\d)/.exec(text)
  if (range) return ordered(Number(range[1]), Number(range[2]))
  const words = /(二〇[〇一二三四五六七八九]{2})年?\s*[-—―─–－~～至到]+\s*(二〇[〇一二三四五六七八九]{2})/.exec(text)
  if (words) return ordered(chineseNumber(words[1] ?? '') ?? 0, chineseNumber(words[2] ?? '') ?? 0)
  const single = /(20\d\d)年(?:度)?(?:[\u4e00-\u9fff]{0,6})(?:要点|清单|工作计划|任务|分工)/.exec(text)
  if (single) return ordered(Number(single[1]), Number(single[1]))
  const plan = /“?(十[一二三四五六七八])五”?/.exec(text)
  const ordinal = plan ? chineseNumber(plan[1] ?? '') : null
  return ordinal ? { start: 1951 + 5 * ordinal, end: 1955 + 5 * ordinal } : null
}

/** The outline of the State Council that a plan cites has years too. */
const withoutCitations = (text: string) => text.replace(/《[^《》]{0,120}》/g, '')

function ordered(start: number, end: number): YearRange | null {
  return start <= end && end - start <= 30 ? { start, end } : null
}

interface Found {
  readonly title: string
  readonly first: number
  readonly last: number
}

/** Sentences, signatures, dates and remarks are no part of a title. */
function isNoTitleLine({ text }: Line): boolean {
  if (text.length > 70 || /[。；，：]|^[（(【[]?(?:此件|公开|主动)|^《/.test(text)) return true
  return BODY_OF_STATE.test(text) || readDay(text) !== null || NUMBER.test(text)
}

/** A section, or what stands behind a table, doesn't go on with a title. */
function continuesTitle(before: Line | undefined, line: Line): boolean {
  const marker = readMarker(line.text)?.marker
  return before !== undefined && line.start - before.end <= 40 && (marker === undefined || marker === 'bullet')
}

/** Standalone lines (up to three, broken anywhere) that make up the title of a plan. */
function standaloneTitles(lines: readonly Line[]): Found[] {
  const found: Found[] = []
  for (let first = 0; first < lines.length; first++) {
    let longest: Found | null = null
    for (let count = 1; count <= 3 && first + count <= lines.length; count++) {
      const part = lines.slice(first, first + count)
      if (part.some(isNoTitleLine) || part.slice(1).some((line, i) => !continuesTitle(part[i], line))) break
      const title = unspaced(part.map(({ text }) => text.replace(/^#{1,6}\s+/, '')).join(''))
      if (/通知$|关于|印发|^附件/.test(title) || title.length > 80) break
      if (SUBJECT.test(title) && PLAN_TITLE.test(title)) longest = { title, first, last: first + count - 1 }
    }
    if (longest) found.push(longest)
  }
  return found
}

function isSubtitled(lines: readonly Line[], { first }: Found): boolean {
  const before = unspaced(
    lines
      .slice(Math.max(0, first - 3), first)
      .map(({ text }) => text)
      .join(''),
  )
  return /(?:关于)?印发$/.test(before)
}

/** The last standalone title before the first section: what comes earlier belongs to the notice. */
function titleLines(lines: readonly Line[]): Found | null {
  const table = lines.findIndex((line, i) => i > 0 && line.start - (lines[i - 1]?.end ?? 0) > 40)
  const above = standaloneTitles(table > 0 ? lines.slice(0, table) : lines)
  const candidates = (above.length > 0 ? above : standaloneTitles(lines)).filter((found) => !isSubtitled(lines, found))
  const firstSection = lines.findIndex(
    ({ text }) => readMarker(text)?.marker === 'han' || readMarker(text)?.marker === 'part',
  )
  const inHead = candidates.filter(({ last }) => firstSection === -1 || last < firstSection)
  return mergedAt(inHead) ?? candidates[0] ?? null
}

/** Of candidates that end on the same line (a title broken over two) the longest; else the last. */
function mergedAt(candidates: readonly Found[]): Found | null {
  const last = candidates.at(-1)
  if (!last) return null
  return candidates.find((candidate) => candidate.last === last.last) ?? last
}

function notice(head: string): { issuer: string | null; title: string | null } {
  const joined = unspaced(head)
  const about = /([\u4e00-\u9fff]{3,40}?)关于(?:印发|转发|发布|下发)(.{4,120}?)的通知/.exec(joined)
  const quoted = /《([^《》]{4,80}?(?:方案|规划|纲要|计划|清单|要点|意见)(?:[（(][^（()）]{1,20}[)）])?)》/.exec(joined)
  const subject = about?.[2]?.replace(/^[《〈]|[》〉]$/g, '') ?? null
  const quotedTitle = quoted?.[1] && SUBJECT.test(quoted[1]) ? quoted[1] : null
  const title = [subject, quotedTitle].find((one) => one && SUBJECT.test(one)) ?? null
  return { issuer: about?.[1] ? tidyIssuer(about[1]) : null, title }
}

/** Behind a document number or a file heading (…文件), the issuer is what's left. */
function tidyIssuer(written: string): string | null {
  const issuer = written.replace(/^.*(?:号|文件|公报)/, '')
  return issuer.length >= 3 && issuer.length <= 40 ? issuer : null
}

/** The line before the first dated line that is an issuer and nothing else: the signature. */
function signature(lines: readonly Line[]): { issuer: string | null; day: string | null } {
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]
    if (!line || line.text.length > 60) continue
    const day = readDay(line.text)
    if (day === null) continue
    const own = unspaced(line.text.replace(DATE, '').replace(DATE_IN_WORDS, ''))
    if (own === '' || own === '（）') {
      const before = lines[i - 1]?.text ?? ''
      return { day, issuer: BODY_OF_STATE.test(before) && before.length <= 40 ? unspaced(before) : null }
    }
    if (BODY_OF_STATE.test(own) && own.length <= 40) return { day, issuer: own }
  }
  return { issuer: null, day: null }
}

function printed(lines: readonly Line[]): { issuer: string | null; day: string | null } {
  for (const line of lines.slice(-12)) {
    const match =
      line.text.length < 90 ? /^([\u4e00-\u9fff]{3,30})\s+(20\d\d年\d{1,2}月\d{1,2}日)\s*印发$/.exec(line.text) : null
    if (match) return { issuer: match[1] ?? null, day: readDay(match[2] ?? '') }
  }
  return { issuer: null, day: null }
}

function numberOf(lines: readonly Line[]): string | null {
  for (const { text } of lines) {
    const labelled = NUMBER_LABEL.exec(text.slice(0, 400))
    if (labelled?.[1]) return unspaced(labelled[1])
    const match = NUMBER.exec(text)
    if (!match) continue
    const after = text.slice(match[0].length).trim()
    if (after === '' || /^[\u4e00-\u9fff]{2,30}(?:关于|人民政府)/.test(after) || after.startsWith('国务院'))
      return unspaced(match[0])
  }
  return null
}

const labelled = (lines: readonly Line[], pattern: RegExp) => {
  for (const { text } of lines) {
    const match = pattern.exec(text.slice(0, 400))
    if (match) return match
  }
  return null
}

/** Reads the head of the document: its notice, if it has one, and the title of the plan. */
export function readIssuance(text: string, lines: readonly Line[]): Issuance {
  const head = lines.slice(0, HEAD_LINES)
  const plan = titleLines(head)
  const before = plan ? head.slice(0, plan.first) : head.slice(0, 25)
  const flat = before.map((line) => line.text.slice(0, 600)).join('')
  const told = notice(flat)
  const signed = signature(before)
  const stamp = printed(lines)
  const dateLabel = labelled(before, DATE_LABEL)
  const labelledDay = dateLabel ? isoDate(Number(dateLabel[1]), Number(dateLabel[2]), Number(dateLabel[3])) : null
  const title = plan?.title ?? told.title
  const addressee = before.find(
    (line) => /[：:]$/.test(line.text) && /^(?:各|县|市|区|州|机关)/.test(line.text) && line.text.length < 300,
  )
  return {
    title,
    issuer: signed.issuer ?? told.issuer ?? stamp.issuer ?? labelled(before, ISSUER_LABEL)?.[1] ?? null,
    documentNumber: numberOf(before.length > 0 ? before : head.slice(0, 6)),
    issuedOn: signed.day ?? labelledDay ?? stamp.day ?? (/通知/.test(flat) ? readDay(flat) : null),
    period:
      readPeriod(title ?? '') ??
      readPeriod(told.title ?? '') ??
      readPeriod(withoutCitations(flat)) ??
      readPeriod(withoutCitations(text.slice(0, 4000))),
    body: plan ? (head[plan.last]?.end ?? 0) : bodyAfter(head, signed.day),
    addressees: addressee ? [addressee.start, addressee.end] : null,
  }
}

/** Without a title line, the plan starts behind the signature of the notice, or at the top. */
function bodyAfter(head: readonly Line[], day: string | null): number {
  if (day === null) return 0
  const dated = head.find((line) => line.text.length <= 60 && readDay(line.text) === day)
  return dated?.end ?? 0
}
