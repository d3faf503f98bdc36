import { sql } from 'kysely'
import { showDemand } from '../src/modules/service/demand/queries.ts'
import { listReports } from '../src/modules/service/open311/reports.ts'
import { listOrders } from '../src/modules/service/queries.ts'
import type { Actor } from '../src/platform/actor.ts'
import { inCounty } from '../src/platform/database.ts'
import { answer } from '../src/platform/query.ts'
import type { System } from '../src/system.ts'
import { report } from './report.ts'
import { ms, table, time } from './timing.ts'
import { withDemonstration } from './world.ts'

const COUNTY = '500233'
const ORDERS = Number(process.env['KEPU_BENCH_ORDERS'] ?? 1_000_000)
const TIMES = 40

/** Lists of orders as the boards ask for them, in a county with a million of them in five years. */
export async function benchOrders(): Promise<void> {
  const rows = await withDemonstration(async (system) => {
    await generate(system)
    return measure(system)
  })
  const text = table(['list', 'p50', 'p95', 'max'], rows)
  await report(
    'orders',
    `Boards with ${ORDERS.toLocaleString('en-US')} orders`,
    `One county, five years, pages of 50; each query in its own read-only transaction as the application's role, warm.\n\n${text}`,
  )
}

/** Orders of every village, nine in ten of them done long ago. */
async function generate({ app }: System): Promise<void> {
  await inCounty(app.kernel.db, COUNTY, 'read write', async (tx) => {
    const counted = await sql<{ villages: number; offices: number }>`
      select (count(*) filter (where kind = 'village'))::int as villages,
        (count(*) filter (where kind = 'department'))::int as offices
      from organization.unit where county_code = ${COUNTY}`.execute(tx)
    const { villages = 0, offices = 0 } = counted.rows[0] ?? {}
    await sql`
      insert into service."order" (county_code, id, number, title, wish, topic, words, audience, people, region_code,
        channel, status, region_unit_id, holder_unit_id, department_id, seen_by, step_from, due_on, created_at, placed_on)
      select ${COUNTY},
        (lpad(to_hex((extract(epoch from day) * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' ||
          substr(md5((n + 1)::text), 1, 15))::uuid,
        lpad(n::text, 12, '0'), '科普讲座 ' || n, '想听科普讲座 ' || n,
        (array['crops', 'health', 'fraudPrevention', 'smartphone', 'firstAid', 'weather', 'astronomy', 'nature'])[1 + n % 8],
        '{}', (array['farmers', 'elderly', 'youth', 'public'])[1 + n % 4], 30, village.region_code, 'self',
        case when n % 10 > 0 then 'closed' else (array['submitted', 'claimed', 'open', 'scheduled'])[1 + (n / 10) % 4] end,
        village.id, case when n % 10 > 0 then village.id else office.id end, office.id,
        (select array_agg(distinct one) from unnest(village.ancestors || office.ancestors) one),
        day::date, case when n % 10 > 0 then null else day::date + 3 end, day, day::date
      from (select n, n % ${villages} as at_village, n % ${offices} as at_office,
        timestamptz '2021-01-01' + (n * interval '1826 days' / ${ORDERS}) as day from generate_series(1, ${ORDERS}) n) at
      join (select *, row_number() over (order by region_code) - 1 as place from organization.unit
        where county_code = ${COUNTY} and kind = 'village') village on village.place = at_village
      join (select *, row_number() over (order by name) - 1 as place from organization.unit
        where county_code = ${COUNTY} and kind = 'department') office on office.place = at_office`.execute(tx)
  })
  await sql`analyze service."order"`.execute(app.kernel.db)
}

async function actorOf({ app }: System, kind: 'root' | 'township' | 'village' | 'department'): Promise<Actor> {
  const unit = await inCounty(app.kernel.db, COUNTY, 'read only', (tx) => {
    const units = tx.selectFrom('organization.unit').select('id').where('county_code', '=', COUNTY).orderBy('name')
    const own = kind === 'root' ? units.where('parent_id', 'is', null) : units.where('kind', '=', kind)
    return own.executeTakeFirstOrThrow()
  })
  const permissions = new Set(['service.order.list', 'service.order.show', 'service.demand.show'])
  const scopes = [{ unitId: unit.id, permissions }]
  return { id: 'bench', name: '压测', county: COUNTY, unitId: unit.id, scopes }
}

async function measure(system: System): Promise<string[][]> {
  const { kernel } = system.app
  const [root, township, village, department] = await Promise.all(
    (['root', 'township', 'village', 'department'] as const).map((kind) => actorOf(system, kind)),
  )
  const boards: [string, Actor | undefined, object][] = [
    ['county: all', root, { board: 'all' }],
    ['county: all, overdue', root, { board: 'all', overdue: 'true' }],
    ['county: all, one status', root, { board: 'all', status: 'claimed' }],
    ['county: all, one topic', root, { board: 'all', topic: 'weather' }],
    ['county: all, one township', root, { board: 'all', regionCode: `${COUNTY}100` }],
    ['county: a word in the text', root, { board: 'all', text: '讲座 99' }],
    ['county: a word that stands nowhere', root, { board: 'all', text: '没有这样的词' }],
    ['county: by number', root, { board: 'all', text: '000000123456' }],
    ['township: all', township, { board: 'all' }],
    ['village: all', village, { board: 'all' }],
    ['department: what waits for it', department, { board: 'mine' }],
    ['department: all', department, { board: 'all', status: 'closed' }],
    ['open to be taken', department, { board: 'pool' }],
  ]
  const rows: string[][] = []
  const add = async (label: string, run: () => Promise<unknown>, times = TIMES) => {
    const { p50, p95, max } = await time(times, run, 3)
    rows.push([label, ms(p50), ms(p95), ms(max)])
    console.log(label, ms(p50), ms(p95))
  }
  for (const [label, actor, input] of boards)
    await add(label, () => answer(kernel, listOrders, { actor: actor ?? null, county: COUNTY, input }))
  await add('county: page by page, each the next', pages(system, root))
  await add(
    'unmet demand of a year',
    () => answer(kernel, showDemand, { actor: root ?? null, county: COUNTY, input: {} }),
    10,
  )
  const month = { from: '2025-10-01T00:00:00Z', to: '2025-10-31T00:00:00Z' }
  await add(
    'Open311: a month, 1,000 at most',
    () => answer(kernel, listReports, { actor: null, county: COUNTY, input: month }),
    10,
  )
  return rows
}

function pages({ app }: System, actor: Actor | undefined): () => Promise<void> {
  let cursor: string | null = null
  return async () => {
    const input = { board: 'all', ...(cursor ? { cursor } : {}) }
    const page = await answer(app.kernel, listOrders, { actor: actor ?? null, county: COUNTY, input })
    cursor = page.next
  }
}
