import type { Audience } from '@kepu/contract'
import type { DeliveryKind } from '@kepu/contract/ledger'
import type { ProgressRule } from '@kepu/contract/plan-year'

/** Words of a plan that name a kind of work, in the order in which they are looked for. */
const kindWords: readonly (readonly [DeliveryKind, RegExp])[] = [
  ['drill', /演练|演习/],
  ['contest', /竞赛|大赛|赛事|比武|比赛|评选|征集/],
  ['training', /培训|轮训|培育|研修|办班|课程|课堂|职业技能提升/],
  ['lecture', /讲座|报告会|宣讲|大讲堂|讲师|巡讲|讲解|科学家精神|劳动模范/],
  ['exhibition', /展览|巡展|展品|办展|展教|科普日|活动周|嘉年华/],
  ['consultation', /咨询|义诊|上门服务|进村指导|点单|特派员/],
  ['openDay', /开放|参观|现场教学/],
  ['materials', /资料|手册|发放|三下乡|赶集|展板|宣传册/],
  ['online', /新媒体|全媒体|线上|短视频|推送|栏目|网络传播|公众号/],
  ['practice', /科学营|实验|动手|实践|馆校|科技节|体验/],
]

/** At most so many kinds are proposed: a text that names everything says nothing. */
const MOST_KINDS = 3

export interface KindsFound {
  readonly kinds: readonly DeliveryKind[]
  readonly words: readonly string[]
}

/** Kinds of work that a measure speaks of: by its title, else by its text. None when the text names too many. */
export function kindsOf(title: string, text: string): KindsFound {
  const byTitle = search(title)
  const found = byTitle.length > 0 ? byTitle : search(text)
  if (found.length > MOST_KINDS) return { kinds: [], words: [] }
  return { kinds: found.map(([kind]) => kind), words: found.map(([, word]) => word) }
}

function search(text: string): [DeliveryKind, string][] {
  return kindWords.flatMap(([kind, pattern]): [DeliveryKind, string][] => {
    const word = pattern.exec(text)?.[0]
    return word === undefined ? [] : [[kind, word]]
  })
}

/** How the ledger counts a unit of a quantity (场→场次, 人次, 人→人数); null: it doesn't. */
export function countsOf(unit: string): ProgressRule['counts'] | null {
  if (/^(人次|人·次|万人次)$/.test(unit)) return 'personTimes'
  if (/^(人|名|位)$/.test(unit)) return 'persons'
  if (/^(场|场次|次|期|班|批|堂|节|轮)$/.test(unit)) return 'deliveries'
  return null
}

const audienceWords: readonly (readonly [Audience, RegExp])[] = [
  ['youth', /青少年|学生|中小学|儿童|少年/],
  ['farmers', /农民|农户|农村妇女/],
  ['workers', /产业工人|职工|工人/],
  ['elderly', /老年|银龄|助老/],
  ['officials', /领导干部|公务员|党校/],
]

/** The group that a title names; none when it names none or several. */
export function audienceOf(...titles: readonly string[]): Audience[] {
  for (const title of titles) {
    const found = audienceWords.filter(([, pattern]) => pattern.test(title)).map(([audience]) => audience)
    if (found.length > 0) return found.length === 1 ? found : []
  }
  return []
}
