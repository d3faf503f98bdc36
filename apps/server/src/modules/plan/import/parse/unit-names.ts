import { bodyEnding, groupName, otherStems, sameBody } from './units-data.ts'

const stems = [...new Set([...sameBody.flat(), ...otherStems])].sort((a, b) => b.length - a.length)
const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const stemPattern = stems.map(escapeRegExp).join('|')

const startsLikeUnit = new RegExp(
  `^(?:[县市区州旗省](?!域|内|外)|各|团[县市区州省]委|共青团|有关|相关|其他|其它|驻|中[央省市]|[\\u4e00-\\u9fff]{1,6}[县市区州旗](?=${stemPattern}|委)|(?:${stemPattern}))`,
)
const wholeStem = new RegExp(`^(?:${stemPattern})(?:[（(][^（()）]{1,16}[)）])?$`)

const knownName = new RegExp(`^[^县市区州旗省]{0,5}[县市区州旗省](?:${stemPattern})$`)

/** 县委宣传部: a local prefix and a stem that every county has, and nothing else. */
export function isKnownName(name: string): boolean {
  return knownName.test(name)
}

const SENTENCE =
  /[。：:；;！？]|为牵头|排在|排名|首位|详见|如下|见附|以下|按照|根据|结合|建立|开展|推进|组织开展|做好|加强|举办|每年|不少于|不低于|[\d十百千万]余?[场所处家社站馆队组台部村镇乡]$/
const NOT_BODIES = /^(?:[\u4e00-\u9fff]{0,3}(?:社会|机会|协同|统一|工作|学习|集中|党委|党建|常委|等级))$/

/** Whether a token of a list looks like the name of a body or of a group of bodies. */
export function isUnitLike(token: string): boolean {
  if (token.length < 2 || token.length > 30 || SENTENCE.test(token)) return false
  if (NOT_BODIES.test(token)) return false
  return bodyEnding.test(token) || groupName.test(token)
}

/** Whether a token can hardly be anything but a unit: it has a local prefix or is a stem that every county has. */
export function isSurelyUnit(token: string): boolean {
  return isUnitLike(token) && (startsLikeUnit.test(token) || groupName.test(token) || wholeStem.test(token))
}

/** Whether what follows a conjunction starts a further unit: 县科协和|县教育局, but not 县文化和|旅游局. */
export function startsUnit(rest: string): boolean {
  return startsLikeUnit.test(rest)
}

export const knownStems = stemPattern
