import { Audience } from '@kepu/contract'
import { Topic } from '@kepu/contract/people'
import {
  type DemandCount,
  DemandFilter,
  DemandView,
  PublicDemand,
  Season,
  seasons,
} from '@kepu/contract/service-demand'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../../platform/database.ts'
import { query, type Read } from '../../../platform/query.ts'
import { listActiveTeams } from '../../people/index.ts'
import { Places } from '../match/data.ts'
import { listOffers } from '../menu-rows.ts'
import { guarded, guardedPart } from './rules/guard.ts'

const YEAR_DAYS = 365

function period(today: string, { from, to }: { from?: string | undefined; to?: string | undefined }) {
  const last = to ?? today
  const first = new Date(Date.parse(last) - (YEAR_DAYS - 1) * 24 * 3600_000).toISOString().slice(0, 10)
  return { from: from ?? first, to: last }
}

/** The day for which something is wanted, else the day on which it was asked for. */
const MONTH = sql`extract(month from coalesce(o.wanted_from, o.placed_on))`
const SEASON = sql`case when ${MONTH} between 3 and 5 then 'spring' when ${MONTH} between 6 and 8 then 'summer'
  when ${MONTH} between 9 and 11 then 'autumn' else 'winter' end`

interface CountRecord extends DemandCount {
  grouped: number
  topic: string | null
  township: string | null
  audience: string | null
  season: string | null
}

/** All sums in one pass over the orders of the period. */
async function count(tx: Tx, county: string, filter: z.output<typeof DemandFilter> & { from: string; to: string }) {
  const parts: RawBuilder<unknown>[] = [
    sql`o.county_code = ${county} and o.placed_on between ${filter.from}::date and ${filter.to}::date`,
    sql`o.status <> 'merged'`,
  ]
  if (filter.topic) parts.push(sql`o.topic = ${filter.topic}`)
  if (filter.township) parts.push(sql`o.township_code = ${filter.township}`)
  if (filter.audience) parts.push(sql`o.audience = ${filter.audience}`)
  if (filter.season) parts.push(sql`${SEASON} = ${filter.season}`)
  const found = await sql<CountRecord>`
    select grouping(topic, township, audience, season)::int as grouped, topic, township, audience, season,
      count(*)::int as asked, sum(askers)::int as askers,
      (count(*) filter (where status in ('done', 'confirmed', 'closed')))::int as served,
      (count(*) filter (where status not in ('done', 'confirmed', 'closed', 'rejected', 'withdrawn')))::int as waiting,
      (count(*) filter (where status = 'rejected'))::int as refused,
      (count(*) filter (where status = 'withdrawn'))::int as withdrawn
    from (
      select o.topic, o.township_code as township, o.audience, ${SEASON} as season, o.status, o.askers
      from service."order" o where ${sql.join(parts, sql` and `)}
    ) one
    group by grouping sets ((), (topic), (township), (audience), (season))`.execute(tx)
  // A bit of `grouping` is 0 where the rows are grouped by it: topic, township, audience, season from the left.
  const by = (bits: number) => found.rows.filter(({ grouped }) => grouped === bits)
  return { whole: by(0b1111)[0], topics: by(0b0111), townships: by(0b1011), audiences: by(0b1101), seasons: by(0b1110) }
}

const NOTHING: DemandCount = { asked: 0, askers: 0, served: 0, waiting: 0, refused: 0, withdrawn: 0 }

function counts(record: CountRecord | undefined): DemandCount {
  if (!record || record.asked === 0) return NOTHING
  const { asked, askers, served, waiting, refused, withdrawn } = record
  return { asked, askers, served, waiting, refused, withdrawn }
}

async function view(read: Read, filter: z.output<typeof DemandFilter>): Promise<DemandView> {
  const { from, to } = period(read.today, filter)
  const sums = await count(read.tx, read.county, { ...filter, from, to })
  const offers = new Set((await listOffers(read.tx, read.county)).map(({ topic }) => topic))
  const teams = await listActiveTeams(read.tx, read.county)
  const places = await Places.read(read.tx, read.county)
  const townships = await read.tx
    .selectFrom('organization.region')
    .select(['code', 'name'])
    .where('parent_code', '=', read.county)
    .orderBy('code')
    .execute()
  const most = (a: DemandCount, b: DemandCount) => b.asked - a.asked
  const byTopic = sums.topics.map((row) => {
    const topic = Topic.nullable().parse(row.topic)
    const offered = topic !== null && offers.has(topic)
    return {
      ...counts(row),
      topic,
      offered,
      teams: teams.filter((team) => topic !== null && team.topics.includes(topic)).length,
    }
  })
  const byTownship = townships.map(({ code, name }) => {
    const place = places.of(code)?.point
    const position: [number, number] | null = place ? [place.lon, place.lat] : null
    const row = sums.townships.find(({ township }) => township === code)
    return { ...counts(row), regionCode: code, regionName: name, position }
  })
  return {
    from,
    to,
    whole: counts(sums.whole),
    byTopic: byTopic.sort(most),
    byTownship,
    byAudience: sums.audiences
      .map((row) => ({ ...counts(row), audience: Audience.nullable().parse(row.audience) }))
      .sort(most),
    bySeason: seasons.map((season) => ({
      ...counts(sums.seasons.find((row) => Season.parse(row.season) === season)),
      season,
    })),
  }
}

/** 未满足需求: by topic, township, audience and season; a year back unless the reader says otherwise. */
export const showDemand = query({
  name: 'service.demand.show',
  access: 'permission',
  input: DemandFilter,
  output: DemandView,
  run: view,
})

/** The last year for everybody: by topic and by township, never both at once, and no small count. */
export const showPublicDemand = query({
  name: 'service.demand.public',
  access: 'public',
  input: z.object({}),
  output: PublicDemand,
  async run(read) {
    const { from, to, whole, byTopic, byTownship } = await view(read, {})
    const [asked = null] = guarded([whole.asked])
    const told = guarded(byTopic.map((one) => one.asked))
    const byPlace = guarded(byTownship.map((one) => one.asked))
    return {
      from,
      to,
      asked,
      served: guardedPart(whole.served, asked),
      byTopic: byTopic.flatMap(({ topic, offered, served }, i) => {
        const own = told[i] ?? null
        return topic === null ? [] : [{ topic, offered, asked: own, served: guardedPart(served, own) }]
      }),
      byTownship: byTownship.map(({ regionCode, regionName }, i) => ({
        regionCode,
        regionName,
        asked: byPlace[i] ?? null,
      })),
    }
  },
})
