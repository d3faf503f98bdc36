import { recordDelivery } from '../src/modules/ledger/index.ts'
import { systemActor } from '../src/platform/actor.ts'
import { execute } from '../src/platform/command.ts'
import { inCounty } from '../src/platform/database.ts'
import type { System } from '../src/system.ts'
import { report } from './report.ts'
import { ms, summary, table } from './timing.ts'
import { withDemonstration } from './world.ts'

const COUNTY = '500233'
const SECONDS = 8

/** Recording deliveries as fast as it goes: each a transaction on disk with audit entry, idempotency key and outbox. */
export async function benchCommands(): Promise<void> {
  const rows = await withDemonstration(async (system) => {
    const unitId = await rootUnitId(system)
    const measured: string[][] = []
    for (const people of [1, 4, 16]) {
      await drive(system, unitId, people, 1)
      const durations = await drive(system, unitId, people, SECONDS)
      const { p50, p95 } = summary(durations)
      measured.push([String(people), Math.round(durations.length / SECONDS).toString(), ms(p50), ms(p95)])
    }
    return measured
  })
  const text = table(['people at once', 'commands a second', 'p50', 'p95'], rows)
  await report(
    'commands',
    'Commands',
    `Recording a delivery in one county, with audit chain, key and event; fsync on.\n\n${text}`,
  )
}

async function rootUnitId({ app }: System): Promise<string> {
  const row = await inCounty(app.kernel.db, COUNTY, 'read only', (tx) =>
    tx.selectFrom('organization.unit').select('id').where('parent_id', 'is', null).executeTakeFirstOrThrow(),
  )
  return row.id
}

async function drive({ app }: System, unitId: string, people: number, seconds: number): Promise<number[]> {
  const until = performance.now() + seconds * 1000
  const durations: number[] = []
  const person = async (number: number) => {
    for (let i = 0; performance.now() < until; i++) {
      const startedAt = performance.now()
      await execute(app.kernel, recordDelivery, {
        actor: systemActor(COUNTY, 'bench'),
        input: {
          occurredOn: `2022-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`,
          title: `讲座 ${people}-${number}-${i}-${seconds}`,
          kind: 'lecture',
          unitId,
          regionCode: COUNTY,
          reach: [{ audience: 'farmers', personTimes: 30, persons: 25 }],
          notDuplicate: true,
        },
        idempotencyKey: app.kernel.newId(),
      })
      durations.push(performance.now() - startedAt)
    }
  }
  await Promise.all(Array.from({ length: people }, (_, number) => person(number)))
  return durations
}
