import { Day } from '@kepu/contract'
import type { OrderStatus } from '@kepu/contract/service'
import { CallbackRounds, OrderSignal, OrderSignals, type Score, TeamRatings } from '@kepu/contract/service-rating'
import { sql } from 'kysely'
import { z } from 'zod'
import { query, type Read } from '../../platform/query.ts'
import { phonesOfTeams } from '../people/index.ts'
import { readRounds } from './callback-rows.ts'
import { summarize } from './rules/rating.ts'
import { type Suspect, signalsOf } from './rules/signals.ts'

export const listCallbacks = query({
  name: 'service.callback.list',
  access: 'permission',
  input: z.object({}),
  output: CallbackRounds,
  async run(read) {
    return { items: await readRounds(read) }
  },
})

/** 评单汇总: what was said, of how many; of a team only when enough people rated it that none can be found out. */
export const showRatings = query({
  name: 'service.rating.show',
  access: 'permission',
  input: z.object({ from: Day.optional(), to: Day.optional() }),
  output: TeamRatings,
  async run({ tx, county, today }, { from = `${today.slice(0, 4)}-01-01`, to = today }) {
    const asked = await sql<{ team_id: string; team_name: string; asked: number }>`
      select o.team_id, max(o.team_name) as team_name, count(*)::int as asked
      from service."order" o
      join service.asker asker on asker.county_code = o.county_code and asker.order_id = o.id
      where o.county_code = ${county} and o.status in ('confirmed', 'closed') and o.team_id is not null
        and asker.left_at is null and o.visit_on between ${from}::date and ${to}::date
      group by o.team_id`.execute(tx)
    const said = await sql<{ team_id: string | null; score: Score; way: string }>`
      select team_id, score, way from service.rating
      where county_code = ${county} and (rated_at at time zone 'Asia/Shanghai')::date between ${from}::date and ${to}::date`.execute(
      tx,
    )
    const byTeam = Map.groupBy(said.rows, (row) => row.team_id)
    const teams = asked.rows
      .map((row) => ({
        teamId: row.team_id,
        teamName: row.team_name,
        ...summarize(row.asked, byTeam.get(row.team_id) ?? []),
      }))
      // By name, never by score: no league table.
      .sort((a, b) => a.teamName.localeCompare(b.teamName, 'zh-CN'))
    const confirmed = asked.rows.reduce((sum, row) => sum + row.asked, 0)
    return { all: summarize(confirmed, said.rows), teams }
  },
})

interface SuspectRow {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly region_code: string
  readonly region_name: string
  readonly team_id: string | null
  readonly team_name: string | null
  readonly status: OrderStatus
  readonly created_at: Date
  readonly device: string | null
  readonly phones: string[] | null
  readonly done_days_ago: number | null
  readonly confirmed_way: 'asker' | 'helper' | 'phone' | null
  readonly verdict: string | null
  readonly note: string | null
  readonly judged_by_name: string | null
}

const LOOKED_BACK = 180
const SHOWN = 200

/** 疑似虚假点单: orders of the last half-year that look invented, for a person to look at. */
export const listSignals = query({
  name: 'service.signal.list',
  access: 'permission',
  input: z.object({}),
  output: OrderSignals,
  async run(read) {
    const rows = await suspectRows(read)
    const teams = [...new Set(rows.flatMap((row) => (row.team_id === null ? [] : [row.team_id])))]
    const signals = signalsOf(rows.map(suspectOf), await phonesOfTeams(read.tx, read.county, teams))
    const suspicious = rows.filter((row) => signals.has(row.id)).slice(0, SHOWN)
    return {
      items: suspicious.map((row) =>
        OrderSignal.parse({
          orderId: row.id,
          orderNumber: row.number,
          title: row.title,
          regionName: row.region_name,
          teamName: row.team_name,
          placedAt: row.created_at.toISOString(),
          kinds: signals.get(row.id),
          verdict: row.verdict,
          note: row.note,
          judgedByName: row.judged_by_name,
        }),
      ),
    }
  },
})

async function suspectRows({ tx, county, today }: Read): Promise<SuspectRow[]> {
  const found = await sql<SuspectRow>`
    select o.id, o.number, o.title, o.region_code, region.name as region_name, o.team_id, o.team_name, o.status,
      o.created_at, asked.device, asked.phones, asked.confirmed_way,
      case when o.status = 'done' then ${today}::date - o.step_from end as done_days_ago,
      judged.verdict, judged.note, judged.judged_by_name
    from service."order" o
    join organization.region region on region.code = o.region_code
    left join service.signal_judgement judged on judged.county_code = o.county_code and judged.order_id = o.id
    cross join lateral (
      select min(asker.device) as device, min(asker.confirmed_way) as confirmed_way,
        array_agg(encode(asker.phone_print, 'hex')) filter (where asker.phone_print is not null) as phones
      from service.asker asker where asker.county_code = o.county_code and asker.order_id = o.id
    ) asked
    where o.county_code = ${county} and o.placed_on > ${today}::date - ${LOOKED_BACK}::int and o.status <> 'merged'
    order by o.placed_on desc, o.id desc`.execute(tx)
  return found.rows
}

function suspectOf(row: SuspectRow): Suspect {
  return {
    orderId: row.id,
    regionCode: row.region_code,
    placedAt: row.created_at.getTime(),
    device: row.device,
    phones: row.phones ?? [],
    teamId: row.team_id,
    status: row.status,
    doneDaysAgo: row.done_days_ago,
    confirmedWay: row.confirmed_way,
  }
}
