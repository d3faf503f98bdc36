import type { ProposedCampaign, Span } from '@kepu/contract/plan-proposal'
import { campaignNames, notCampaigns } from './campaigns-data.ts'
import { mergeSpans, overlaps } from './lines.ts'

const KNOWN = new RegExp(campaignNames.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g')
/** What a day, week or month of something ends in. */
const ENDING =
  /纪念日|宣传日|活动日|工作者日|宣传周|活动周|科技周|读书周|宣传月|活动月|科普月|科技月|生产月|健康月|科技节|科普节|读书节|科学节|大讲堂|科学营/g
/** 全国土地日, 世界地球日. */
const GREAT_DAY = /(?:全国|世界|国际|中国)[\u4e00-\u9fff]{2,10}?(?:日|周|月|节)(?=[、，。；”》）等及和与活期主集\s])/g
const QUOTED =
  /“([^“”\n]{2,16})”(?=(?:、?“[^“”\n]{2,16}”){0,8}(?:等)?(?:群众性|主题|系列|专项|品牌|科普|文化|示范|争先){0,3}(?:活动|行动|进校园))/g
const VERBS =
  /^.*(?:坚持开展|深入开展|组织开展|开展好|开展|举办好|举办|组织好|组织|利用好|利用|结合|依托|围绕|做好|抓好|办好|参与|参加|实施|推进|推动|承办|借助|以及|抓住|的|在|和|与|及|等|每年|将|把|对|为|以)(?=[\u4e00-\u9fff]{3,})/
const LONGEST_NAME = 16

/** The name that ends at `end`: back over Han to the last verb or conjunction. */
function nameBefore(text: string, end: number): Span | null {
  let start = end
  while (start > 0 && end - start < LONGEST_NAME && /[\u4e00-\u9fff]/.test(text.charAt(start - 1))) start--
  return withoutVerb(text, start, end)
}

function withoutVerb(text: string, start: number, end: number): Span | null {
  const verb = VERBS.exec(text.slice(start, end))?.[0].length ?? 0
  const name = text.slice(start + verb, end)
  return name.length >= 3 && !notCampaigns.test(name) ? [start + verb, end] : null
}

function* candidates(text: string): Generator<Span> {
  for (const match of text.matchAll(KNOWN)) yield [match.index, match.index + match[0].length]
  for (const match of text.matchAll(ENDING)) {
    const span = nameBefore(text, match.index + match[0].length)
    if (span) yield span
  }
  for (const match of text.matchAll(GREAT_DAY)) {
    const span = withoutVerb(text, match.index, match.index + match[0].length)
    if (span) yield span
  }
  for (const match of text.matchAll(QUOTED)) {
    const name = match[1] ?? ''
    if (!notCampaigns.test(name)) yield [match.index + 1, match.index + 1 + name.length]
  }
}

/** Named campaigns and observance days from `from` on, each once, where it first stands, in that order. */
export function findCampaigns(text: string, from: number): ProposedCampaign[] {
  const first = new Map<string, Span>()
  for (const span of candidates(text)) {
    const name = text.slice(...span)
    const known = first.get(name)
    if (span[0] >= from && (!known || span[0] < known[0])) first.set(name, span)
  }
  const spans = [...first.values()]
  const merged = mergeSpans(spans)
  return spans
    .filter((span) => !isInside(span, merged, spans))
    .sort((a, b) => a[0] - b[0])
    .map((span) => ({ name: text.slice(...span), span }))
}

/** A shorter name inside a longer one (科技节 in 青少年科技节) that stands nowhere else is not another campaign. */
function isInside(span: Span, merged: readonly Span[], spans: readonly Span[]): boolean {
  if (!overlaps(merged, ...span)) return false
  return (
    spans.length < 5000 &&
    spans.some(
      (other) =>
        other !== span && other[0] <= span[0] && span[1] <= other[1] && other[1] - other[0] > span[1] - span[0],
    )
  )
}
