import { spawn } from 'node:child_process'
import { chmod, chown, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { ask, askUntil, hold, killHolders } from '../../../test/support/held-database.ts'
import { makeFolder, removeHome } from '../../../test/support/home.ts'
import { canEnter } from './account.ts'
import { findBinaries } from './binaries.ts'
import { type EmbeddedDatabase, openEmbedded } from './embedded.ts'
import { isAlive } from './postmaster.ts'

const NOBODY = 65534
const root = process.getuid?.() === 0
/** Whether an ordinary account could run our sources at all: not in a checkout within root's closed folder. */
const open = root && (await canEnter({ name: 'nobody', uid: NOBODY, gid: NOBODY }, import.meta.dirname))
if (root && !open)
  console.warn('THIS CHECKOUT IS CLOSED TO OTHERS: how an ordinary account runs the database is not tested')

let folder: string
let homes = 0
const newHome = () => join(folder, `home-${homes++}`)

beforeAll(async () => {
  folder = await makeFolder()
})
afterEach(killHolders)
afterAll(() => rm(folder, { recursive: true, force: true }))

async function postmasterPid(database: EmbeddedDatabase): Promise<number> {
  return Number((await readFile(join(database.dataDirectory, 'postmaster.pid'), 'utf8')).split('\n')[0])
}

describe('start and stop', () => {
  test('the first start creates, the second finds; stop leaves nothing running', async () => {
    const home = newHome()
    const first = await openEmbedded({ home })
    expect(first.adopted).toBe(false)
    await ask(first.url, 'create table kept as select 42 as answer')
    const pid = await postmasterPid(first)
    await first.stop()
    expect(await isAlive(pid)).toBe(false)
    expect(await readdir(first.dataDirectory)).not.toContain('postmaster.pid')

    const startedAt = performance.now()
    const second = await openEmbedded({ home })
    expect(performance.now() - startedAt).toBeLessThan(5000)
    expect(await ask(second.url, 'select answer from kept')).toEqual([{ answer: 42 }])
    await second.stop()
  })

  test('what keeps data safe is on, the role is no superuser, and only this machine reaches it', async () => {
    const database = await openEmbedded({ home: newHome() })
    const settings = await ask(
      database.url,
      `select name, setting from pg_settings
       where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums', 'listen_addresses') order by name`,
    )
    expect(settings).toEqual([
      { name: 'data_checksums', setting: 'on' },
      { name: 'fsync', setting: 'on' },
      { name: 'full_page_writes', setting: 'on' },
      { name: 'listen_addresses', setting: '127.0.0.1' },
      { name: 'synchronous_commit', setting: 'on' },
    ])
    expect(await ask(database.url, 'select rolsuper, rolbypassrls from pg_roles where rolname = current_user')).toEqual(
      [{ rolsuper: false, rolbypassrls: false }],
    )
    await expect(ask(database.url.replace(/:[^:@]+@/, ':wrong@'), 'select')).rejects.toThrow('password')
    await database.stop()
  })

  test('the password and the data are for their owner alone', async () => {
    const home = newHome()
    const database = await openEmbedded({ home })
    expect((await stat(join(home, 'secrets'))).mode & 0o777).toBe(0o700)
    expect((await stat(join(home, 'secrets', 'database'))).mode & 0o777).toBe(0o600)
    expect((await stat(database.dataDirectory)).mode & 0o777).toBe(0o700)
    await database.stop()
  })
})

describe('several programs', () => {
  test('two that start a new home at once share one server; only one is the Kepu server', async () => {
    const home = newHome()
    const both = await Promise.all([hold(home), hold(home)])
    expect(both[0].url).toBe(both[1].url)
    expect(both.map(({ isServer }) => isServer).sort()).toEqual([false, true])
    await both[0].stop()
    expect(await ask(both[1].url, 'select 1 as one')).toEqual([{ one: 1 }])
    await both[1].stop()
    await expect(ask(both[1].url, 'select')).rejects.toThrow('ECONNREFUSED')
  })

  test('the server claim of a killed program is free again, and its database is found', async () => {
    const home = newHome()
    const first = await hold(home)
    expect(first.isServer).toBe(true)
    first.child.kill('SIGKILL')
    const second = await hold(home)
    expect(second).toMatchObject({ adopted: true, url: first.url })
    expect(await openEmbedded({ home }).then(async (third) => [await third.lockServer(), await third.stop()][0])).toBe(
      false,
    )
    await second.stop()
  })

  test('one that stops while another starts does not take the database away', async () => {
    const home = newHome()
    for (let round = 0; round < 5; round++) {
      const [first] = [await openEmbedded({ home })]
      const [, second] = await Promise.all([first.stop(), sleep(round * 15).then(() => openEmbedded({ home }))])
      expect(await askUntil(second.url, 'select 1 as one')).toEqual([{ one: 1 }])
      await second.stop()
    }
  })
})

describe('after a crash', () => {
  test('a killed server comes back by itself on the same port with all that was committed', async () => {
    const database = await openEmbedded({ home: newHome() })
    await ask(database.url, 'create table kept (n int)')
    for (let round = 1; round <= 3; round++) {
      await ask(database.url, `insert into kept values (${round})`)
      process.kill(await postmasterPid(database), 'SIGKILL')
      await sleep(100)
      expect(await askUntil(database.url, 'select count(*)::int as n from kept')).toEqual([{ n: round }])
    }
    await database.stop()
    await expect(ask(database.url, 'select')).rejects.toThrow('ECONNREFUSED')
  })

  test('a stop in the middle of coming back leaves nothing running', async () => {
    const database = await openEmbedded({ home: newHome() })
    process.kill(await postmasterPid(database), 'SIGKILL')
    await sleep(30)
    await database.stop()
    await sleep(1000)
    await expect(ask(database.url, 'select')).rejects.toThrow('ECONNREFUSED')
  })

  test('program and server killed together: the next start recovers', async () => {
    const home = newHome()
    const held = await hold(home)
    await ask(held.url, 'create table kept as select 42 as answer')
    held.child.kill('SIGKILL')
    process.kill(Number((await readFile(join(home, 'database', 'postmaster.pid'), 'utf8')).split('\n')[0]), 'SIGKILL')
    const next = await openEmbedded({ home })
    expect(await ask(next.url, 'select answer from kept')).toEqual([{ answer: 42 }])
    await next.stop()
  })

  test('a pid file whose number now belongs to another program does not hinder', async () => {
    const home = newHome()
    const first = await openEmbedded({ home })
    const file = join(first.dataDirectory, 'postmaster.pid')
    const text = await readFile(file, 'utf8')
    const owner = await stat(file)
    await first.stop()
    await writeFile(file, text.replace(/^\d+/, String(process.pid)), { mode: 0o600 })
    await chown(file, owner.uid, owner.gid)

    const second = await openEmbedded({ home })
    expect(second.adopted).toBe(false)
    await second.stop()
  })

  test.runIf(process.platform === 'linux')('a dead server that its parent never asks for does not hinder', async () => {
    const home = newHome()
    const first = await openEmbedded({ home })
    const file = join(first.dataDirectory, 'postmaster.pid')
    const text = await readFile(file, 'utf8')
    const owner = await stat(file)
    await first.stop()
    // The shell becomes `sleep` and never asks for its dead child.
    const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 30'], { stdio: ['ignore', 'pipe', 'ignore'] })
    const pid = await new Promise<string>((resolve) => parent.stdout.on('data', (part) => resolve(String(part).trim())))
    await sleep(200)
    expect(await isAlive(Number(pid))).toBe(false)
    await writeFile(file, text.replace(/^\d+/, pid), { mode: 0o600 })
    await chown(file, owner.uid, owner.gid)

    const second = await openEmbedded({ home })
    expect(second.adopted).toBe(false)
    await second.stop()
    parent.kill()
  })

  test('a creation that was cut off is begun anew', async () => {
    const home = newHome()
    await mkdir(join(home, 'database.new-1', 'base'), { recursive: true })
    const database = await openEmbedded({ home })
    expect(await ask(database.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await database.stop()
  })
})

describe('accounts', () => {
  test.runIf(open)('an ordinary account has a database of its own; root may go on with it', async () => {
    const home = newHome()
    await mkdir(home)
    await chown(home, NOBODY, NOBODY)
    const held = await hold(home, { uid: NOBODY })
    await ask(held.url, 'create table kept as select 42 as answer')
    await held.stop()
    expect((await stat(join(home, 'database'))).uid).toBe(NOBODY)

    const asRoot = await openEmbedded({ home })
    expect(await ask(asRoot.url, 'select answer from kept')).toEqual([{ answer: 42 }])
    await asRoot.stop()
    await (await hold(home, { uid: NOBODY })).stop()
  })

  test.runIf(open)('an ordinary account is told that a home is root’s', async () => {
    const home = newHome()
    await (await openEmbedded({ home })).stop()
    await expect(hold(home, { uid: NOBODY })).rejects.toThrow('无权读写')
  })

  test.runIf(root)(
    'in a closed folder the data stands where the database’s account can go, also for two at once',
    async () => {
      const closed = newHome()
      await mkdir(closed)
      await chmod(closed, 0o700)
      const home = join(closed, 'home')
      const both = await Promise.all([hold(home), hold(home)])
      expect(both[0].url).toBe(both[1].url)
      await ask(both[0].url, 'create table kept as select 42 as answer')
      await Promise.all(both.map((held) => held.stop()))
      const again = await openEmbedded({ home })
      expect(await ask(again.url, 'select answer from kept')).toEqual([{ answer: 42 }])
      expect(again.dataDirectory.startsWith(closed)).toBe(false)
      await again.stop()
      await removeHome(home)
    },
  )
})

describe('what cannot run says so', () => {
  test('a machine for which npm has no PostgreSQL', async () => {
    const arch = vi.spyOn(process, 'arch', 'get').mockReturnValue('mips')
    await expect(findBinaries()).rejects.toThrow('DATABASE_URL')
    arch.mockRestore()
  })

  test('data of another major version', async () => {
    const home = newHome()
    const database = await openEmbedded({ home })
    await database.stop()
    await writeFile(join(database.dataDirectory, 'PG_VERSION'), '17\n')
    await expect(openEmbedded({ home })).rejects.toThrow('PostgreSQL 17')
  })

  test('data that no server starts on ends with the server’s last words', async () => {
    const home = newHome()
    const database = await openEmbedded({ home })
    await database.stop()
    await rm(join(database.dataDirectory, 'global', 'pg_control'))
    await expect(openEmbedded({ home })).rejects.toThrow('pg_control')
  })
})
