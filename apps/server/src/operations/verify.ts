import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { DiskStore } from '../modules/file/index.ts'
import { listCounties } from '../modules/organization/index.ts'
import { alteredAppraisals } from '../modules/plan/index.ts'
import { verifyAudit } from '../platform/audit.ts'
import { type Database, inCounty, openDatabase } from '../platform/database.ts'
import { openEmbedded } from '../platform/postgres/index.ts'
import type { Tell } from '../system.ts'
import { verifyPages } from './verify-pages.ts'

export interface VerifyOptions {
  readonly home: string
  /** Null: the embedded database of the home. */
  readonly databaseUrl: string | null
}

/**
 * Looks whether what Kepu keeps is still what was written: the audit chains of every county, every upload by its SHA-256,
 * every released appraisal by its own, and, of the embedded database, every page and index. Changes nothing.
 *
 * @returns what is wrong, in words; empty: nothing found
 */
export async function verify({ home, databaseUrl }: VerifyOptions, tell: Tell): Promise<string[]> {
  if (databaseUrl !== null) return verifyContents(databaseUrl, home, tell)
  const embedded = await openEmbedded({ home, log: { info: tell, warn: tell } })
  try {
    const pages = await verifyPages(embedded.adminUrl, tell)
    return [...pages, ...(await verifyContents(embedded.url, home, tell))]
  } finally {
    await embedded.stop()
  }
}

async function verifyContents(url: string, home: string, tell: Tell): Promise<string[]> {
  if (!(await isMigrated(url))) {
    tell('数据库还是空的，没有审计记录和附件')
    return []
  }
  const db = openDatabase(url, { max: 2 })
  try {
    const faults: string[] = []
    const known = new Set<string>()
    for (const { code, name } of await listCounties(db)) {
      faults.push(...(await verifyChains(db, code, name, tell)))
      faults.push(...(await verifyAppraisals(db, code, name, tell)))
      const uploads = await verifyUploads(db, code, home, known)
      tell(`${name}（${code}）附件 ${uploads.count} 个`)
      faults.push(...uploads.faults)
    }
    const unused = await unusedContents(join(home, 'files'), known)
    if (unused > 0) tell(`另有 ${unused} 个文件没有记录引用（上传中断的残余，无害）`)
    return faults
  } finally {
    await db.destroy()
  }
}

const REASONS = { missing: '缺失', altered: '被改动', headDiffers: '与链尾不符' } as const

async function verifyChains(db: Database, county: string, name: string, tell: Tell): Promise<string[]> {
  const { entries, faults } = await verifyAudit(db, county)
  tell(`${name}（${county}）审计记录 ${entries} 条`)
  return faults.map(({ chain, seq, why }) => `${name}（${county}）审计链 ${chain} 第 ${seq} 条${REASONS[why]}`)
}

const APPRAISAL_FAULTS = { bytes: '内容被改动', scheme: '考核办法被改动', scores: '得分与依据不符' } as const

async function verifyAppraisals(db: Database, county: string, name: string, tell: Tell): Promise<string[]> {
  const { released, altered } = await inCounty(db, county, 'read only', (tx) => alteredAppraisals(tx, county))
  tell(`${name}（${county}）已发布的考核 ${released} 次`)
  return altered.map(
    ({ appraisalId, faults }) =>
      `${name}（${county}）考核 ${appraisalId}：${faults.map((fault) => APPRAISAL_FAULTS[fault]).join('、')}`,
  )
}

async function verifyUploads(db: Database, county: string, home: string, known: Set<string>) {
  const store = new DiskStore(join(home, 'files'))
  const rows = await inCounty(db, county, 'read only', (tx) =>
    tx.selectFrom('file.object').select(['id', 'name', 'sha256', 'size']).where('county_code', '=', county).execute(),
  )
  const faults: string[] = []
  for (const { id, name, sha256, size } of rows) {
    known.add(sha256)
    const bytes = await store.get(sha256).catch(() => null)
    if (bytes === null) faults.push(`附件「${name}」（${id}）的内容不见了`)
    else if (bytes.byteLength !== size || createHash('sha256').update(bytes).digest('hex') !== sha256)
      faults.push(`附件「${name}」（${id}）的内容被改动`)
  }
  return { count: rows.length, faults }
}

async function unusedContents(folder: string, known: ReadonlySet<string>): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  return names.map((name) => name.split(/[\\/]/).at(-1) ?? '').filter((name) => name.length > 2 && !known.has(name))
    .length
}

async function isMigrated(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const found = await client.query(`select from pg_tables where schemaname = 'organization' and tablename = 'county'`)
    return found.rowCount === 1
  } finally {
    await client.end()
  }
}
