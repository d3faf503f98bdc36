import type { HintView } from '@kepu/contract/ledger-hint'
import { formatNumber } from '../lib/format.ts'
import { useMessages } from '../lib/screen.tsx'

type Sentences = { readonly [C in HintView['code']]: (hint: Extract<HintView, { code: C }>) => string }

const zh: Sentences = {
  timesTen: ({ value, usual, of }) =>
    `${formatNumber(value)} 人次，而本单位同类活动通常在 ${formatNumber(usual, 1)} 人次左右（此前 ${of} 场），是不是多了或少了一位数？`,
  unlikeOwn: ({ value, usual, of }) =>
    `${formatNumber(value)} 人次，与本单位此前 ${of} 场同类活动（通常 ${formatNumber(usual, 1)} 人次）相差较大，请核对`,
  unlikePeers: ({ value, usual, of }) =>
    `${formatNumber(value)} 人次，与同类单位 ${of} 场同类活动（通常 ${formatNumber(usual, 1)} 人次）相差较大，请核对`,
  twice: ({ value, occurredOn, deliveryIds }) =>
    `${occurredOn} 在同一地点另有${deliveryIds.length > 1 ? ` ${deliveryIds.length} 条` : '一条'}同类记录，人次也是 ${formatNumber(value)}，是不是同一场？`,
  moreNewThanCome: ({ value, persons }) =>
    `人数（${formatNumber(persons)}）多于人次（${formatNumber(value)}）。人次按到场次数计，不会少于人数`,
  rounded: ({ of }) => `本期 ${of} 条记录的人次都是整百数。如果是估计数，可以在备注里说明`,
}

const en: Sentences = {
  timesTen: ({ value, usual, of }) =>
    `${formatNumber(value)} attendances, where this body usually has about ${formatNumber(usual, 1)} (${of} before): a digit too many or too few?`,
  unlikeOwn: ({ value, usual, of }) =>
    `${formatNumber(value)} attendances lie far from this body’s ${of} before (usually ${formatNumber(usual, 1)}): please check`,
  unlikePeers: ({ value, usual, of }) =>
    `${formatNumber(value)} attendances lie far from those of like bodies (${of}, usually ${formatNumber(usual, 1)}): please check`,
  twice: ({ value, occurredOn, deliveryIds }) =>
    `On ${occurredOn} there ${deliveryIds.length > 1 ? `are ${deliveryIds.length} records` : 'is a record'} of the same kind at the same place with ${formatNumber(value)} attendances: the same event?`,
  moreNewThanCome: ({ value, persons }) =>
    `More people (${formatNumber(persons)}) than attendances (${formatNumber(value)})`,
  rounded: ({ of }) => `All ${of} numbers of the period end in 00. If they are estimates, a note can say so`,
}

// Each sentence takes the facts of its own code; asked by any of them, it's given its own.
interface Said {
  readonly [code: string]: { say(hint: HintView): string }['say']
}

/** Why a number deserves a second look, in words. */
export function useHintSentence(): (hint: HintView) => string {
  const sentences: Said = useMessages<Sentences>({ 'zh-CN': zh, en })
  return (hint) => sentences[hint.code]?.(hint) ?? hint.code
}
