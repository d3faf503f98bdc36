import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Where the bytes of uploads lie, by their SHA-256. A disk now; any store of objects fits behind it. */
export interface ContentStore {
  /** Keeps the bytes; returns their SHA-256 in hex. Keeping the same bytes twice keeps them once. */
  put(bytes: Uint8Array): Promise<string>
  get(sha256: string): Promise<Uint8Array>
}

/** Keeps contents in a folder. A file appears whole or not at all: written beside, flushed, then renamed. */
export class DiskStore implements ContentStore {
  readonly #folder: string
  constructor(folder: string) {
    this.#folder = folder
  }

  #pathOf(sha256: string): string {
    return join(this.#folder, sha256.slice(0, 2), sha256)
  }

  async put(bytes: Uint8Array): Promise<string> {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const path = this.#pathOf(sha256)
    if (await exists(path)) return sha256
    await mkdir(dirname(path), { recursive: true })
    const beside = `${path}.${randomUUID()}.part`
    try {
      const file = await open(beside, 'wx', 0o640)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(beside, path)
    } catch (error) {
      await rm(beside, { force: true })
      throw error
    }
    return sha256
  }

  get(sha256: string): Promise<Uint8Array> {
    return readFile(this.#pathOf(sha256))
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
