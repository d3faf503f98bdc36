import type { IndicatorValue, ProposedIndicator, Span } from '@kepu/contract/plan-proposal'
import { bare } from './characters.ts'
import { type Amount, amountsIn, type Years } from './quantities.ts'
import { sentencesIn } from './sentences.ts'

/** One statement that an indicator has a value. */
export interface Statement {
  readonly name: string
  readonly unit: string
  readonly value: Omit<IndicatorValue, 'role' | 'comparator'> & { comparator: IndicatorValue['comparator'] }
  readonly aim: boolean
  /** It's what a value rises from (从5.3%提高到…). */
  readonly from?: true
}

const VERB =
  '(?:力争|争取|努力|预计|将)?(?:要)?(?:达到或超过|达到|达|提高到|提升到|提升至|提高至|增长到|增加到|增至|上升到|上升至|发展到|稳定在|保持在|保持|维持在|实现|为|是|有|超过|突破|高于|不低于|不少于|至少|约为|约|接近|仅为|仅|已达到|已达)+(?:了)?'
const TAIL = new RegExp(`^(.*?)(?:占比)?${VERB}\\s*$`, 's')
const COMPARED = /^(.*)(?:比|较|低于|高于|优于)([\u4e00-\u9ffe]{2,10}?)(?:平均(?:水平|值|数)?)?(?:的|低于|高于)?\s*$/s
/** 从2020年的5.3%提高到2025年的8.0%: what it rises from, before what it rises to. */
const RISES_FROM = /^(.*?)(?:由|从)(?:(20\d\d)年(?:底|末)?的?)?(?:的|约)?\s*$/s
const RISES_TO = /^\s*(?:左右|以上)?[，,]?(?:提高|提升|增长|增加|上升|发展|增)(?:到|至)/
const RISEN_TO = /(?:提高|提升|增长|增加|上升|发展|增)(?:到|至)(?:了)?(?:(20\d\d)年(?:底|末)?的?)?\s*$/
const EARLIER = /(?:比|较|由|从|相比)\s*(\d{4})年(?:底|末)?的?\s*$/
const OWN = /^(?:力争|争取|确保|努力使|使|实现|到)*(?:[全我本][县市区州旗省会国]|各[县市区]|县域|辖区)?/
const WHEN =
  /^(?:截至|截止|到|至|在|其中)?(?:20\d\d年(?:底|末)?|“?十[三四五六]五”?(?:期间|末|时期)?)\s*(?:[，,]|之前|前|以前|时|期间)?/
const AIM = /力争|争取|确保|努力|目标|到20\d\d年|达到20\d\d|规划期末/
/** A year that a value is only compared with (比2017年的) isn't the sentence's. */
const YEAR = /(?<![比较由从])(20\d\d)年(?!版)/g
const REGION =
  /(全国|全省|全市|全区|全州|全县|我国|我省|我市|[\u4e00-\u9fff]{2,6}?(?:省|自治区|市|自治州|州|县|区|旗))$/

/** The level that 全县 and 全市 mean here: a plan of a county-level city says 全市 of itself. */
export interface Home {
  /** 忠县, 临桥市, 黔南州; null when the document doesn't say. */
  readonly locality: string | null
}

function isHome(region: string, { locality }: Home): boolean {
  if (/^(?:我|本|全)[县市区州旗省会]$/.test(region))
    return locality === null || region.endsWith(locality.slice(-1)) || !region.startsWith('全')
  return locality !== null && (region === locality || locality.endsWith(region))
}

/** The last year named before `at` in the sentence. */
function yearBefore(sentence: string, at: number): number | null {
  let year: number | null = null
  for (const match of sentence.slice(0, at).matchAll(YEAR)) year = Number(match[1])
  return year
}

const lastClause = (subject: string) =>
  subject.slice(Math.max(...['，', ',', '；', '：', ':', '。'].map((mark) => subject.lastIndexOf(mark))) + 1)

/** The last clause of a subject without year, own region and modal words. */
function subjectOf(subject: string): string {
  const clause = subject.slice(
    Math.max(...['，', ',', '；', '：', ':', '。'].map((mark) => subject.lastIndexOf(mark))) + 1,
  )
  let name = clause
    .trim()
    .replace(/^(?:[（(]?\d[)）.、])/, '')
    .replace(/^其中/, '')
  for (let before = ''; before !== name; ) {
    before = name
    name = name.replace(WHEN, '').replace(OWN, '').replace(/^的/, '').trim()
  }
  return name
}

const isName = (name: string) => name.length >= 3 && name.length <= 40 && /[\u4e00-\u9fff]{2}/.test(name)

/** 这个比例、平均水平: words that point back to the indicator told before. */
const POINTS_BACK =
  /^(?:这个|这一|这项|该|上述|同期|平均|总体|整体)?(?:的)?(?:比例|水平|指标|数值|平均值|平均水平|总体水平)$/

/** The indicator that a clause speaks of: by its own name, or the one told last. */
function indicatorMeant(clause: string, unit: string, last: Statement | null): string | undefined {
  if (last && last.unit === unit && POINTS_BACK.test(clause)) return last.name
  return isName(clause) ? clause : undefined
}

function statementOf(
  text: string,
  sentence: Span,
  amount: Amount,
  last: Statement | null,
  home: Home,
): Statement | null {
  if (amount.comparator === '<=' || amount.unit.endsWith('百分点')) return null
  const comparator = amount.comparator
  const before = text.slice(sentence[0], amount.span[0])
  const value = { value: amount.value, comparator, span: amount.span }
  const rise = partOfRise(text, sentence, { ...amount, comparator }, last)
  if (rise) return rise
  const earlier = EARLIER.exec(before)
  if (earlier && last) {
    return { name: last.name, unit: amount.unit, value: { ...value, year: Number(earlier[1]), of: null }, aim: false }
  }
  const compared = COMPARED.exec(before)
  const other = compared?.[2] ? REGION.exec(compared[2])?.[1] : undefined
  if (compared && other && !isHome(other, home)) {
    const subject = subjectOf(compared[1] ?? '')
    const name = indicatorMeant(subject, amount.unit, last) ?? last?.name
    return name ? { name, unit: amount.unit, value: { ...value, year: null, of: other }, aim: false } : null
  }
  const tail = TAIL.exec(before)
  return tail ? toldByVerb(text, sentence, amount, tail[1] ?? '', last, home) : null
}

/** Either end of 从…提高到…; the first needs a subject of its own, the second goes on about it. */
function partOfRise(
  text: string,
  sentence: Span,
  amount: Amount & { comparator: IndicatorValue['comparator'] },
  last: Statement | null,
): Statement | null {
  const before = text.slice(sentence[0], amount.span[0])
  const after = text.slice(amount.span[1], Math.min(sentence[1], amount.span[1] + 12))
  const value = { value: amount.value, comparator: amount.comparator, of: null, span: amount.span }
  const from = RISES_TO.test(after) ? RISES_FROM.exec(before) : null
  if (from) {
    const name = subjectOf(from[1] ?? '').replace(/[力争将要]+$/, '')
    const year = from[2] ? Number(from[2]) : null
    return isName(name) ? { name, unit: amount.unit, value: { ...value, year }, aim: false, from: true } : null
  }
  const to = RISEN_TO.exec(before)
  const follows = last?.from && last.value.span[0] >= sentence[0] && amount.span[0] - last.value.span[1] < 24
  if (!to || !follows) return null
  const year = to[1]
    ? Number(to[1])
    : yearOfRise(
        text.slice(Math.max(text.lastIndexOf('\n', sentence[0]) + 1, last.value.span[0] - 600), last.value.span[0]),
      )
  return { name: last.name, unit: amount.unit, value: { ...value, year }, aim: true }
}

/** 到2025年，…从5.3%提高到8%: the year of the aim stands in front of both. */
function yearOfRise(before: string): number | null {
  const year = [...before.matchAll(/(?:到|至|力争)(20\d\d)年/g)].at(-1)?.[1]
  return year ? Number(year) : null
}

/** 到2025年： on a line of its own holds for the items below it. */
function yearAnnounced(text: string, at: number): number | null {
  const above = text.slice(Math.max(0, at - 600), at)
  const year = [...above.matchAll(/^[^\n。；]{0,20}(?:到|至)(20\d\d)年[^\n。；]{0,30}[：:][ \t]*$/gm)].at(-1)?.[1]
  return year ? Number(year) : null
}

const REGION_BEFORE =
  /(?:^|[，,年比])((?:全国|全省|全市|全区|全州|全县|我国|我省|我市)|[\u4e00-\u9fff]{2,5}(?:省|市|自治区))(?=[\u4e00-\u9fff]|$)/

/** SUBJECT 达到 VALUE. A clause without a subject of its own (到2023年达到10.5%; 全国为12.9%) goes on about the last indicator. */
function toldByVerb(
  text: string,
  sentence: Span,
  amount: Amount,
  subject: string,
  last: Statement | null,
  home: Home,
): Statement | null {
  const region = REGION_BEFORE.exec(lastClause(subject))?.[1]
  const of = region && !isHome(region, home) ? region : null
  const clause = subjectOf(subject)
  const bareClause = of ? clause.replace(of, '') : clause
  const name = bareClause === '' ? last?.name : indicatorMeant(bareClause, amount.unit, last)
  if (!name || amount.comparator === '<=') return null
  const before = text.slice(sentence[0], amount.span[0])
  const sameParagraph = last && !text.slice(last.value.span[1], amount.span[0]).includes('\n')
  const year = yearBefore(before, before.length) ?? (sameParagraph && last.value.of === null ? last.value.year : null)
  const announced = year ?? yearAnnounced(text, sentence[0])
  const value = { year: announced, value: amount.value, comparator: amount.comparator, of, span: amount.span }
  return { name, unit: amount.unit, value, aim: AIM.test(text.slice(...sentence)) }
}

/** 公民具备科学素质的比例, 公民科学素质比例, 具备科学素质的公民比例: one indicator under several wordings. */
function keyOf(name: string, unit: string): string {
  if (unit === '%' && /科学素质/.test(name) && /公民|比例|水平|率/.test(name)) return '公民具备科学素质的比例|%'
  return `${bare(name).replace(/[的数]|数量|总数/g, '')}|${unit}`
}

function roleOf(statement: Statement, years: Years, baseline: number | null): IndicatorValue['role'] {
  const { year, of } = statement.value
  if (of !== null) return 'reference'
  const known = Math.max(years.issued ?? 0, years.period?.start ?? 0)
  if (year === null && statement.from) return 'baseline'
  if (year === null) return statement.aim || known > 0 ? 'target' : 'baseline'
  if (year > known || year === years.period?.end) return 'target'
  return year === baseline ? 'baseline' : 'earlier'
}

/**
 * A reference without a year that the source ties to a known value by their difference (10.2 % is 2.2 points from our 8.0 % of 2020)
 * is of that value's year. Otherwise the year stays null.
 */
function yearByDifference(
  statement: Statement,
  all: readonly Statement[],
  differences: readonly Amount[],
): number | null {
  const own = all.filter(({ value }) => value.of === null && value.year !== null)
  const near = differences.find(
    ({ span }) => span[0] > statement.value.span[1] && span[0] - statement.value.span[1] < 12,
  )
  if (!near) return null
  const matches = own.filter(({ value }) => Math.abs(Math.abs(statement.value.value - value.value) - near.value) < 1e-9)
  return matches.length === 1 ? (matches[0]?.value.year ?? null) : null
}

function collect(
  name: string,
  statements: readonly Statement[],
  years: Years,
  differences: readonly Amount[],
): ProposedIndicator {
  const known = Math.max(years.issued ?? 0, years.period?.start ?? 0)
  const past = statements.flatMap(({ value }) =>
    value.of === null && value.year !== null && value.year !== years.period?.end && value.year <= known
      ? [value.year]
      : [],
  )
  const baseline = past.length > 0 ? Math.max(...past) : null
  const values = statements.map((statement): IndicatorValue => {
    const { value } = statement
    const role = roleOf(statement, years, baseline)
    const year = value.year ?? (role === 'reference' ? yearByDifference(statement, statements, differences) : null)
    return { year, value: value.value, role, comparator: value.comparator, of: value.of, span: value.span }
  })
  return { name, unit: statements[0]?.unit ?? '%', values: withoutRepeats(values) }
}

/** The same value told twice (in the background and among the goals) is one; the first telling stays. */
function withoutRepeats(values: readonly IndicatorValue[]): IndicatorValue[] {
  const told = ({ value, role, of }: IndicatorValue) => `${value}|${role}|${of}`
  const dated = new Set(values.flatMap((one) => (one.year === null ? [] : [told(one)])))
  const seen = new Set<string>()
  return values.filter((one) => {
    if (one.year === null && dated.has(told(one))) return false
    const key = `${one.year}|${told(one)}`
    return !seen.has(key) && seen.add(key)
  })
}

/**
 * Indicators and their values from the prose in `regions` (the plan without its tasks). `spans` = every number that was understood,
 * repeats included. `tabled` = what tables of indicators say.
 */
export function findIndicators(
  text: string,
  regions: readonly Span[],
  amounts: readonly Amount[],
  years: Years,
  home: Home,
  isGoal: (at: number) => boolean,
  tabled: readonly Statement[],
): { indicators: ProposedIndicator[]; spans: Span[] } {
  const statements: Statement[] = [...tabled]
  const differences: Amount[] = []
  for (const region of regions) {
    if (amountsIn(amounts, ...region).length === 0) continue
    let last: Statement | null = null
    for (const sentence of sentencesIn(text, ...region)) {
      for (const amount of amountsIn(amounts, ...sentence)) {
        if (amount.unit.endsWith('百分点')) differences.push(amount)
        if (sentence[1] - sentence[0] > 2000) continue
        const statement = statementOf(text, sentence, amount, last, home)
        if (!statement || (statement.unit !== '%' && !isGoal(amount.span[0]))) continue
        statements.push(statement)
        last = statement
      }
    }
  }
  const groups = new Map<string, Statement[]>()
  for (const statement of statements) {
    const key = keyOf(statement.name, statement.unit)
    const group = groups.get(key) ?? []
    group.push(statement)
    groups.set(key, group)
  }
  const indicators = [...groups.values()].map((group) => {
    const target = group.find(
      ({ value }) => value.of === null && value.year !== null && value.year > (years.issued ?? 0),
    )
    return collect((target ?? group[0])?.name ?? '', group, years, differences)
  })
  return { indicators, spans: statements.map(({ value }) => value.span) }
}
