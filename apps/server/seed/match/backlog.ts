import type { Audience } from '@kepu/contract'
import type { Topic } from '@kepu/contract/people'
import type { App } from '../../src/app.ts'
import { addTeam } from '../../src/modules/people/index.ts'
import { claimOrder, dispatchOrder, enterOrder } from '../../src/modules/service/index.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { execute } from '../../src/platform/command.ts'
import { inCounty } from '../../src/platform/database.ts'
import { inventor } from './inventor.ts'

interface Wish {
  readonly wish: string
  readonly topic: Topic
  readonly audience: Audience
}

/** INVENTED wishes, as villagers might say them. */
const WISHES: readonly Wish[] = [
  { wish: '想请人讲讲柑橘黄龙病怎么防', topic: 'plantProtection', audience: 'farmers' },
  { wish: '村里老人多，想听怎么防电信诈骗', topic: 'fraudPrevention', audience: 'elderly' },
  { wish: '教老年人用手机挂号、缴费', topic: 'smartphone', audience: 'elderly' },
  { wish: '高血压平时要注意什么', topic: 'chronicDisease', audience: 'elderly' },
  { wish: '孩子们想做科学小实验', topic: 'experiments', audience: 'youth' },
  { wish: '汛期怎么躲避滑坡和山洪', topic: 'disasterAvoidance', audience: 'public' },
  { wish: '心肺复苏怎么做，想当面学', topic: 'firstAid', audience: 'public' },
  { wish: '果树冬季怎么修剪施肥', topic: 'crops', audience: 'farmers' },
]

const TEAMS: readonly { readonly name: string; readonly topics: readonly Topic[] }[] = [
  { name: '演示·果树植保服务队', topics: ['plantProtection', 'crops'] },
  { name: '演示·农技一队', topics: ['crops', 'plantProtection', 'livestock'] },
  { name: '演示·防骗宣讲队', topics: ['fraudPrevention', 'smartphone'] },
  { name: '演示·银龄数字服务队', topics: ['smartphone', 'fraudPrevention'] },
  { name: '演示·健康科普队', topics: ['chronicDisease', 'health', 'firstAid'] },
  { name: '演示·应急救护队', topics: ['firstAid', 'disasterAvoidance'] },
  { name: '演示·青少年科学实验队', topics: ['experiments', 'robotics', 'astronomy'] },
]

const ORDERS = 48

/**
 * INVENTED teams and a backlog of orders that wait for one, so that ranking, planning and the map of demand have something to
 * show. Told by what is there: a start that was killed half-way goes on.
 */
export async function loadDemoBacklog({ kernel }: App, county: string): Promise<void> {
  const actor = systemActor(county, '演示数据')
  const run = { actor, idempotencyKey: null } as const
  const state = await inCounty(kernel.db, county, 'read only', async (tx) => ({
    townships: await tx
      .selectFrom('organization.unit')
      .select(['id', 'region_code'])
      .where('kind', '=', 'township')
      .where('active', '=', true)
      .orderBy('region_code')
      .execute(),
    office: await tx
      .selectFrom('organization.unit')
      .select('id')
      .where('kind', 'in', ['massOrganization', 'department'])
      .where('active', '=', true)
      .orderBy('kind', 'desc')
      .orderBy('name')
      .executeTakeFirst(),
    teams: await tx.selectFrom('people.team').select('name').execute(),
    placed: await tx
      .selectFrom('service.order')
      .select((row) => row.fn.countAll<number>().as('n'))
      .where('wish', 'like', '%（演示）')
      .executeTakeFirstOrThrow(),
  }))
  const next = inventor(county)
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(next() * list.length)]
  if (state.townships.length === 0 || !state.office) return
  const teams = new Set(state.teams.map(({ name }) => name))
  for (const { name, topics } of TEAMS) {
    const home = pick(state.townships)?.region_code ?? county
    if (teams.has(name)) continue
    const team = {
      name,
      unitId: state.office.id,
      topics: [...topics],
      languages: ['mandarin' as const, 'local' as const],
      regionCode: home,
      radiusKm: 60,
      weeklyVisits: 3,
      note: '虚构队伍，仅供演示',
    }
    await execute(kernel, addTeam, { ...run, input: { team } })
  }
  for (let i = 0; i < ORDERS; i++) {
    const township = pick(state.townships)
    const wanted = pick(WISHES)
    const stage = next()
    if (i < state.placed.n || !township?.region_code || !wanted) continue
    const input = {
      wish: `${wanted.wish}（演示）`,
      regionCode: township.region_code,
      menuItemId: null,
      topic: wanted.topic,
      audience: wanted.audience,
      channel: 'paper' as const,
      people: 20 + Math.floor(next() * 60),
    }
    const { orderId } = await execute(kernel, enterOrder, { ...run, input })
    if (stage < 0.15) continue
    await execute(kernel, dispatchOrder, { ...run, input: { orderId, version: 1, unitId: state.office.id } })
    if (stage < 0.25) continue
    await execute(kernel, claimOrder, { ...run, input: { orderId, version: 2 } })
  }
}
