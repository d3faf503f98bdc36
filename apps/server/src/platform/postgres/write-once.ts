import { link, rm, writeFile } from 'node:fs/promises'
import { hasCode } from './errors.ts'

/** Of two programs that start at once, the second finds the first one's whole file. */
export async function writeOnce(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}`
  await writeFile(draft, text, { mode: 0o600 })
  await link(draft, path).catch((error: unknown) => {
    if (!hasCode(error, 'EEXIST')) throw error
  })
  await rm(draft)
}
