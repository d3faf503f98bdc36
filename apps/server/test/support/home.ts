import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pino from 'pino'
import type { App } from '../../src/app.ts'
import { type Config, readConfig } from '../../src/config.ts'
import { recordDelivery } from '../../src/modules/ledger/index.ts'
import { addCounty } from '../../src/modules/organization/index.ts'
import { type Actor, systemActor } from '../../src/platform/actor.ts'
import { execute } from '../../src/platform/command.ts'
import { inCounty } from '../../src/platform/database.ts'
import { openSystem, type System } from '../../src/system.ts'

export const COUNTY = '999901'
export const actor: Actor = systemActor(COUNTY, 'test')

/** A folder that the database's account may enter, also when the tests run as root. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kepu-home-'))
  await chmod(folder, 0o755)
  return folder
}

/** Removes a home and, where its database stands elsewhere, that too. */
export async function removeHome(home: string): Promise<void> {
  const record = await readFile(join(home, 'database.json'), 'utf8').catch(() => null)
  if (record !== null) await rm(dirname(JSON.parse(record).dataDirectory), { recursive: true, force: true })
  await rm(home, { recursive: true, force: true })
}

export function configOf(home: string): Config {
  return { ...readConfig({ KEPU_DEMO: '0', KEPU_WEB: 'none' }, '/'), home }
}

/** Database and application of a home, with one invented county. */
export async function openHome(home: string): Promise<System> {
  const system = await openSystem(configOf(home), pino({ level: 'silent' }), () => {}, { claim: false, work: false })
  await execute(system.app.kernel, addCounty, {
    actor,
    input: {
      code: COUNTY,
      name: '青屏县',
      province: '虚构省',
      townships: [{ code: `${COUNTY}100`, name: '东岭镇', villages: [] }],
    },
    idempotencyKey: null,
  })
  return system
}

export const countyUnit = ({ app }: System): Promise<string> => countyUnitOf(app)

export async function countyUnitOf(app: App): Promise<string> {
  const row = await inCounty(app.kernel.db, COUNTY, 'read only', (tx) =>
    tx.selectFrom('organization.unit').select('id').where('name', '=', '青屏县').executeTakeFirstOrThrow(),
  )
  return row.id
}

/** Records one delivery; answers when it's committed. */
export async function record({ app }: System, unitId: string, title: string): Promise<string> {
  const delivery = await execute(app.kernel, recordDelivery, {
    actor,
    input: {
      occurredOn: '2024-11-20',
      title,
      kind: 'lecture',
      unitId,
      regionCode: COUNTY,
      reach: [{ audience: 'farmers', personTimes: 30, persons: 25 }],
      notDuplicate: true,
    },
    idempotencyKey: title,
  })
  return delivery.id
}

export async function deliveryTitles({ app }: System): Promise<Set<string>> {
  const rows = await inCounty(app.kernel.db, COUNTY, 'read only', (tx) =>
    tx.selectFrom('ledger.delivery').select('title').execute(),
  )
  return new Set(rows.map(({ title }) => title))
}
