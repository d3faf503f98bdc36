import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from './actor.ts'
import { canonical } from './canonical.ts'
import type { Database, Tx } from './database.ts'
import { inCounty } from './database.ts'

/** Chains a county. One command writes one chain, so two commands queue behind each other one time in eight. */
export const CHAINS = 8

export interface AuditRecord {
  /** Kind and id of what it was done to, e.g. ['plan', '0198…']. */
  readonly subject: readonly [type: string, id: string]
  readonly detail: Readonly<Record<string, unknown>>
}

export interface AuditContext {
  readonly actor: Actor
  readonly action: string
  readonly commandId: string
  readonly recordedAt: Date
  readonly actedAt: Date
}

/** The bytes of an entry that its hash covers, besides the hash before it. */
function entryText(entry: {
  recordedAt: Date
  actedAt: Date
  commandId: string
  actorId: string
  actorName: string
  unitId: string | null
  action: string
  subjectType: string
  subjectId: string
  detail: unknown
}): string {
  return canonical(entry)
}

/**
 * Appends entries to a chain: hash = SHA-256(hash of the entry before · text of this one). The row of `audit_head` is locked
 * until commit, so call it last.
 */
export async function appendAudit(tx: Tx, context: AuditContext, records: readonly AuditRecord[]): Promise<void> {
  const { actor, action, commandId, recordedAt, actedAt } = context
  const chain = Number.parseInt(commandId.slice(-2), 16) % CHAINS
  for (const { subject, detail } of records) {
    const [subjectType, subjectId] = subject
    const entry = {
      recordedAt,
      actedAt,
      commandId,
      actorId: actor.id,
      actorName: actor.name,
      unitId: actor.unitId,
      action,
      subjectType,
      subjectId,
      detail,
    }
    const text = entryText(entry)
    await sql`
      with head as (
        insert into platform.audit_head as h (county_code, chain, seq, hash)
        values (${actor.county}, ${chain}, 1, sha256(convert_to(${text}, 'UTF8')))
        on conflict (county_code, chain) do update
          set seq = h.seq + 1, hash = sha256(h.hash || convert_to(${text}, 'UTF8'))
        returning seq, hash
      )
      insert into platform.audit_entry (county_code, recorded_at, chain, seq, acted_at, command_id, actor_id, actor_name,
        unit_id, action, subject_type, subject_id, detail, hash)
      select ${actor.county}, ${recordedAt}, ${chain}, head.seq, ${actedAt}, ${commandId}, ${actor.id}, ${actor.name},
        ${actor.unitId}, ${action}, ${subjectType}, ${subjectId}, ${JSON.stringify(detail)}::jsonb, head.hash
      from head`.execute(tx)
  }
}

export interface AuditFault {
  readonly county: string
  readonly chain: number
  readonly seq: number
  readonly why: 'missing' | 'altered' | 'headDiffers'
}

/** Walks every chain of a county and names the first link of each that doesn't fit. */
export async function verifyAudit(db: Database, county: string): Promise<{ entries: number; faults: AuditFault[] }> {
  return inCounty(db, county, 'read only', async (tx) => {
    const heads = await tx.selectFrom('platform.audit_head').selectAll().where('county_code', '=', county).execute()
    const faults: AuditFault[] = []
    let entries = 0
    for (const head of heads) {
      const { count, fault } = await walkChain(tx, county, head.chain, head.seq, head.hash)
      entries += count
      if (fault) faults.push({ county, chain: head.chain, ...fault })
    }
    for (const { chain, seq } of await entriesBehindHeads(tx, county))
      faults.push({ county, chain, seq, why: 'headDiffers' })
    return { entries, faults }
  })
}

/** The first entry of each chain that no head covers: the head was set back or removed, or the entry was slipped in. */
async function entriesBehindHeads(tx: Tx, county: string) {
  const found = await sql<{ chain: number; seq: number }>`
    select entry.chain, min(entry.seq) as seq
    from generate_series(0, ${CHAINS - 1}) as every(chain)
    left join platform.audit_head head on head.county_code = ${county} and head.chain = every.chain
    join platform.audit_entry entry on entry.county_code = ${county} and entry.chain = every.chain
      and entry.seq > coalesce(head.seq, 0)
    group by entry.chain`.execute(tx)
  return found.rows
}

const PAGE = 5_000

async function walkChain(tx: Tx, county: string, chain: number, last: number, lastHash: Buffer) {
  let before = Buffer.alloc(0)
  let seq = 0
  while (seq < last) {
    const rows = await tx
      .selectFrom('platform.audit_entry')
      .selectAll()
      .where('county_code', '=', county)
      .where('chain', '=', chain)
      .where('seq', '>', seq)
      // Commands go on while we read: what they append lies behind the head we saw.
      .where('seq', '<=', last)
      .orderBy('seq')
      .limit(PAGE)
      .execute()
    for (const row of rows) {
      seq += 1
      if (row.seq !== seq) return { count: seq - 1, fault: { seq, why: 'missing' as const } }
      const text = entryText({
        recordedAt: row.recorded_at,
        actedAt: row.acted_at,
        commandId: row.command_id,
        actorId: row.actor_id,
        actorName: row.actor_name,
        unitId: row.unit_id,
        action: row.action,
        subjectType: row.subject_type,
        subjectId: row.subject_id,
        detail: row.detail,
      })
      const hash = createHash('sha256').update(before).update(text).digest()
      if (!hash.equals(row.hash)) return { count: seq - 1, fault: { seq, why: 'altered' as const } }
      before = hash
    }
    if (rows.length === 0) return { count: seq, fault: { seq: seq + 1, why: 'missing' as const } }
  }
  if (!before.equals(lastHash)) return { count: seq, fault: { seq, why: 'headDiffers' as const } }
  return { count: seq, fault: null }
}
