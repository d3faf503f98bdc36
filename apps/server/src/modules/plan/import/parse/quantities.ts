import type { Comparator, Quantity, Span, YearRange } from '@kepu/contract/plan-proposal'
import { chineseNumber } from './characters.ts'

/** A number with a unit, as it stands in the text. */
export interface Amount {
  readonly span: Span
  readonly value: number
  readonly unit: string
  /** `<=` (不超过) has no place among an indicator's comparators: such a number stays unplaced. */
  readonly comparator: Comparator | '<='
  /** 全覆盖 says 100 % without a number. */
  readonly inWords?: true
}

const UNITS = [
  '个百分点',
  '百分点',
  '%',
  '‰',
  '人次',
  '场次',
  '人·次',
  '人天',
  '平方公里',
  '平方千米',
  '平方米',
  '立方米',
  '公里',
  '千米',
  '公顷',
  '学时',
  '课时',
  '小时',
  '分钟',
  '学分',
  '元/人',
  '美元',
  '元',
  '人',
  '名',
  '位',
  '户',
  '场',
  '次',
  '个',
  '家',
  '所',
  '处',
  '座',
  '支',
  '项',
  '件',
  '套',
  '部',
  '期',
  '篇',
  '条',
  '份',
  '册',
  '本',
  '幅',
  '块',
  '张',
  '间',
  '台',
  '辆',
  '艘',
  '亩',
  '米',
  '倍',
  '批',
  '班',
  '门',
  '节',
  '课',
  '堂',
  '集',
  '种',
  '类',
  '轮',
  '届',
  '组',
  '对',
  '天',
  '周',
  '岁',
  '公斤',
  '吨',
  '千瓦',
  '点',
  '村',
  '镇',
  '乡',
  '社区',
  '字',
]
const UNIT = UNITS.sort((a, b) => b.length - a.length).join('|')
/** Units that a Chinese numeral from 二 on counts (三支队伍); others are too often part of a word (三类 人, 五位一体). */
const COUNTED = '人次|场次|场|名|所|家|支|项|期|处|次|个|座|件|套|批'
const DIGITS = new RegExp(
  `(?<![\\d.〔\\[（(第-]|第 )(\\d{1,3}(?:,\\d{3})+|\\d{1,12})(\\.\\d{1,6})?[ ]?(?:余|多|几)?(万亿|亿|千万|百万|万|千|百)?(?:余|多)?[ ]?(${UNIT})(?:\\/(人|年|次|个|村|天|月))?`,
  'g',
)
const NUMERALS = new RegExp(
  `(?<![第〇零一二两三四五六七八九十百千周期星“”])([二两三四五六七八九十百千][〇零一二三四五六七八九十百千]{0,6}|一[〇一二三四五六七八九十百千]{1,6})(万)?(?:余|多)?(${COUNTED})(?!代表|方面|全面|维护|自信|意识|确保|坚持|一|二)`,
  'g',
)
const PERCENT_IN_WORDS = /百分之([〇零一二两三四五六七八九十百点]{1,8})/g

const scales: Readonly<Record<string, number>> = {
  百: 1e2,
  千: 1e3,
  万: 1e4,
  百万: 1e6,
  千万: 1e7,
  亿: 1e8,
  万亿: 1e12,
}

/** Comparator of the number in [start, end): 超过 >, 不低于 and 以上 >=, 约 and 左右 ~, 不超过 <=. */
export function comparatorAt(text: string, start: number, end: number): Amount['comparator'] {
  const before = text.slice(Math.max(0, start - 8), start).replace(/\s/g, '')
  const after = text.slice(end, end + 4).replace(/\s/g, '')
  if (/(?:不超过|不高于|不多于|控制在|最多|≤|少于|低于|以内)$/.test(before) && !/(?:不少于|不低于)$/.test(before))
    return '<='
  if (/^(?:以内|以下)/.test(after)) return '<='
  if (/(?:达到或超过|不低于|不少于|不小于|不得少于|不得低于|至少|≥|>=)$/.test(before)) return '>='
  if (/(?:超过|突破|高于|大于|多于|逾|>)$/.test(before)) return '>'
  if (/^(?:及以上|或以上|以上|及其以上)/.test(after)) return '>='
  if (/(?:约|大约|约为|接近|近)$/.test(before) || /^(?:左右|上下)/.test(after)) return '~'
  return '='
}

/** 人均3元, 每人不低于3元: the unit is 元/人. */
function perHead(text: string, start: number, unit: string): string {
  if (unit !== '元') return unit
  return /(?:人均|每人)[^，。；\d]{0,12}$/.test(text.slice(Math.max(0, start - 16), start)) ? '元/人' : unit
}

const round = (value: number) => Number(value.toPrecision(12))

function digitAmount(text: string, match: RegExpMatchArray, at: number): Amount {
  const [whole, integer = '', fraction = '', scale, unit = '', per] = match
  const value = round(Number(integer.replaceAll(',', '') + fraction) * (scale ? (scales[scale] ?? 1) : 1))
  const span: Span = [at, at + whole.length]
  return {
    span,
    value,
    unit: per ? `${unit}/${per}` : perHead(text, at, unit),
    comparator: comparatorAt(text, ...span),
  }
}

function percentInWords(text: string, match: RegExpMatchArray, at: number): Amount | null {
  const [whole, written = ''] = match
  const [integer = '', fraction] = written.split('点')
  const parts = [chineseNumber(integer), fraction ? chineseNumber(fraction) : 0]
  const [base, tail] = parts
  if (base === null || base === undefined || tail === null || tail === undefined) return null
  const value = fraction ? base + tail / 10 ** fraction.length : base
  const span: Span = [at, at + whole.length]
  return { span, value: round(value), unit: '%', comparator: comparatorAt(text, ...span) }
}

/** Every number with a unit in the text, in order. Years, dates, document numbers and ordinals (第10次) are none. */
export function findAmounts(text: string): Amount[] {
  const amounts: Amount[] = []
  for (const match of text.matchAll(DIGITS)) amounts.push(digitAmount(text, match, match.index))
  for (const match of text.matchAll(NUMERALS)) {
    const value = chineseNumber(match[1] ?? '')
    if (value === null) continue
    const span: Span = [match.index, match.index + match[0].length]
    amounts.push({
      span,
      value: value * (match[2] ? 1e4 : 1),
      unit: match[3] ?? '',
      comparator: comparatorAt(text, ...span),
    })
  }
  for (const match of text.matchAll(PERCENT_IN_WORDS)) {
    const amount = percentInWords(text, match, match.index)
    if (amount) amounts.push(amount)
  }
  for (const match of text.matchAll(/全覆盖|全部覆盖/g)) {
    const span: Span = [match.index, match.index + match[0].length]
    amounts.push({ span, value: 100, unit: '%', comparator: '=', inWords: true })
  }
  return amounts.sort((a, b) => a.span[0] - b.span[0])
}

/** Amounts whose span lies inside [start, end). `amounts` is in order. */
export function amountsIn(amounts: readonly Amount[], start: number, end: number): Amount[] {
  let low = 0
  let high = amounts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((amounts[middle]?.span[0] ?? 0) < start) low = middle + 1
    else high = middle
  }
  const found: Amount[] = []
  for (let i = low; i < amounts.length; i++) {
    const amount = amounts[i]
    if (!amount || amount.span[0] >= end) break
    if (amount.span[1] <= end) found.push(amount)
  }
  return found
}

const EACH: readonly { each: NonNullable<NonNullable<Quantity['period']>['each']>; pattern: RegExp }[] = [
  { each: 'month', pattern: /每个?月|月均/ },
  { each: 'quarter', pattern: /每个?季度?|季度均/ },
  { each: 'halfYear', pattern: /每半年/ },
  { each: 'year', pattern: /每年|年均|每一?年度|逐年|各年度?|年度/ },
]

/** What the years of a quantity are reckoned from: the plan's period and the year it was issued in. */
export interface Years {
  readonly period: YearRange | null
  readonly issued: number | null
}

/**
 * The years that a quantity in `sentence` is for. 每年 holds from the year of issue to the end of the period; 到2025年 and 2023年底前 for
 * that year; “十四五”期间 once for the whole period; null when the sentence says nothing.
 */
export function periodOf(sentence: string, years: Years): Quantity['period'] {
  const { period, issued } = years
  const recurring = EACH.find(({ pattern }) => pattern.test(sentence))
  const range = /(20\d\d)年?\s*[-—―─–－~～至到]\s*(20\d\d)年/.exec(sentence)
  const each = recurring?.each ?? null
  if (range) return { start: Number(range[1]), end: Number(range[2]), each }
  if (each && period)
    return { start: Math.min(Math.max(period.start, issued ?? period.start), period.end), end: period.end, each }
  const until = /(20\d\d)年/.exec(sentence)
  if (until) return { start: Number(until[1]), end: Number(until[1]), each }
  if (
    period &&
    /“?十[三四五六]五”?(?:期间|时期|末)|规划期|[三五十]年(?:内|间)?(?:累计|共计|合计|总计|内|共)|累计/.test(sentence)
  ) {
    return /末/.test(sentence) ? { start: period.end, end: period.end, each: null } : { ...period, each: null }
  }
  return null
}

export interface Measured {
  readonly quantity: Quantity
  readonly span: Span
}

/** The quantity of a sentence: its first number that isn't part of another (其中…), else 100 % for 全覆盖. Null without one. */
export function quantityOf(text: string, span: Span, amounts: readonly Amount[], years: Years): Measured | null {
  const own = amountsIn(amounts, ...span).filter((amount) => {
    const clause = text.slice(Math.max(span[0], amount.span[0] - 24), amount.span[0])
    return amount.comparator !== '<=' && !/其中[^，。；]*$/.test(clause) && !amount.unit.endsWith('百分点')
  })
  const amount = own.find((one) => !one.inWords) ?? own[0]
  if (!amount) return null
  const { value, unit } = amount
  return { quantity: { value, unit, period: periodOf(text.slice(...span), years) }, span: amount.span }
}

const DEADLINE = /20\d\d年(?:\d{1,2}月)?(?:上半年|下半年)?(?:底|末|年底|年末)?(?:\d{1,2}日)?(?:之前|以前|前)?/

/** 2023年底前, 2025年 in 到2025年建成: until when, as written; null when the sentence names no year or only a range of them. */
export function deadlineOf(sentence: string): { text: string; at: number } | null {
  if (/20\d\d年?\s*[-—―─–－~～至]\s*20\d\d年/.test(sentence)) return null
  const match = DEADLINE.exec(sentence)
  if (!match) return null
  const before = sentence.slice(Math.max(0, match.index - 3), match.index)
  const until = /[到至在于截力]$|争取$/.test(before) || /前$|底$|末$/.test(match[0])
  return until || match.index === 0 ? { text: match[0], at: match.index } : null
}
