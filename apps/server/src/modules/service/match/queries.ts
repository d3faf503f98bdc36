import { Id } from '@kepu/contract'
import { MatchSettingsView, TeamRanking } from '@kepu/contract/service-match'
import { sql } from 'kysely'
import { z } from 'zod'
import { refuse } from '../../../platform/problem.ts'
import { query } from '../../../platform/query.ts'
import { rootUnit } from '../../organization/index.ts'
import { listActiveTeams } from '../../people/index.ts'
import { selectOrders, visibleTo } from '../order-views.ts'
import { candidateOf } from './candidates.ts'
import { Places, readMatchSettings, readTeamWork } from './data.ts'
import { rankTeams } from './rules/rank.ts'
import { daysFor, languageFor, partsOfDay } from './rules/wishes.ts'

const SHOWN = 20

/** 推荐队伍: who should go, best first, with the reasons; and who can't. */
export const rankTeamsForOrder = query({
  name: 'service.order.rankTeams',
  access: 'permission',
  input: z.object({ orderId: Id }),
  output: TeamRanking,
  async run(read, { orderId }) {
    const root = await rootUnit(read.tx, read.county)
    const visible = visibleTo(read.actor, root.id, 'service.order.rankTeams')
    const where = sql`o.county_code = ${read.county} and o.id = ${orderId} and ${visible}`
    const [named] = await selectOrders(read.tx, where, 1)
    if (!named) refuse({ code: 'platform.notFound', kind: 'order' })
    const { order } = named
    const { settings } = await readMatchSettings(read.tx, read.county)
    const places = await Places.read(read.tx, read.county)
    const work = await readTeamWork(read.tx, read.county, read.today)
    const teams = await listActiveTeams(read.tx, read.county)
    const days = daysFor(order, read.today)
    const parts = partsOfDay(order.dayPart)
    const place = places.of(order.regionCode)
    const wanted = {
      topic: order.topic,
      audience: order.audience,
      language: languageFor(order.audience),
      place: place?.point ?? null,
      days,
    }
    const candidates = teams.map((team) => candidateOf(team, places, work, settings, days, parts))
    const { ranked, passedOver } = rankTeams(wanted, candidates, settings)
    const unitNames = new Map(teams.map(({ id, unitName }) => [id, unitName]))
    return {
      orderId,
      ranked: ranked.slice(0, SHOWN).map(({ team, score, parts: reasons }) => ({
        teamId: team.id,
        teamName: team.name,
        unitName: unitNames.get(team.id) ?? '',
        score,
        parts: [...reasons],
      })),
      passedOver: passedOver.map(({ team, reason }) => ({ teamId: team.id, teamName: team.name, reason })),
      from: days[0] ?? read.today,
      to: days.at(-1) ?? read.today,
      position: place === null ? 'unknown' : place.exact ? 'village' : 'township',
      weights: settings.weights,
    }
  },
})

export const showMatchSettings = query({
  name: 'service.match.show',
  access: 'permission',
  input: z.object({}),
  output: MatchSettingsView,
  async run(read) {
    return readMatchSettings(read.tx, read.county)
  },
})
