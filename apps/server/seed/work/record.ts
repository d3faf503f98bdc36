import { createHash } from 'node:crypto'
import { random as randomOf } from '@kepu/numeric'
import { sql } from 'kysely'
import { z } from 'zod'
import type { App } from '../../src/app.ts'
import { appendDeliveries, type NewDelivery, reverseDelivery } from '../../src/modules/ledger/index.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { dayInShanghai } from '../../src/platform/clock.ts'
import { command, execute } from '../../src/platform/command.ts'
import { inCounty } from '../../src/platform/database.ts'
import { type CountyWork, countyAtWork } from './county.ts'
import { monthsBetween } from './days.ts'
import { inventMonth, type Mistake, mistakes, SOURCE } from './invent.ts'

const FIRST_MONTH = '2022-01'

/** A month of invented work in one transaction, with one entry of the audit trail that covers all of it. */
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

/**
 * Invented work from January 2022 up to the county's today. What is there is not recorded again: a load that was killed goes
 * on where it stopped, and a later start adds the days that have passed since.
 */
export async function recordDemoWork(app: App, county: CountyWork, tell: (line: string) => void): Promise<void> {
  const { kernel } = app
  const { code } = county
  const today = dayInShanghai(await kernel.countyNow(code))
  const { lastMonth, records } = await recordedInLastMonth(app, code)
  if (lastMonth === null) tell('正在生成虚构的工作记录……')
  const setting = await countyAtWork(app, county)
  const call = { actor: systemActor(code, '演示数据'), idempotencyKey: null }
  for (const month of monthsBetween(lastMonth ?? FIRST_MONTH, today.slice(0, 7))) {
    const random = randomOf(Number(code)).fork(Number(month.replace('-', '')))
    const deliveries = inventMonth(setting, month, random).filter(
      ({ occurredOn, source }) => occurredOn <= today && !records.has(source.record ?? ''),
    )
    if (deliveries.length > 0) await execute(kernel, recordMonth, { ...call, input: { month, deliveries } })
  }
  await reverseMistakes(app, code)
}

async function recordedInLastMonth({ kernel }: App, code: string) {
  const found = await inCounty(kernel.db, code, 'read only', (tx) =>
    sql<{ record: string }>`
      select source_record as record from ledger.delivery
      where county_code = ${code} and source_module = ${SOURCE} and occurred_on >= (
        select date_trunc('month', max(occurred_on)) from ledger.delivery
        where county_code = ${code} and source_module = ${SOURCE})`.execute(tx),
  )
  const records = new Set(found.rows.map(({ record }) => record))
  return { lastMonth: found.rows[0]?.record.slice(0, 7) ?? null, records }
}

const isMistake = (word: string | undefined): word is Mistake => word !== undefined && Object.hasOwn(mistakes, word)

async function reverseMistakes({ kernel }: App, code: string): Promise<void> {
  const call = { actor: systemActor(code, '演示数据'), idempotencyKey: null }
  const found = await inCounty(kernel.db, code, 'read only', (tx) =>
    sql<{ id: string; record: string }>`
      select wrong.id, wrong.source_record as record from ledger.delivery as wrong
      where wrong.county_code = ${code} and wrong.source_module = ${SOURCE} and wrong.source_record like '%/%/%'
        and not exists (select from ledger.delivery as reversal
          where reversal.county_code = ${code} and reversal.occurred_on = wrong.occurred_on
            and reversal.reverses = wrong.id)`.execute(tx),
  )
  for (const { id, record } of found.rows) {
    const mistake = record.split('/')[2]
    if (!isMistake(mistake)) continue
    const { reason } = mistakes[mistake]
    await execute(kernel, reverseDelivery, { ...call, input: { deliveryId: id, reason } })
  }
}
