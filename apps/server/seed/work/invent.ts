import type { Audience } from '@kepu/contract'
import { audiences as audienceOrder } from '@kepu/contract'
import type { Random } from '@kepu/numeric'
import type { NewDelivery } from '../../src/modules/ledger/index.ts'
import { daysOf } from './days.ts'
import { countingOf, type Programme } from './programme.ts'
import { programmesOfMeans } from './programmes-means.ts'
import { programmesForPeople } from './programmes-people.ts'

type Reach = NewDelivery['reach'][number]

export interface Task {
  readonly id: string
  readonly title: string
  readonly units: readonly { readonly id: string; readonly name: string }[]
  readonly measures: readonly { readonly id: string; readonly title: string }[]
}

/** A township or village, and whose work there is: the township's, in a village the village's too. */
export interface Place {
  readonly code: string
  readonly name: string
  readonly unitIds: readonly string[]
}

export interface County {
  readonly code: string
  readonly name: string
  readonly tasks: readonly Task[]
  readonly townships: readonly Place[]
  readonly villages: readonly Place[]
  /** What grows there. */
  readonly crops: readonly string[]
  /** Deliveries in an ordinary year. */
  readonly workPerYear: number
}

export const SOURCE = 'demonstration'
const NOTE = '演示数据，虚构'
/** Work grows from year to year, as habits do; 2022 had an epidemic. */
const GROWTH: Readonly<Record<string, number>> = { '2022': 0.72, '2023': 1, '2024': 1.15, '2025': 1.2 }

/** How entries go wrong, how often, and what the reversal says. */
export const mistakes = {
  twice: { share: 0.006, reason: '与另一条记录重复登记，冲销' },
  zero: { share: 0.004, reason: '人次多写一个零，冲销后已重新登记' },
} as const
export type Mistake = keyof typeof mistakes

/**
 * Invents a month of a county's work: the same county, month and generator give the same deliveries. A mistaken entry stands
 * beside the right one, its record named `month/number/mistake`: whoever records it has to reverse it.
 */
export function inventMonth(county: County, month: string, random: Random): NewDelivery[] {
  const works = worksOf(county)
  const all = works.reduce((sum, { programme }) => sum + programme.weight, 0)
  const year = county.workPerYear * (GROWTH[month.slice(0, 4)] ?? 1)
  const deliveries = works.flatMap(({ programme, task }) => {
    const { days, share } = whenIn(month, programme)
    if (days.length === 0) return []
    const count = Math.floor((year * programme.weight * share) / all + random.uniform())
    return Array.from({ length: count }, () => inventDelivery(county, programme, task, pick(days, random), random))
  })
  return deliveries
    .sort((a, b) => a.occurredOn.localeCompare(b.occurredOn))
    .flatMap((delivery, i) => withMistake(delivery, `${month}/${i}`, random))
}

function worksOf({ tasks }: County): { programme: Programme; task: Task }[] {
  return [...programmesForPeople, ...programmesOfMeans].flatMap((programme) => {
    const task = tasks.find(({ title }) => title.includes(programme.task))
    return task ? [{ programme, task }] : []
  })
}

/** Days of the month that a programme is done on, and the month's share of its year. */
function whenIn(month: string, { season, days }: Programme): { days: string[]; share: number } {
  const possible = daysOf(month, days)
  if ('from' in season) {
    const within = possible.filter((day) => day.slice(5) >= season.from && day.slice(5) <= season.to)
    const whole = (Date.parse(`2023-${season.to}`) - Date.parse(`2023-${season.from}`)) / 86_400_000 + 1
    return { days: within, share: Math.min(1, within.length / whole) }
  }
  const sum = season.reduce((total, weight) => total + weight, 0)
  return { days: possible, share: (season[Number(month.slice(5)) - 1] ?? 0) / sum }
}

function inventDelivery(
  county: County,
  programme: Programme,
  task: Task,
  occurredOn: string,
  random: Random,
): NewDelivery {
  const place = placeFor(county, programme, random)
  const subject = pick(programme.subjects, random).replace('{产}', () => pick(county.crops, random))
  return {
    occurredOn,
    title: pick(programme.titles, random)
      .replace('{地}', place.name)
      .replace('{题}', subject)
      .replace('{年}', occurredOn.slice(0, 4)),
    kind: programme.kind,
    unitId: bodyFor(programme, task, place, random),
    regionCode: place.code,
    taskId: task.id,
    measureId: task.measures.find(({ title }) => title.includes(programme.measure))?.id ?? null,
    reach: reachOf(programme, random),
    note: NOTE,
    source: { module: SOURCE, record: null },
    reverses: null,
    reason: null,
  }
}

function placeFor({ code, name, townships, villages }: County, { at }: Programme, random: Random): Place {
  if (at === 'county') return { code, name, unitIds: [] }
  return pick(at === 'village' ? villages : townships, random)
}

/** The township, the village, or one of the task's bodies that such work is the business of. */
function bodyFor({ by, local }: Programme, { units }: Task, place: Place, random: Random): string {
  const own = units.filter(({ name }) => by.some((word) => name.includes(word)))
  if (place.unitIds.length > 0 && (own.length === 0 || random.uniform() < local)) return pick(place.unitIds, random)
  return pick(own.length > 0 ? own : units, random).id
}

/** Usual numbers, spread like most counts of people: a few large, many small. */
function reachOf({ audiences, kind }: Programme, random: Random): Reach[] {
  const { known, visits } = countingOf[kind]
  const isKnown = random.uniform() < known
  const crowd = Math.exp(0.5 * random.normal())
  const groups = audienceOrder.flatMap((audience): [Audience, number][] => {
    const usual = audiences[audience]
    return usual === undefined ? [] : [[audience, usual]]
  })
  const most = Math.max(...groups.map(([, usual]) => usual))
  return groups
    .filter(([, usual]) => usual === most || random.uniform() < 0.5)
    .map(([audience, usual]) => {
      const personTimes = Math.max(3, Math.round(usual * crowd * (0.8 + 0.4 * random.uniform())))
      return { audience, personTimes, persons: isKnown ? Math.ceil(personTimes / visits) : null }
    })
}

function withMistake(delivery: NewDelivery, record: string, random: Random): NewDelivery[] {
  const as = (name: string, reach: readonly Reach[]) => ({
    ...delivery,
    reach,
    source: { module: SOURCE, record: name },
  })
  const right = as(record, delivery.reach)
  const chance = random.uniform()
  if (chance < mistakes.twice.share) return [right, as(`${record}/twice`, delivery.reach)]
  if (chance > mistakes.twice.share + mistakes.zero.share) return [right]
  const tenfold = delivery.reach.map((one) => ({ ...one, personTimes: one.personTimes * 10 }))
  return [as(`${record}/zero`, tenfold), right]
}

function pick<T>(from: readonly T[], random: Random): T {
  const found = from[random.integer(from.length)]
  if (found === undefined) throw new Error('nothing to pick from')
  return found
}
