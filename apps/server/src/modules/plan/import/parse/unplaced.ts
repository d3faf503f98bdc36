import type { PlanProposal, Span, Unplaced, UnplacedReason } from '@kepu/contract/plan-proposal'
import { unspaced } from './characters.ts'
import { mergeSpans, overlaps } from './lines.ts'
import { readNames } from './name-list.ts'
import type { Amount } from './quantities.ts'
import { knownStems } from './unit-names.ts'
import { placesOf } from './units.ts'

const ENDINGS =
  '领导小组办公室|领导小组|督查室|局|委员会|工委|办公室|中心|协会|联合会|学会|研究会|大队|支队|救援队|服务队|管委会|有限公司|公司|集团|工作站|服务站|管理站|法院|检察院|商会|基金会|研究院|研究所|医院|学校|党校|街道办事处|办事处|人民政府|政府'
const FOLLOWED = '(?=[，。、；：（(）)”》\\s]|和|及|与|等|负责|牵头|会同|配合|要|应|将|承担|组织|联合|为|的|$)'

/** Units in prose: a local prefix and a stem that every county has, or a local prefix and something that ends like a body. */
function unitPattern(locality: string | null): RegExp {
  const own = locality ? `${locality}|` : ''
  const levels = `县市省${'区州旗'.includes(locality?.slice(-1) ?? '区') ? (locality?.slice(-1) ?? '区州旗') : ''}`
  const prefix = `(?:${own}(?<![城都超菜集夜各全级社地片小校景园院辖灾山新湖库])[${levels}](?![域内外级])|中国|全国|国家)`
  const known = `${prefix}(?:委)?(?:${knownStems})(?:[（(][\\u4e00-\\u9fff]{2,10}[)）])?`
  const shaped = `${prefix}[\\u4e00-\\u9fff]{2,12}?(?:${ENDINGS})${FOLLOWED}`
  const committees =
    '(?<![城都])[县市区州](?:委|政府)(?=[、，。；\\s]|和|各|统|负|应|要|同|研)|团[县市区州省]委|国务院|党中央'
  const groups =
    '各(?:有关|相关)?(?:乡镇|镇乡|乡|镇|街道|成员单位|部门|单位)(?:[（(]街道[)）]|街道)?|[县市区州](?:级|直)(?:有关|相关|各)?(?:部门|单位)|(?:有关|相关)(?:部门|单位)'
  return new RegExp(`${known}|${shaped}|${committees}|${groups}`, 'g')
}

/** Without the words that a generous pattern took along: 县域内的… is none, and neither is a sentence. */
const isName = (name: string) =>
  name.length >= 2 && name.length <= 24 && !/[的把将了是、，。]|开展|推进|加强|建设|组织实施/.test(name)

interface Known {
  readonly text: string
  readonly proposal: Omit<PlanProposal, 'unplaced'>
  readonly amounts: readonly Amount[]
  /** Numbers that became something. */
  readonly numbers: readonly Span[]
  /** Pieces of lists of units that are no names. */
  readonly leftovers: readonly Span[]
  /** Statements of duties that found no task. */
  readonly adrift: readonly Span[]
  /** Cells of tables of indicators that hold no value. */
  readonly unread: readonly Span[]
  readonly addressees: Span | null
  readonly locality: string | null
}

const item = (text: string, span: Span, why: UnplacedReason): Unplaced => ({
  text: unspaced(text.slice(...span)),
  span,
  why,
})

/** A number in such a cell has its own reason; the rest of it is unclear. */
function unreadCells({ text, amounts, unread }: Known): Unplaced[] {
  const counted = mergeSpans(amounts.map(({ span }) => span))
  const bare = unread.filter((span) => !overlaps(counted, ...span))
  return bare.map((span) =>
    item(text, span, /^[≤＜<]|不超过|不高于|以下|以内/.test(text.slice(...span)) ? 'ceiling' : 'unclear'),
  )
}

function lostNumbers({ text, amounts, numbers, proposal }: Known): Unplaced[] {
  const placed = mergeSpans([...numbers])
  const measured = mergeSpans(
    proposal.tasks.flatMap((task) => [
      ...(task.quantity ? [task.span] : []),
      ...task.measures.flatMap((measure): Span[] => (measure.quantity ? [measure.span] : [])),
    ]),
  )
  return amounts
    .filter(({ span }) => !overlaps(placed, ...span))
    .map((amount) => {
      if (amount.unit.endsWith('百分点')) return item(text, amount.span, 'difference')
      if (amount.comparator === '<=') return item(text, amount.span, 'ceiling')
      return item(text, amount.span, overlaps(measured, ...amount.span) ? 'secondQuantity' : 'noNode')
    })
}

/** 抄送：… lines; a list that a comma leaves open goes on in the next line. */
function copiedLists(text: string): Span[] {
  const spans: Span[] = []
  for (const match of text.matchAll(/^[ \t]*抄(?:送|报)[：:]/gm)) {
    const start = match.index + match[0].length
    let end = start
    for (let turn = 0; turn < 8; turn++) {
      const newline = text.indexOf('\n', end)
      end = newline === -1 ? text.length : newline
      if (!/[，、,]\s*$/.test(text.slice(Math.max(start, end - 10), end))) break
      while (/\s/.test(text.charAt(end))) end++
    }
    if (end - start < 4000) spans.push([start, end])
  }
  return spans
}

function namesIn(text: string, span: Span, why: UnplacedReason): Unplaced[] {
  return readNames(text, ...span).names.map((name) => item(text, name.span, why))
}

/** Names of units and numbers with units that found no place, each with the reason; and what stood in a list of units and is no unit. */
export function findUnplaced(known: Known): Unplaced[] {
  const { text, proposal, addressees, leftovers, adrift, locality } = known
  const lists = [
    ...(addressees ? namesIn(text, addressees, 'addressee') : []),
    ...copiedLists(text).flatMap((span) => namesIn(text, span, 'copied')),
    ...adrift.map((span) => item(text, span, 'noTask')),
    ...leftovers
      .filter((span) => /[\u4e00-\u9fff]{2}/.test(text.slice(...span)))
      .map((span) => item(text, span, 'notAUnit')),
  ]
  const issuer = proposal.issuer ? (placesOf(text, [proposal.issuer]).get(proposal.issuer) ?? []) : []
  const taken = mergeSpans([
    ...issuer,
    ...proposal.units.flatMap(({ spans }) => spans),
    ...lists.map(({ span }) => span),
  ])
  const mentioned: Unplaced[] = []
  for (const match of text.matchAll(unitPattern(locality))) {
    const span: Span = [match.index, match.index + match[0].length]
    if (overlaps(taken, ...span) || !isName(match[0])) continue
    mentioned.push(item(text, span, 'mentioned'))
  }
  return [...lists, ...mentioned, ...lostNumbers(known), ...unreadCells(known)].sort((a, b) => a.span[0] - b.span[0])
}
