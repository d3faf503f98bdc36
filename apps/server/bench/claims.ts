import { sql } from 'kysely'
import { z } from 'zod'
import { addAccount } from '../src/modules/identity/index.ts'
import { systemActor } from '../src/platform/actor.ts'
import { execute } from '../src/platform/command.ts'
import { inCounty, type Tx } from '../src/platform/database.ts'
import type { System } from '../src/system.ts'
import { report } from './report.ts'
import { ms, summary, table } from './timing.ts'
import { withDemonstration } from './world.ts'

const COUNTY = '500233'
const ORDERS = 500
const TEAMS = 20
const AT_ONCE = 64
const PEOPLE = 8

/** Ten thousand claims through the application's own routes: every team wants every order, 64 at a time. None may be given twice. */
export async function benchClaims(): Promise<void> {
  const row = await withDemonstration(async (system) => {
    const { orderIds, teamIds } = await furnish(system)
    const cookies = await Promise.all(Array.from({ length: PEOPLE }, (_, i) => signIn(system, i)))
    const claims = orderIds.flatMap((orderId) => teamIds.map((teamId) => ({ orderId, teamId })))
    const durations: number[] = []
    const answers = new Map<string, number>()
    let next = 0
    const startedAt = performance.now()
    const worker = async (number: number) => {
      for (let claim = claims[next++]; claim; claim = claims[next++]) {
        const at = performance.now()
        const said = await take(system, cookies[number % PEOPLE] ?? '', claim)
        durations.push(performance.now() - at)
        answers.set(said, (answers.get(said) ?? 0) + 1)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, (_, number) => worker(number)))
    const seconds = (performance.now() - startedAt) / 1000
    const { twice, taken } = await check(system, orderIds)
    const { p50, p95, max } = summary(durations)
    const told = [...answers].map(([code, count]) => `${code} ${count}`).join(', ')
    if (twice > 0) throw new Error(`${twice} orders were given twice`)
    return [
      String(claims.length),
      String(taken),
      String(twice),
      told,
      `${Math.round(claims.length / seconds)}/s`,
      ms(p50),
      ms(p95),
      ms(max),
    ]
  })
  const text = table(['claims', 'orders taken', 'given twice', 'answers', 'rate', 'p50', 'p95', 'max'], [row])
  await report(
    'claims',
    'Racing claims (抢单)',
    `${ORDERS} open orders, each wanted by ${TEAMS} teams, ${AT_ONCE} requests at once from ${PEOPLE} people through HTTP routes, sessions, audit and the job queue. «Given twice» is counted in the database.\n\n${text}`,
  )
}

async function furnish({ app }: System): Promise<{ orderIds: string[]; teamIds: string[] }> {
  const { db, newId } = app.kernel
  return inCounty(db, COUNTY, 'read write', async (tx) => {
    const root = await rootId(tx)
    const teamIds = Array.from({ length: TEAMS }, newId)
    for (const [i, id] of teamIds.entries())
      await sql`insert into people.team (county_code, id, name, unit_id, topics, audiences, languages, region_code, radius_km,
          weekly_visits, availability, created_at)
        values (${COUNTY}, ${id}, ${`抢单压测 ${i + 1} 队`}, ${root}, '{}', '{}', '{}', ${COUNTY}, 50, 3,
          '{"weekly":[],"exceptions":[]}', now())`.execute(tx)
    const orderIds = Array.from({ length: ORDERS }, newId)
    for (const [i, id] of orderIds.entries())
      await sql`insert into service."order" (county_code, id, number, title, wish, words, region_code, channel, status,
          region_unit_id, holder_unit_id, department_id, seen_by, step_from, created_at, placed_on)
        values (${COUNTY}, ${id}, ${`9${String(i).padStart(11, '0')}`}, '压测', '压测', '{}', ${COUNTY}, 'paper', 'open',
          ${root}, ${root}, ${root}, array[${root}]::uuid[], current_date, now(), current_date)`.execute(tx)
    return { orderIds, teamIds }
  })
}

async function rootId(tx: Tx): Promise<string> {
  const row = await tx
    .selectFrom('organization.unit')
    .select('id')
    .where('parent_id', 'is', null)
    .executeTakeFirstOrThrow()
  return row.id
}

async function signIn({ app }: System, number: number): Promise<string> {
  const unitId = await inCounty(app.kernel.db, COUNTY, 'read only', rootId)
  const username = `bench-${number}`
  const { firstPassword } = await execute(app.kernel, addAccount, {
    actor: systemActor(COUNTY, 'bench'),
    input: { username, name: '压测', unitId, role: 'coordinator' },
    idempotencyKey: null,
  })
  const answer = await call(app, '/auth/sign-in/username', { username, password: firstPassword })
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

async function take(
  { app }: System,
  cookie: string,
  { orderId, teamId }: { orderId: string; teamId: string },
): Promise<string> {
  const answer = await call(
    app,
    `/orders/${orderId}/take`,
    { teamId },
    { cookie, 'idempotency-key': app.kernel.newId() },
  )
  if (answer.ok) return 'taken'
  return z.object({ code: z.string() }).parse(await answer.json()).code
}

function call(app: System['app'], path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  return app.fetch(
    new Request(`http://kepu.bench/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'http://kepu.bench', ...headers },
      body: JSON.stringify(body),
    }),
  )
}

/** Orders with two claims in their history, or with none. */
async function check({ app }: System, orderIds: readonly string[]): Promise<{ twice: number; taken: number }> {
  const found = await inCounty(app.kernel.db, COUNTY, 'read only', (tx) =>
    sql<{ claims: number }>`
      select (count(event.id) filter (where event.action = 'take'))::int as claims from service."order" o
      left join service.order_event event on event.county_code = o.county_code and event.order_id = o.id
      where o.county_code = ${COUNTY} and o.id = any(${sql.val([...orderIds])}::uuid[]) and o.status = 'accepted'
      group by o.id`.execute(tx),
  )
  const claims = found.rows.map((row) => row.claims)
  return { twice: claims.filter((n) => n > 1).length, taken: claims.filter((n) => n === 1).length }
}
