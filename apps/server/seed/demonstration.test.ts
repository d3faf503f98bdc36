import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { createApp } from '../src/app.ts'
import { summarize } from '../src/modules/ledger/index.ts'
import { verifyAudit } from '../src/platform/audit.ts'
import { inCounty } from '../src/platform/database.ts'
import { administer, databaseUrl, dropDatabase } from '../test/support/template.ts'
import { loadDemonstration } from './index.ts'

test('loads twice to the same: a start that was killed is finished by the next', async () => {
  const name = `seed_${randomUUID().replaceAll('-', '')}`
  await administer(inject('clusterUrl'), `create database ${name} template ${inject('templateName')}`)
  const home = await mkdtemp(join(tmpdir(), 'kepu-seed-'))
  const app = await createApp({ databaseUrl: databaseUrl(inject('clusterUrl'), name), home, publicUrl: null })
  await app.start(false)
  const total = async (county: string) => {
    const summary = await inCounty(app.kernel.db, county, 'read only', (tx) => summarize(tx, county, {}, new Map()))
    return summary.total
  }
  try {
    const accounts = await loadDemonstration(app, home, () => {})
    const before = await total('500233')
    expect(before.deliveries).toBeGreaterThan(2000)
    expect(before.personTimes).toBeGreaterThan(before.persons)
    expect(await loadDemonstration(app, home, () => {})).toEqual(accounts)
    expect(await total('500233')).toEqual(before)
    expect((await total('999901')).deliveries).toBeGreaterThan(50)
    for (const county of ['500233', '999901']) expect((await verifyAudit(app.kernel.db, county)).faults).toEqual([])
  } finally {
    await app.close()
    await rm(home, { recursive: true, force: true })
    await dropDatabase(inject('clusterUrl'), name)
  }
})
