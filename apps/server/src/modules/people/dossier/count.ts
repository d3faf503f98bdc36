import type { CountedRule, EntryView, PackRule, RulePack } from '@kepu/contract/people-certificate'

/** The years that a pack looks at, up to and with today. */
export function periodOf(pack: RulePack, today: string): { from: string; to: string } {
  const year = Number(today.slice(0, 4)) - pack.years
  const from = `${year}${today.slice(4).replace('-02-29', '-02-28')}`
  return { from, to: today }
}

function counts({ kinds, proofs, minPersonTimes }: PackRule, entry: EntryView): boolean {
  return kinds.includes(entry.kind) && proofs.includes(entry.proof) && (entry.personTimes ?? 0) >= minPersonTimes
}

const tenth = (points: number) => Math.round(points * 10) / 10

/**
 * Points by a pack: each entry counts under the first rule that takes it, and no rule gives more than its cap in a
 * calendar year. What the cap cuts off is named, so that nobody wonders.
 */
export function countDossier(
  pack: RulePack,
  entries: readonly EntryView[],
): { counted: CountedRule[]; points: number } {
  const ruleOf = (entry: EntryView) => pack.rules.find((rule) => counts(rule, entry))
  const byRule = Map.groupBy(entries, (entry) => ruleOf(entry)?.id ?? null)
  const counted = pack.rules.map((rule) => {
    const own = byRule.get(rule.id) ?? []
    const years = Map.groupBy(own, ({ day }) => day.slice(0, 4))
    let points = 0
    let cut = 0
    for (const of of years.values()) {
      const raw = of.reduce((sum, { hours }) => sum + rule.points * (rule.per === 'hour' ? hours : 1), 0)
      points += Math.min(raw, rule.yearlyCap)
      cut += Math.max(0, raw - rule.yearlyCap)
    }
    return { ruleId: rule.id, title: rule.title, entries: own.length, points: tenth(points), cut: tenth(cut) }
  })
  return { counted, points: tenth(counted.reduce((sum, { points }) => sum + points, 0)) }
}
