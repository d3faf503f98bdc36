import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { extract, type Pack, pack } from 'tar-stream'
import { z } from 'zod'

/** What a backup file says about itself, in its first entry. */
export const Head = z.object({
  format: z.literal(1),
  createdAt: z.iso.datetime(),
  /** Version of PostgreSQL whose files these are: the restored database runs on the same major version. */
  postgres: z.string(),
  platform: z.string(),
})
export type Head = z.infer<typeof Head>

const Manifest = z.array(z.object({ name: z.string(), size: z.number(), sha256: z.string() }))
type Manifest = z.infer<typeof Manifest>

const HEAD = 'kepu-backup.json'
const MANIFEST = 'manifest.json'
/** No empty part, no `..`, nothing that a file system could take for a path of its own. */
const SAFE_NAME = /^(?!\.)[\w.-]+(\/(?!\.)[\w.-]+)*$/
const BLOCK = 1024 * 1024

/** The file is cut short, altered, or no backup at all. */
export class BackupDamaged extends Error {
  constructor(file: string, why: string) {
    super(`备份文件 ${file} 已损坏或不完整：${why}`)
    this.name = 'BackupDamaged'
  }
}

/**
 * Writes one backup file: gzip of a tar that any system can open. First what it is, then the contents, last the SHA-256 of
 * each: a file that was cut short has no manifest. It stands under its name only when it's whole and flushed.
 */
export class BackupWriter {
  readonly #file: string
  readonly #beside: string
  readonly #pack: Pack = pack()
  readonly #written: Promise<void>
  readonly #manifest: Manifest = []
  bytes = 0

  constructor(file: string) {
    this.#file = file
    this.#beside = `${file}.${process.pid}.part`
    const output = createWriteStream(this.#beside, { flags: 'wx', mode: 0o600 })
    this.#written = pipeline(this.#pack, createGzip({ level: 1 }), output)
    // Whoever writes meets the failure at the next entry; until then nobody waits for it.
    this.#written.catch(() => {})
  }

  get files(): number {
    return this.#manifest.length
  }

  head(head: Head): Promise<void> {
    return this.addBytes(HEAD, Buffer.from(`${JSON.stringify(head, null, 2)}\n`))
  }

  addBytes(name: string, bytes: Uint8Array): Promise<void> {
    return this.#add(name, bytes.byteLength, async function* () {
      yield bytes
    })
  }

  /**
   * A file that may grow or shrink meanwhile: as long as it was at first sight, filled up with zeros, which is what
   * PostgreSQL's own backup does; its log then says what belongs there.
   *
   * @returns false when the file is gone
   */
  async addFile(name: string, path: string): Promise<boolean> {
    const file = await open(path).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
      throw error
    })
    if (file === null) return false
    try {
      const { size } = await file.stat()
      await this.#add(name, size, async function* () {
        for (let at = 0; at < size; ) {
          const block = Buffer.alloc(Math.min(BLOCK, size - at))
          const { bytesRead } = await file.read(block, 0, block.length, at)
          yield bytesRead > 0 ? block.subarray(0, bytesRead) : block
          at += bytesRead > 0 ? bytesRead : block.length
        }
      })
      return true
    } finally {
      await file.close()
    }
  }

  /** Writes the manifest and flushes; only now the file appears under its name. */
  async finish(): Promise<void> {
    await this.addBytes(MANIFEST, Buffer.from(JSON.stringify(this.#manifest)))
    this.#pack.finalize()
    await this.#written
    await flush(this.#beside)
    await rename(this.#beside, this.#file)
  }

  /** After a failure: leaves nothing behind. */
  async abandon(): Promise<void> {
    this.#pack.destroy()
    await this.#written.catch(() => {})
    await rm(this.#beside, { force: true })
  }

  async #add(name: string, size: number, content: () => AsyncIterable<Uint8Array>): Promise<void> {
    const hash = createHash('sha256')
    const entry = this.#pack.entry({ name, size, mode: 0o600, mtime: new Date(0) })
    const ended = once(entry, 'close')
    for await (const block of content()) {
      hash.update(block)
      if (!entry.write(block)) await Promise.race([once(entry, 'drain'), this.#failure()])
    }
    entry.end(null)
    await Promise.race([ended, this.#failure()])
    this.bytes += size
    this.#manifest.push({ name, size, sha256: hash.digest('hex') })
  }

  /** Never answers; fails when the file can't be written. */
  async #failure(): Promise<never> {
    await this.#written
    throw new Error('the backup file ended early')
  }
}

export interface BackupEntry {
  readonly name: string
  readonly size: number
}

/**
 * Reads a backup file from beginning to end and holds each entry against the manifest.
 *
 * @param take  what to do with an entry; has to read `content` to its end
 * @throws BackupDamaged
 */
export async function readBackup(
  file: string,
  take: (entry: BackupEntry, content: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<{ head: Head; files: number; bytes: number }> {
  const found: Manifest = []
  let head: Head | null = null
  let manifest: Manifest | null = null
  const reader = extract({})
  const read = pipeline(createReadStream(file), createGunzip(), reader)
  read.catch(() => {})
  try {
    for await (const entry of reader) {
      const { name, type, size = 0 } = entry.header
      if (type !== 'file' || !SAFE_NAME.test(name)) throw new BackupDamaged(file, `不认识的内容 ${name}`)
      const hash = createHash('sha256')
      if (manifest !== null) throw new BackupDamaged(file, '清单之后还有内容')
      if (name === MANIFEST) manifest = Manifest.parse(JSON.parse(await textOf(hashed(entry, hash))))
      else if (name === HEAD) head = Head.parse(JSON.parse(await textOf(hashed(entry, hash))))
      else if (head === null) throw new BackupDamaged(file, '不是 Kepu 的备份')
      else await take({ name, size }, hashed(entry, hash))
      if (manifest === null) found.push({ name, size, sha256: hash.digest('hex') })
    }
    await read
  } catch (error) {
    await read.catch(() => {})
    throw explained(file, error)
  }
  if (head === null || manifest === null) throw new BackupDamaged(file, '没有读到末尾的清单')
  compare(file, manifest, found)
  return { head, files: found.length, bytes: found.reduce((sum, { size }) => sum + size, 0) }
}

/** Reads all of it and keeps nothing. */
export function verifyBackup(file: string) {
  return readBackup(file, async (_entry, content) => {
    for await (const _block of content);
  })
}

function compare(file: string, manifest: Manifest, found: Manifest): void {
  if (manifest.length !== found.length)
    throw new BackupDamaged(file, `清单有 ${manifest.length} 项，文件有 ${found.length} 项`)
  for (const [i, { name, size, sha256 }] of manifest.entries()) {
    const other = found[i]
    if (other?.name !== name || other.size !== size || other.sha256 !== sha256)
      throw new BackupDamaged(file, `${name} 与清单不符`)
  }
}

/** What gzip, tar, JSON and zod throw at a file that isn't what it should be; a missing file or a full disk stays what it is. */
function explained(file: string, error: unknown): unknown {
  if (error instanceof BackupDamaged || !(error instanceof Error)) return error
  const code = 'code' in error ? String(error.code) : ''
  if (/^(E[A-Z]+)$/.test(code)) return error
  return new BackupDamaged(file, error instanceof z.ZodError ? z.prettifyError(error) : error.message)
}

async function* hashed(content: AsyncIterable<unknown>, hash: ReturnType<typeof createHash>) {
  for await (const block of content) {
    if (!(block instanceof Uint8Array)) throw new Error('tar gave no bytes')
    hash.update(block)
    yield block
  }
}

async function textOf(content: AsyncIterable<Uint8Array>): Promise<string> {
  const blocks: Uint8Array[] = []
  for await (const block of content) blocks.push(block)
  return Buffer.concat(blocks).toString('utf8')
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
