import { createHash } from 'node:crypto'
import { random as randomOf } from '@kepu/numeric'
import { sql } from 'kysely'
import { z } from 'zod'
import type { App } from '../../src/app.ts'
import { appendDeliveries, type NewDelivery, reverseDelivery } from '../../src/modules/ledger/index.ts'
import { showPlan } from '../../src/modules/plan/index.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { dayInShanghai } from '../../src/platform/clock.ts'
import { command, execute } from '../../src/platform/command.ts'
import { inCounty } from '../../src/platform/database.ts'
import { answer } from '../../src/platform/query.ts'
import { type County, inventMonth } from './invent.ts'

const FIRST_MONTH = '2022-01'
/** Every so many entries one is reversed: mistakes happen. */
const REVERSED_EACH = 180

/** A month of invented work in one transaction; a month that is there is not recorded again. */
const recordMonth = command({
  name: 'demonstration.month.record',
  input: z.object({ month: z.string(), deliveries: z.custom<readonly NewDelivery[]>(Array.isArray) }),
  output: z.object({ recorded: z.number() }),
  async run(work, { month, deliveries }) {
    const ids = await appendDeliveries(work, deliveries)
    const sha256 = createHash('sha256').update(JSON.stringify(deliveries)).digest('hex')
    work.record({ subject: ['demonstration', month], detail: { deliveries: ids.length, sha256 } })
    return { recorded: ids.length }
  },
})

/** Three years of invented work, month by month up to the county's today. */
export async function recordDemoWork(app: App, code: string, workPerYear: number, tell: (line: string) => void) {
  const { kernel } = app
  const today = dayInShanghai(await kernel.countyNow(code))
  const done = await recordedMonths(app, code)
  const missing = monthsBetween(FIRST_MONTH, today.slice(0, 7)).filter((month) => !done.has(month))
  if (missing.length === 0) return
  tell('正在生成虚构的工作记录……')
  const county = await countyOf(app, code, workPerYear)
  const call = { actor: systemActor(code, '演示数据'), idempotencyKey: null }
  for (const month of missing) {
    const random = randomOf(Number(code)).fork(Number(month.replace('-', '')))
    const deliveries = inventMonth(county, month, today, random)
    if (deliveries.length > 0) await execute(kernel, recordMonth, { ...call, input: { month, deliveries } })
  }
  await reverseSome(app, code)
}

async function recordedMonths({ kernel }: App, code: string): Promise<Set<string>> {
  const rows = await inCounty(kernel.db, code, 'read only', (tx) =>
    sql<{ month: string }>`
      select distinct split_part(source_record, '/', 1) as month from ledger.delivery
      where county_code = ${code} and source_module = 'demonstration'`.execute(tx),
  )
  return new Set(rows.rows.map(({ month }) => month))
}

function monthsBetween(first: string, last: string): string[] {
  const months: string[] = []
  for (let [year = 0, month = 1] = first.split('-').map(Number); ; month++) {
    if (month > 12) [year, month] = [year + 1, 1]
    const text = `${year}-${String(month).padStart(2, '0')}`
    if (text > last) return months
    months.push(text)
  }
}

async function countyOf({ kernel }: App, code: string, workPerYear: number): Promise<County> {
  const plan = await answer(kernel, showPlan, {
    actor: systemActor(code, '演示数据'),
    county: code,
    input: { planId: 'current' },
  })
  const bodies = (list: readonly { unitId: string | null }[], leads: boolean) =>
    list.flatMap(({ unitId }) => (unitId === null ? [] : [{ id: unitId, leads }]))
  const places = await inCounty(kernel.db, code, 'read only', (tx) =>
    sql<{ code: string; name: string; level: 'township' | 'village'; unit_id: string }>`
      select region.code, region.name, region.level, town.id as unit_id
      from organization.region as region
      join organization.unit as town on town.county_code = ${code} and town.kind = 'township'
        and town.region_code = left(region.code, 9)
      where region.code > ${code} and region.code < ${`${code}:`} and region.level in ('township', 'village')
      order by region.code`.execute(tx),
  )
  return {
    workPerYear,
    places: places.rows.map(({ unit_id: unitId, ...place }) => ({ ...place, unitId })),
    tasks: plan.tasks.map((task) => ({
      id: task.id,
      title: task.title,
      units: [...bodies(task.lead, true), ...bodies(task.responsible, false)],
      measures: task.measures.map(({ id }) => id),
    })),
  }
}

async function reverseSome({ kernel }: App, code: string): Promise<void> {
  const call = { actor: systemActor(code, '演示数据'), idempotencyKey: null }
  const rows = await inCounty(kernel.db, code, 'read only', (tx) =>
    sql<{ id: string }>`
      select id from (
        select id, row_number() over (order by occurred_on, source_record) as place from ledger.delivery
        where county_code = ${code} and source_module = 'demonstration') as numbered
      where place % ${REVERSED_EACH} = 0
        and not exists (select from ledger.delivery as reversal
          where reversal.county_code = ${code} and reversal.reverses = numbered.id)`.execute(tx),
  )
  for (const { id } of rows.rows)
    await execute(kernel, reverseDelivery, { ...call, input: { deliveryId: id, reason: '重复登记（演示）' } })
}
