import pg from 'pg'
import { sweepCounties } from '../src/modules/plan/index.ts'
import type { Kernel } from '../src/platform/kernel.ts'
import { report } from './report.ts'
import { copyTable, countyCode, DELIVERIES_PER_COUNTY, generateCounties } from './scale/generate.ts'
import { ms, summary, table } from './timing.ts'
import { withDemonstration } from './world.ts'

/** 1,000 counties with their ledgers need 25 GB and half an hour to make. */
const COUNTIES = Number(process.env['KEPU_BENCH_COUNTIES'] ?? 100)
/** The day of the demonstration, when its lights have been written down. */
const TODAY = Date.parse('2024-11-20T01:30:00Z')
const DAY_MS = 86_400_000

const YEAR_TABLES = ['year_plan', 'annual_task', 'annual_duty', 'annual_node', 'node_completion', 'year_receipt'].map(
  (name) => `plan.${name}`,
)

/** The nightly sweep of lights over many counties, one transaction each; every county has the model's years and a ledger of its own. */
export async function benchLights(): Promise<void> {
  const nights = await withDemonstration(async ({ app, embedded }) => {
    if (!embedded) throw new Error('the bench of lights makes a database of its own')
    const client = new pg.Client({ connectionString: embedded.adminUrl.replace(/postgres$/, 'kepu') })
    await client.connect()
    for (let made = 0; made < COUNTIES; made += 10) {
      const range = [made + 1, Math.min(made + 10, COUNTIES)] as const
      await generateCounties(client, ...range)
      for (const name of YEAR_TABLES) await copyTable(client, name, range)
    }
    await client.query('vacuum analyze')
    const lights = await client.query<{ n: string }>(
      `select count(*) / ${COUNTIES} as n from plan.annual_node where county_code like '7%'`,
    )
    await client.end()
    const measured = []
    for (const night of [0, 1, 2]) measured.push(await sweep(app.kernel, night))
    return { measured, nodes: Number(lights.rows[0]?.n) }
  })
  await report('lights', 'Nightly sweep of lights', textOf(nights.measured, nights.nodes))
}

interface Night {
  readonly seconds: number
  readonly changes: number
  readonly durations: readonly number[]
}

async function sweep(kernel: Kernel, night: number): Promise<Night> {
  const then: Kernel = { ...kernel, countyNow: async () => new Date(TODAY + night * DAY_MS) }
  const durations: number[] = []
  let changes = 0
  const startedAt = performance.now()
  for (let n = 1; n <= COUNTIES; n++) {
    const before = performance.now()
    const [swept] = await sweepCounties(then, [countyCode(n)])
    if (swept?.changes == null) throw new Error(`county ${n} was not swept`)
    changes += swept.changes
    durations.push(performance.now() - before)
  }
  return { seconds: (performance.now() - startedAt) / 1000, changes, durations }
}

const NAMES = ['first night: three years written down', 'second night', 'third night']

function textOf(nights: readonly Night[], nodes: number): string {
  const rows = nights.map(({ seconds, changes, durations }, i) => {
    const { p50, p95 } = summary(durations)
    return [NAMES[i] ?? '', ms(p50), ms(p95), `${seconds.toFixed(1)} s`, changes.toLocaleString('en')]
  })
  const heading = ['sweep', 'a county, p50', 'p95', `${COUNTIES} counties`, 'changes written']
  return `${COUNTIES} counties in one database, each with ${nodes} nodes in its years, ${DELIVERIES_PER_COUNTY.toLocaleString('en')} deliveries of five years; one transaction a
county with its audit entry, one county after the other; fsync on.\n\n${table(heading, rows)}`
}
