import { Worker } from 'node:worker_threads'
import { type Audience, audiences } from '@kepu/contract'
import type { LedgerRefusal } from '@kepu/contract/ledger'
import { Refused } from '../../../platform/problem.ts'
import { type Column, columns, reachHeadings } from './columns.ts'

export const MAX_ROWS = 5_000

/** A row as it stands in the workbook: text only, nothing understood yet. */
export interface RawRow {
  /** Row number in the workbook, from 1. */
  readonly row: number
  readonly cells: Readonly<Partial<Record<Column, string>>>
  readonly reach: readonly { audience: Audience; personTimes: string; persons: string }[]
}

/** First sheet of a workbook as text. */
export type Grid = readonly (readonly string[])[]

function refused(why: Extract<LedgerRefusal, { code: 'ledger.import.unreadable' }>['why']): never {
  const reason: LedgerRefusal = { code: 'ledger.import.unreadable', why }
  throw new Refused(reason)
}

const SECONDS = 10
const MEGABYTES = 512

/**
 * Reads the first sheet in a thread of its own with bounded time and memory: a hostile workbook ends the thread, not the
 * server.
 *
 * @throws Refused ledger.import.unreadable
 */
export async function readGrid(bytes: Uint8Array): Promise<Grid> {
  const worker = new Worker(new URL('./grid-worker.ts', import.meta.url), {
    workerData: { bytes, maxRows: MAX_ROWS + 20 },
    resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
    stderr: true,
  })
  const timer = setTimeout(() => void worker.terminate(), SECONDS * 1000)
  try {
    const answer = await new Promise<{ grid: Grid } | { why: 'damaged' | 'noSheet' | 'tooManyRows' | 'protected' }>(
      (resolve) => {
        worker.once('message', resolve)
        worker.once('error', () => resolve({ why: 'damaged' }))
        worker.once('exit', () => resolve({ why: 'damaged' }))
      },
    )
    if ('why' in answer) refused(answer.why)
    return answer.grid
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}

/** Finds the heading row among the first ten and reads what stands below it; empty rows and examples are passed over. */
export function rowsOf(grid: Grid): RawRow[] {
  const at = grid
    .slice(0, 10)
    .findIndex((cells) => indexOf(cells, columns.title) >= 0 && indexOf(cells, columns.occurredOn) >= 0)
  const heading = grid[at]
  if (heading === undefined) refused('noHeader')
  const places = Object.entries(columns).map(([column, names]) => [column as Column, indexOf(heading, names)] as const)
  const groups = audiences.map((audience) => {
    const names = reachHeadings(audience)
    return { audience, personTimes: indexOf(heading, [names.personTimes]), persons: indexOf(heading, [names.persons]) }
  })

  const rows: RawRow[] = []
  for (const [offset, line] of grid.slice(at + 1).entries()) {
    const cell = (place: number) => (place < 0 ? '' : (line[place] ?? '').trim())
    const cells = Object.fromEntries(
      places.map(([column, place]) => [column, cell(place)] as const).filter(([, text]) => text !== ''),
    )
    if (Object.keys(cells).length === 0) continue
    const reach = groups
      .map(({ audience, personTimes, persons }) => ({
        audience,
        personTimes: cell(personTimes),
        persons: cell(persons),
      }))
      .filter(({ personTimes, persons }) => personTimes !== '' || persons !== '')
    rows.push({ row: at + offset + 2, cells, reach })
  }
  if (rows.length > MAX_ROWS) refused('tooManyRows')
  return rows
}

function indexOf(cells: readonly string[], names: readonly string[]): number {
  const plain = cells.map((cell) => cell.normalize('NFKC').replaceAll(/\s/g, ''))
  for (const name of names) {
    const place = plain.indexOf(name.normalize('NFKC'))
    if (place >= 0) return place
  }
  return -1
}
