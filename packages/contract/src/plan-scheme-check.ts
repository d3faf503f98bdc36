import {
  type AppraisedGroup,
  appraisedGroups,
  type RefusedMetric,
  type Scheme,
  type SchemeItem,
  type SchemeProblem,
} from './plan-scheme.ts'

/*
 * What is wrong with a scheme: one function for the editor, which shows it while somebody types, and for the server, which
 * refuses. It stands in the contract because both have to say the same.
 */

/**
 * Words of metrics that the burden rules keep out of appraisals (国办函〔2026〕12号; 关于防治“指尖上的形式主义”的若干意见, 2023).
 * Matched against text without spaces, punctuation and invisible characters, so that «点 赞» is no way round.
 */
const FORBIDDEN: readonly (readonly [RefusedMetric, RegExp])[] = [
  ['likes', /[点點][赞讚贊]|粉[丝絲](?:数|數|量)|[关關]注(?:数|數|量|人数)/],
  ['forwards', /[转轉][发發載载]|分享(?:数|量|次|率|到|至|朋友圈)/],
  ['votes', /投票|得票|票[数數]|拉票/],
  ['logIns', /登[录錄陆陸]|活[跃躍](?:度|率|用[户戶]|天数)|[日月]活(?:[跃躍]|用[户戶]|[数數]|量|率)/],
  ['onlineTime', /(?:在[线線]|[学學][习習]|使用|[观觀]看)[时時][长長]/],
  ['checkIns', /打卡|[签簽]到(?!表|册|簿)/],
  [
    'photos',
    /(?:照片|相片|[图圖]片|截[图圖])(?:的)?(?:数|數|量|[张張]|\d|不少于|上[传傳]|留痕|佐[证證]|[资資]料|等)|(?:上[传傳]|提交|[报報]送|提供|拍[摄攝]|留存|附)[^，。；]{0,8}(?:照片|相片|[图圖]片|截[图圖])|工作[视視][频頻]|[视視][频頻](?:上[传傳]|留痕|佐[证證])|[轨軌][迹跡]/,
  ],
  [
    'installs',
    /安[装裝](?:率|量|数|數)|(?:app|软件|平台|小程序|公众号|客户端|系统)[^，。；]{0,6}(?:使用率|注册率|下载)/,
  ],
  ['ranking', /[积積]分(?:排|榜|名)|排行榜|末位/],
]

/** The same in English, as words. */
const FORBIDDEN_ENGLISH: typeof FORBIDDEN = [
  ['likes', /\b(?:likes?|followers?|thumbs[- ]up)\b/],
  ['forwards', /\b(?:forwards?|reposts?|retweets?)\b/],
  ['votes', /\bvotes?\b/],
  ['logIns', /\blog[- ]?ins?\b|\bactive users?\b/],
  ['onlineTime', /\b(?:online|screen|study)[- ]time\b|\btime online\b/],
  ['checkIns', /\b(?:check|clock)[- ]?ins?\b/],
  ['photos', /\b(?:photos?|pictures uploaded|gps tracks?)\b/],
  ['installs', /\binstall(?:s|ations?)?\b/],
  ['ranking', /\b(?:leaderboard|ranking)s?\b/],
]

/** Passing on an official document is work of an office, not a click: 转发上级文件. «转发文件数» is a count again. */
const OFFICIAL_FORWARDING =
  /[转轉][发發](?:上级|国家|省|市|县|有关|相关)?(?:的)?(?:文件|通知|意见|方案)(?!.{0,4}(?:数|量|次|率|到|至))/g

/** The first metric in a text that must not count, with the word that shows it; null: none. */
export function refusedMetricIn(text: string): { metric: RefusedMetric; word: string } | null {
  const lower = text.normalize('NFKC').toLowerCase()
  const plain = lower.replaceAll(/[^\p{L}\p{N}，。；]/gu, '').replaceAll(OFFICIAL_FORWARDING, '')
  return firstIn(FORBIDDEN, plain) ?? firstIn(FORBIDDEN_ENGLISH, lower)
}

function firstIn(forbidden: typeof FORBIDDEN, text: string): { metric: RefusedMetric; word: string } | null {
  for (const [metric, words] of forbidden) {
    const [word] = words.exec(text) ?? []
    if (word !== undefined) return { metric, word }
  }
  return null
}

/** Points as whole hundredths: 0.1 + 0.2 has to be 0.3. */
export function hundredths(points: number): number {
  return Math.round(points * 100)
}

/** Deductions and bonuses stand beside the sum. */
export function countsInSum({ formula }: Pick<SchemeItem, 'formula'>): boolean {
  return formula.kind !== 'deduction' && formula.kind !== 'bonus'
}

/** Does the item belong to the sheet of that group? An item for leads does: who leads nothing has it as 缺项. */
export function appliesTo({ scope }: Pick<SchemeItem, 'scope'>, group: AppraisedGroup): boolean {
  return scope === 'all' || scope === 'leads' || scope === group
}

function sumFor(items: readonly SchemeItem[], group: AppraisedGroup): number {
  return items
    .filter((item) => countsInSum(item) && appliesTo(item, group))
    .reduce((sum, { points }) => sum + hundredths(points), 0)
}

/** What a group's items of a section add up to. */
export function sectionSum(items: readonly SchemeItem[], group: AppraisedGroup): number {
  return sumFor(items, group) / 100
}

/** Everything that isn't right, in the order of the scheme. */
export function schemeProblems(scheme: Scheme): SchemeProblem[] {
  const groups = appraisedGroups.filter((group) => scheme.appraised.includes(group))
  return [
    ...scheme.sections.flatMap((section, i) => [
      ...groups.flatMap((group) => sectionProblem(section, i, group)),
      ...section.items.flatMap((item) => itemProblems(item, i)),
    ]),
    ...groups.flatMap((group) => totalProblem(scheme, group)),
    ...sameTitles(scheme),
    ...gradeProblems(scheme),
  ]
}

/** Problems that hinder publishing; the rest are questions. */
export function hinders({ code }: SchemeProblem): boolean {
  return code !== 'wordsDiffer'
}

function sectionProblem(
  { title, points, items }: Scheme['sections'][number],
  section: number,
  group: AppraisedGroup,
): SchemeProblem[] {
  const sum = sumFor(items, group)
  const onlyForOthers = sum === 0 && items.some(countsInSum)
  const onlyBeside = items.length > 0 && !items.some(countsInSum)
  if (onlyForOthers || (onlyBeside && points === 0) || sum === hundredths(points)) return []
  return [{ code: 'sectionSum', section, title, group, stated: points, sum: sum / 100 }]
}

function totalProblem({ sections, total }: Scheme, group: AppraisedGroup): SchemeProblem[] {
  const sum = sections.reduce((all, { items }) => all + sumFor(items, group), 0)
  return sum === hundredths(total) ? [] : [{ code: 'totalSum', group, stated: total, sum: sum / 100 }]
}

function itemProblems(item: SchemeItem, section: number): SchemeProblem[] {
  const { id: itemId, title, criteria, points } = item
  const place = { section, itemId, title }
  const refused = refusedMetricIn(title) ?? refusedMetricIn(criteria)
  const differing = writtenPoints(criteria).find((written) => hundredths(Number(written)) !== hundredths(points))
  return [
    ...(refused ? [{ code: 'refusedMetric' as const, ...place, ...refused }] : []),
    ...(points === 0 ? [{ code: 'noPoints' as const, ...place }] : []),
    ...(differing === undefined
      ? []
      : [{ code: 'wordsDiffer' as const, ...place, stated: points, written: differing }]),
  ]
}

/** Points that a text gives for the whole item: «记3分», «得 3 分», «满分3分»; not «每少一项扣1分». */
function writtenPoints(criteria: string): string[] {
  return [...criteria.normalize('NFKC').matchAll(/(?:满分|计|记|得)\s*(\d+(?:\.\d+)?)\s*分/g)].map(
    ([, points = '']) => points,
  )
}

function sameTitles({ sections }: Scheme): SchemeProblem[] {
  const seen = new Set<string>()
  return sections.flatMap(({ items }, section) =>
    items.flatMap(({ id: itemId, title, scope }): SchemeProblem[] => {
      const name = `${title} ${scope}`
      if (seen.has(name)) return [{ code: 'sameTitle', section, itemId, title }]
      seen.add(name)
      return []
    }),
  )
}

function gradeProblems({ grades, total }: Scheme): SchemeProblem[] {
  return grades.flatMap(({ name, from }, i): SchemeProblem[] => {
    const below = grades[i - 1]?.from
    const sound = below === undefined ? from === 0 : below < from && from <= total
    return sound ? [] : [{ code: 'gradeOrder', name, from }]
  })
}
