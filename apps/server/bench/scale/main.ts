import pg from 'pg'
import { report } from '../report.ts'
import { ms, type Timing, table } from '../timing.ts'
import { withDemonstration } from '../world.ts'
import { DELIVERIES_PER_COUNTY, generateCounties } from './generate.ts'
import { measure } from './measure.ts'

/** Counties in one database; each has 20,000 deliveries. 1,000 of them need 25 GB of disk and half an hour. */
const STEPS = (process.env['KEPU_BENCH_COUNTIES'] ?? '50,250,1000').split(',').map(Number)

interface Step {
  readonly counties: number
  readonly gigabytes: number
  readonly timings: ReadonlyMap<string, Timing>
}

/** How the reads of one county grow with the number of other counties in the same database. */
export async function benchScale(): Promise<void> {
  const steps = await withDemonstration(async ({ app, embedded }) => {
    if (!embedded) throw new Error('the scale bench makes a database of its own')
    const client = new pg.Client({ connectionString: embedded.adminUrl.replace(/postgres$/, 'kepu') })
    await client.connect()
    const done: Step[] = []
    let made = 0
    for (const counties of STEPS) {
      for (; made < counties; made += Math.min(10, counties - made)) {
        const to = Math.min(made + 10, counties)
        await generateCounties(client, made + 1, to)
        console.log(`${to} counties, ${((to * DELIVERIES_PER_COUNTY) / 1e6).toFixed(1)} M deliveries`)
      }
      await client.query('vacuum analyze')
      const { rows } = await client.query<{ bytes: string }>('select pg_database_size(current_database()) as bytes')
      done.push({
        counties,
        gigabytes: Number(rows[0]?.bytes) / 2 ** 30,
        timings: await measure(app, counties),
      })
    }
    await client.end()
    return done
  })
  await report('scale', 'A province in one database', textOf(steps))
}

function textOf(steps: readonly Step[]): string {
  const [first, last] = [steps[0], steps.at(-1)]
  if (!first || !last) return ''
  const heading = steps.map(({ counties }) => `${((counties * DELIVERIES_PER_COUNTY) / 1e6).toFixed(0)} M`)
  const rows = [...last.timings.keys()].map((name) => [
    name,
    ...steps.map(({ timings }) => {
      const timing = timings.get(name)
      return timing ? `${ms(timing.p50)} / ${ms(timing.p95)}` : ''
    }),
  ])
  return `Every county has ${DELIVERIES_PER_COUNTY.toLocaleString('en')} deliveries of five years, 29 townships, its units and a plan; the embedded PostgreSQL
with its ordinary settings. Steps: ${steps.map(({ counties, gigabytes }) => `${counties} counties (${gigabytes.toFixed(1)} GB)`).join(', ')}.
Each call takes a county at random; through the whole application, from request to JSON. p50 / p95:

${table(['deliveries in the database', ...heading], rows)}
`
}
