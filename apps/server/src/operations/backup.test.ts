import { mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actor, countyUnit, deliveryTitles, makeFolder, openHome, record, removeHome } from '../../test/support/home.ts'
import { inCounty } from '../platform/database.ts'
import { openEmbedded, RESTORING } from '../platform/postgres/index.ts'
import type { System } from '../system.ts'
import { BackupDamaged, verifyBackup } from './archive.ts'
import { backup } from './backup.ts'
import { restore } from './restore.ts'
import { verify } from './verify.ts'

const quiet = () => {}
let folder: string
let home: string
let system: System
let file: string

beforeAll(async () => {
  folder = await makeFolder()
  home = join(folder, 'home')
  file = join(folder, 'kepu.backup')
  system = await openHome(home)
  await upload(system, '县科协活动照片', Buffer.from('not really a photograph'))
})

afterAll(async () => {
  await system.close()
  await rm(folder, { recursive: true, force: true })
})

async function upload({ app }: System, name: string, bytes: Uint8Array): Promise<void> {
  const sha256 = await app.contents.put(bytes)
  await inCounty(app.kernel.db, actor.county, 'read write', (tx) =>
    tx
      .insertInto('file.object')
      .values({
        county_code: actor.county,
        id: app.kernel.newId(),
        name,
        media_type: 'text/plain',
        size: bytes.byteLength,
        sha256,
        used_by: 'test',
        created_by: actor.id,
        created_at: new Date(),
      })
      .execute(),
  )
}

/** Several people who record without pause; `acknowledged` holds what they were told is done. */
function writers(count: number, unitId: string) {
  const acknowledged: string[] = []
  let going = true
  const people = Array.from({ length: count }, async (_, person) => {
    for (let i = 0; going; i++) {
      const title = `讲座 ${person}-${i}`
      await record(system, unitId, title)
      acknowledged.push(title)
    }
  })
  return {
    acknowledged,
    async stop() {
      going = false
      await Promise.all(people)
    },
  }
}

describe('the restore drill', () => {
  test('a backup taken under load holds every write acknowledged before it began, and verifies', async () => {
    const load = writers(4, await countyUnit(system))
    while (load.acknowledged.length < 100) await new Promise((resolve) => setTimeout(resolve, 20))
    const before = [...load.acknowledged]
    await backup(home, file, quiet)
    await load.stop()
    expect(load.acknowledged.length).toBeGreaterThan(before.length)

    const other = join(folder, 'restored')
    await restore(file, other, quiet)
    const restored = await openHome(other)
    const titles = await deliveryTitles(restored)
    await restored.close()

    expect(before.filter((title) => !titles.has(title))).toEqual([])
    expect(await verify({ home: other, databaseUrl: null }, quiet)).toEqual([])
    expect(await readFile(join(other, 'secrets', 'auth'), 'utf8')).toBe(
      await readFile(join(home, 'secrets', 'auth'), 'utf8'),
    )
    await rm(other, { recursive: true })
  })

  test('a backup of a home that does not run starts the database and stops it again', async () => {
    const other = join(folder, 'asleep')
    await restore(file, other, quiet)
    const again = join(folder, 'again.backup')
    await backup(other, again, quiet)
    expect((await verifyBackup(again)).head.format).toBe(1)
    expect(await readdir(join(other, 'database'))).not.toContain('postmaster.pid')
    await rm(other, { recursive: true })
  })
})

describe('a backup file', () => {
  test('is for its owner alone and appears only when whole', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  test('never replaces another file, and a failure leaves nothing', async () => {
    await expect(backup(home, file, quiet)).rejects.toThrow('文件已存在')
    await expect(backup(home, join(folder, 'nowhere', 'x'), quiet)).rejects.toThrow('文件夹不存在')
  })

  test('that was cut anywhere is refused before anything is touched', async () => {
    const { size } = await stat(file)
    const bytes = await readFile(file)
    const cut = join(folder, 'cut.backup')
    for (const length of [0, 1, 100, Math.floor(size / 2), size - 9, size - 1]) {
      await writeFile(cut, bytes)
      await truncate(cut, length)
      const target = join(folder, 'untouched')
      await expect(restore(cut, target, quiet)).rejects.toThrow(BackupDamaged)
      await expect(stat(target)).rejects.toThrow('ENOENT')
    }
  })

  test('with one bit turned anywhere is refused', async () => {
    const bytes = await readFile(file)
    const turned = join(folder, 'turned.backup')
    for (let i = 1; i <= 8; i++) {
      const copy = Buffer.from(bytes)
      const at = Math.floor((copy.length * i) / 9)
      copy[at] = (copy[at] ?? 0) ^ 1
      await writeFile(turned, copy)
      await expect(verifyBackup(turned), `byte ${at}`).rejects.toThrow(BackupDamaged)
    }
  })

  test('that is something else is refused', async () => {
    const other = join(folder, 'other.txt')
    await writeFile(other, '这不是备份')
    await expect(restore(other, join(folder, 'untouched'), quiet)).rejects.toThrow(BackupDamaged)
    await expect(restore(join(folder, 'missing'), join(folder, 'untouched'), quiet)).rejects.toThrow('ENOENT')
  })
})

describe('restore', () => {
  test('refuses a home that holds anything', async () => {
    await expect(restore(file, home, quiet)).rejects.toThrow('已有数据')
    const other = join(folder, 'uploads-only')
    await mkdir(join(other, 'files', 'ab'), { recursive: true })
    await expect(restore(file, other, quiet)).rejects.toThrow('已有数据')
  })

  test('that was cut off keeps Kepu from starting, and can be repeated', async () => {
    const other = join(folder, 'cut-off')
    await mkdir(join(other, 'database.restored', 'base'), { recursive: true })
    await mkdir(join(other, 'secrets'), { recursive: true })
    await writeFile(join(other, 'secrets', 'database'), 'of the unfinished restore')
    await writeFile(join(other, RESTORING), '999999999\n')
    await expect(openEmbedded({ home: other })).rejects.toThrow('恢复')

    await restore(file, other, quiet)
    expect(await verify({ home: other, databaseUrl: null }, quiet)).toEqual([])
    await rm(other, { recursive: true })
  })

  test.runIf(process.getuid?.() === 0)('into a home closed to other accounts puts the database elsewhere', async () => {
    const closed = join(folder, 'closed')
    await mkdir(closed, { mode: 0o700 })
    const other = join(closed, 'home')
    await restore(file, other, quiet)
    expect(await verify({ home: other, databaseUrl: null }, quiet)).toEqual([])
    expect(await readdir(other)).not.toContain('database')
    await removeHome(other)
  })
})
