import pg from 'pg'
import { verify } from '../../src/operations/verify.ts'
import { openEmbedded } from '../../src/platform/postgres/index.ts'
import type { Acknowledged } from './load.ts'

/** What must hold after all kills, each with the number of cases that break it. */
export type Findings = Readonly<Record<string, number>>

const COUNTS = {
  'deliveries recorded twice':
    'select count(*) from (select title from ledger.delivery where reverses is null group by title having count(*) > 1) twice',
  'deliveries without their two reach rows': `select count(*) from ledger.delivery d where (select count(*) from ledger.reach r
    where r.county_code = d.county_code and r.occurred_on = d.occurred_on and r.delivery_id = d.id) <> 2`,
  'reach rows without delivery': `select count(*) from ledger.reach r where not exists (select from ledger.delivery d
    where d.county_code = r.county_code and d.occurred_on = r.occurred_on and d.id = r.delivery_id)`,
  'reversals whose sums do not cancel': `select count(*) from ledger.delivery d join ledger.delivery o on o.id = d.reverses
    where (select sum(person_times) from ledger.reach where delivery_id in (d.id, o.id)) <> 0`,
  'deliveries without audit entry, or with two': `select count(*) from ledger.delivery d where (select count(*) from platform.audit_entry a
    where a.county_code = d.county_code and ((a.action = 'ledger.delivery.record' and a.subject_id = d.id::text)
      or (a.action = 'ledger.delivery.reverse' and a.detail ->> 'reversal' = d.id::text))) <> 1`,
  'audit entries without delivery': `select count(*) from platform.audit_entry a where a.action like 'ledger.delivery.%'
    and not exists (select from ledger.delivery d where d.id::text = coalesce(a.detail ->> 'reversal', a.subject_id))`,
  'keys without answer': 'select count(*) from platform.idempotency where response is null',
  'keys whose answer names no delivery': `select count(*) from platform.idempotency i where not exists
    (select from ledger.delivery d where d.id::text = i.response -> 'answer' ->> 'id')`,
}

/** Holds the database against what people were told, by SQL beside the application. */
export async function check(home: string, acknowledged: readonly Acknowledged[]): Promise<Findings> {
  const embedded = await openEmbedded({ home })
  const client = new pg.Client({ connectionString: embedded.adminUrl.replace(/postgres$/, 'kepu') })
  await client.connect()
  try {
    const findings: Record<string, number> = {}
    const { rows } = await client.query<{ id: string; title: string; reverses: string | null }>(
      'select id, title, reverses from ledger.delivery',
    )
    const byId = new Map(rows.map((row) => [row.id, row]))
    findings['acknowledged writes that are lost'] = acknowledged.filter(({ kind, what, id }) => {
      const row = byId.get(id)
      return kind === 'record' ? row?.title !== what || row.reverses !== null : row?.reverses !== what
    }).length
    findings['writes that nobody was told of'] = rows.length - new Set(acknowledged.map(({ id }) => id)).size
    for (const [name, statement] of Object.entries(COUNTS)) {
      const counted = await client.query<{ count: string }>(statement)
      findings[name] = Number(counted.rows[0]?.count)
    }
    findings['faults that verify finds'] = (await verify({ home, databaseUrl: null }, () => {})).length
    return findings
  } finally {
    await client.end()
    await embedded.stop()
  }
}
