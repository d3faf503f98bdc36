import type { Audience } from '@kepu/contract'
import type { Random } from '@kepu/numeric'
import type { NewDelivery } from '../../src/modules/ledger/index.ts'
import { audienceOf, formOf, topics } from './topics.ts'

export interface Task {
  readonly id: string
  readonly title: string
  readonly units: readonly { readonly id: string; readonly leads: boolean }[]
  readonly measures: readonly string[]
}

export interface Place {
  readonly code: string
  readonly name: string
  readonly level: 'township' | 'village'
  /** The township's unit. */
  readonly unitId: string
}

export interface County {
  readonly tasks: readonly Task[]
  readonly places: readonly Place[]
  readonly workPerYear: number
}

const AUDIENCES: readonly Audience[] = ['youth', 'farmers', 'workers', 'elderly', 'officials', 'public']
export const NOTE = '演示数据，虚构'
/** Work grows from year to year, as habits do. */
const GROWTH: Readonly<Record<number, number>> = { 2022: 0.7, 2023: 1, 2024: 1.2 }

/** Invents a month of a county's work. The same generator gives the same work. */
export function inventMonth(county: County, month: string, lastDay: string, random: Random): NewDelivery[] {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const deliveries: NewDelivery[] = []
  for (const task of county.tasks) {
    const audience = audienceOf(task.title) ?? pick(AUDIENCES, random)
    const share = (topics[audience].season[number - 1] ?? 8) / 100
    const expected = (county.workPerYear * (GROWTH[year] ?? 1) * share) / county.tasks.length
    const count = Math.floor(expected + random.uniform())
    for (let i = 0; i < count; i++) {
      const delivery = inventDelivery(county, task, month, random)
      if (delivery.occurredOn <= lastDay) deliveries.push(delivery)
    }
  }
  return deliveries.map((delivery, i) => ({
    ...delivery,
    source: { module: 'demonstration', record: `${month}/${i}` },
  }))
}

function inventDelivery(county: County, task: Task, month: string, random: Random): NewDelivery {
  const audience = audienceOf(task.title) ?? pick(AUDIENCES, random)
  const { subjects, kinds, size } = topics[audience]
  const kind = pick(kinds, random)
  const place = pick(county.places, random)
  const leads = task.units.filter((unit) => unit.leads)
  const body = random.uniform() < 0.55 && leads.length > 0 ? pick(leads, random) : pick(task.units, random)
  const personTimes = Math.max(6, Math.round(size * Math.exp(0.55 * random.normal())))
  const known = random.uniform() < 0.72
  return {
    occurredOn: `${month}-${String(1 + random.integer(28)).padStart(2, '0')}`,
    title: `${place.name}${pick(subjects, random)}${formOf[kind]}`,
    kind,
    // A third of the work is done by the townships themselves.
    unitId: random.uniform() < 0.34 ? place.unitId : body.id,
    regionCode: place.code,
    taskId: task.id,
    measureId: task.measures.length > 0 && random.uniform() < 0.6 ? pick(task.measures, random) : null,
    reach: reachOf(audience, personTimes, known, random),
    note: NOTE,
    source: { module: 'demonstration', record: null },
    reverses: null,
    reason: null,
  }
}

/** One group mainly, sometimes with others beside it. Who comes twice counts twice in 人次 and once in 人数. */
function reachOf(audience: Audience, personTimes: number, known: boolean, random: Random) {
  const one = (group: Audience, times: number) => ({
    audience: group,
    personTimes: times,
    persons: known ? Math.max(1, Math.round(times * (0.7 + 0.3 * random.uniform()))) : null,
  })
  if (random.uniform() < 0.8 || audience === 'public') return [one(audience, personTimes)]
  const others = Math.max(1, Math.round(personTimes * 0.25))
  return [one(audience, personTimes), one('public', others)]
}

function pick<T>(from: readonly T[], random: Random): T {
  const found = from[random.integer(from.length)]
  if (found === undefined) throw new Error('nothing to pick from')
  return found
}
