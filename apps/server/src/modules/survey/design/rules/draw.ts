import type { DrawnVillage, DrawStratum, FrameVillage, SurveyDesign, SurveyRefusal } from '@kepu/contract/survey'
import { random } from '@kepu/numeric'
import { allocateProportional, drawSystematic, inclusionProbabilities, roundAllocation } from '@kepu/survey-stats'

/** Name and version of what this file does: with frame, design and seed it gives the same sample on any machine. */
export const METHOD = 'kepu-pps-systematic/1'

interface Stratum {
  readonly key: string
  readonly name: string
  readonly villages: readonly FrameVillage[]
  readonly adults: number
}

/** Villages by stratum, strata by key, villages by code: the order of a stratum is its hidden second stratification. */
export function strataOf(
  villages: readonly FrameVillage[],
  kind: SurveyDesign['strata'],
  names: ReadonlyMap<string, string>,
): Stratum[] {
  const keyOf = (village: FrameVillage) => {
    if (kind === 'none') return 'all'
    if (kind === 'urbanRural') return village.urban ? 'urban' : 'rural'
    return village.code.slice(0, 9)
  }
  const nameOf = (key: string) => ({ all: '全县', urban: '城镇', rural: '乡村' })[key] ?? names.get(key) ?? key
  const sorted = [...villages].sort((a, b) => (a.code < b.code ? -1 : 1))
  return [...Map.groupBy(sorted, keyOf)]
    .map(([key, members]) => ({
      key,
      name: nameOf(key),
      villages: members,
      adults: members.reduce((sum, { adults }) => sum + adults, 0),
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
}

const FEWEST = 2

/** Two villages a stratum at least, where it has two: from one alone nobody can tell the error. */
function fewest({ villages }: Stratum): number {
  return Math.min(FEWEST, villages.length)
}

/** Why so many villages can't be drawn from these strata, or null. */
export function whyNotDraw(strata: readonly Stratum[], { villages }: SurveyDesign): SurveyRefusal | null {
  const available = strata.reduce((sum, stratum) => sum + stratum.villages.length, 0)
  if (villages > available) return { code: 'survey.draw.tooMany', villages, available }
  const least = strata.reduce((sum, stratum) => sum + fewest(stratum), 0)
  if (villages < least) return { code: 'survey.draw.strata', strata: strata.length, villages: least }
  return null
}

/** How many villages each stratum gives: in proportion to its adults or to their square root, within what it has. */
function allocationOf(strata: readonly Stratum[], { villages, allocation }: SurveyDesign): number[] {
  const measure = strata.map(({ adults }) => (allocation === 'squareRoot' ? Math.sqrt(adults) : adults))
  const bounds = { lower: strata.map(fewest), upper: strata.map((stratum) => stratum.villages.length) }
  return [...roundAllocation(allocateProportional(villages, measure, bounds))]
}

function drawFromStratum(stratum: Stratum, count: number, design: SurveyDesign, seed: number, place: number) {
  const source = random(seed).fork(place)
  const probability = inclusionProbabilities(
    stratum.villages.map(({ adults }) => adults),
    count,
  )
  const drawn: DrawnVillage[] = []
  for (const row of drawSystematic(probability, source)) {
    const village = stratum.villages[row]
    if (village === undefined) continue
    const addresses = Math.min(design.addresses, village.households)
    drawn.push({
      ...village,
      stratum: stratum.key,
      probability: probability[row] ?? 0,
      addresses,
      withinProbability: addresses / village.households,
      start: source.uniform(),
      kishStart: Math.floor(source.uniform() * 12),
    })
  }
  const certain = probability.filter((p) => p >= 1 - 1e-12).length
  return { drawn, certain }
}

/**
 * Stratified sample of villages, chance in proportion to adults, systematic in the order of codes. Each stratum has random
 * numbers of its own, so that a change in one doesn't move the others.
 *
 * Call {@link whyNotDraw} first.
 */
export function drawVillages(
  strata: readonly Stratum[],
  design: SurveyDesign,
  seed: number,
): { strata: DrawStratum[]; villages: DrawnVillage[] } {
  const counts = allocationOf(strata, design)
  const parts = strata.map((stratum, place) => drawFromStratum(stratum, counts[place] ?? 0, design, seed, place))
  return {
    strata: strata.map(({ key, name, villages, adults }, place) => ({
      key,
      name,
      villages: villages.length,
      adults,
      drawn: parts[place]?.drawn.length ?? 0,
      certain: parts[place]?.certain ?? 0,
    })),
    villages: parts.flatMap(({ drawn }) => drawn),
  }
}

/**
 * Places of the addresses in the list of a village's households, 1 … length: equal steps of length/addresses from the drawn
 * start, so that each household has the same chance whatever the real list turns out to be.
 */
export function addressesOf({ start, addresses }: Pick<DrawnVillage, 'start' | 'addresses'>, length: number): number[] {
  const take = Math.min(addresses, length)
  // A start just below 1 may round up to the place after the last.
  return Array.from({ length: take }, (_, k) => Math.min(length, Math.floor(((start + k) * length) / take) + 1))
}
