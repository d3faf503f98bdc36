import { Worker } from 'node:worker_threads'
import type { FileRefusal } from '@kepu/contract/file'
import { Refused } from '../../../platform/problem.ts'
import type { Grid, Unreadable } from './grid.ts'
import { readSeparated } from './separated.ts'

const SECONDS = 10
const MEGABYTES = 512

/**
 * Reads the first sheet of an Excel workbook, or a file of separated values in UTF-8 or GB18030, by the ending of its name.
 * A workbook is read in a thread of its own with bounded time and memory: a hostile one ends the thread, not the server.
 *
 * @throws Refused file.table.unreadable
 */
export async function readTable(file: { name: string; bytes: Uint8Array }, maxRows: number): Promise<Grid> {
  const answer = /\.(csv|txt|tsv)$/i.test(file.name)
    ? readSeparated(file.bytes, maxRows)
    : await readWorkbook(file.bytes, maxRows)
  if ('grid' in answer) return answer.grid
  const reason: FileRefusal = { code: 'file.table.unreadable', why: answer.why, maxRows }
  throw new Refused(reason)
}

type Answer = { grid: Grid } | { why: Unreadable }

async function readWorkbook(bytes: Uint8Array, maxRows: number): Promise<Answer> {
  const worker = new Worker(new URL('./workbook-worker.ts', import.meta.url), {
    workerData: { bytes, maxRows },
    resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
    stderr: true,
  })
  const timer = setTimeout(() => void worker.terminate(), SECONDS * 1000)
  try {
    return await new Promise<Answer>((resolve) => {
      worker.once('message', resolve)
      worker.once('error', () => resolve({ why: 'damaged' }))
      worker.once('exit', () => resolve({ why: 'damaged' }))
    })
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}

/** Place of the first of these headings in a row, whatever its spaces and the width of its characters; −1 when none is there. */
export function columnOf(cells: readonly string[], names: readonly string[]): number {
  const plain = cells.map((cell) => cell.normalize('NFKC').replaceAll(/\s/g, ''))
  for (const name of names) {
    const place = plain.indexOf(name.normalize('NFKC').replaceAll(/\s/g, ''))
    if (place >= 0) return place
  }
  return -1
}
