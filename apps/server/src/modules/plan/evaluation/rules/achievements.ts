import { audiences } from '@kepu/contract'
import type { AchievementsView } from '@kepu/contract/plan-evaluation'
import type { AudienceSum, WorkSum } from '../../../ledger/index.ts'

interface Work {
  readonly deliveries: number
  readonly personTimes: number
}

export interface Place {
  readonly regionCode: string
  readonly name: string
}

export function total(works: readonly Work[]): { deliveries: number; personTimes: number } {
  return {
    deliveries: works.reduce((sum, one) => sum + one.deliveries, 0),
    personTimes: works.reduce((sum, one) => sum + one.personTimes, 0),
  }
}

function byYear(works: readonly (Work & { readonly year: number })[], years: readonly number[]) {
  const found = Map.groupBy(works, ({ year }) => year)
  return years.map((year) => ({ year, ...total(found.get(year) ?? []) }))
}

type Sums = Pick<AchievementsView, 'total' | 'years' | 'audiences' | 'townships' | 'countyWide'>

/** The period's work by year, by group and by township; every township stands there, also one without a record. */
export function addUp(
  { works, audiences: groups }: { readonly works: readonly WorkSum[]; readonly audiences: readonly AudienceSum[] },
  townships: readonly Place[],
  years: readonly number[],
): Sums {
  const known = new Set(townships.map(({ regionCode }) => regionCode))
  const inPlace = Map.groupBy(works, ({ township }) => township)
  return {
    total: total(works),
    years: byYear(works, years),
    audiences: audiences.map((audience) => {
      const own = groups.filter((one) => one.audience === audience)
      return { audience, ...total(own), years: byYear(own, years) }
    }),
    townships: townships.map((place) => {
      const own = inPlace.get(place.regionCode) ?? []
      return { ...place, ...total(own), years: byYear(own, years) }
    }),
    countyWide: total(works.filter(({ township }) => !known.has(township))),
  }
}
