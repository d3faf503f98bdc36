import { report } from './report.ts'
import { ms, table, time } from './timing.ts'
import { withDemonstration } from './world.ts'

const COUNTY = '500233'

/** What people look at in the demonstration county, through the whole application, from request to JSON or file. */
export async function benchDemonstration(): Promise<void> {
  const rows = await withDemonstration(async ({ app }) => {
    const get = async (path: string) => {
      const response = await app.fetch(new Request(`http://bench/api/v1/counties/${COUNTY}${path}`))
      if (response.status !== 200) throw new Error(`${path}: ${response.status}`)
      return new Uint8Array(await response.arrayBuffer())
    }
    const measured: string[][] = []
    for (const [name, path] of [
      ['plan', '/plans/current'],
      ['matrix of tasks and bodies', '/plans/current/matrix'],
      ['the same as a workbook', '/plans/current/matrix.xlsx'],
      ['trace from text to plan', '/plans/current/trace'],
      ['ledger summary of a year (dashboard)', '/ledger/summary?from=2024-01-01&to=2024-12-31'],
      ['ledger summary of everything', '/ledger/summary'],
    ] as const) {
      const { byteLength } = await get(path)
      const timing = await time(100, () => get(path))
      measured.push([name, `${(byteLength / 1024).toFixed(1)} KB`, ms(timing.p50), ms(timing.p95)])
    }
    return measured
  })
  await report('demonstration', 'Reads of the demonstration county', table(['answer', 'size', 'p50', 'p95'], rows))
}
