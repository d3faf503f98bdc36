import type { App } from '../../src/app.ts'
import { listDeliveries } from '../../src/modules/ledger/queries.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { answer } from '../../src/platform/query.ts'
import { type Timing, time } from '../timing.ts'
import { countyCode } from './generate.ts'

const TIMES = 200

/** What people look at, in counties chosen at random: mostly not the one just seen, so the cache is what a province has. */
export async function measure(app: App, counties: number): Promise<Map<string, Timing>> {
  const random = generator(counties)
  const county = () => countyCode(1 + Math.floor(random() * counties))
  const get = async (path: string) => {
    const response = await app.fetch(new Request(`http://bench/api/v1/counties/${county()}${path}`))
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response.text()
  }
  const list = (input: object) => {
    const code = county()
    return answer(app.kernel, listDeliveries, { actor: systemActor(code, 'bench'), county: code, input })
  }
  const year = 'from=2024-01-01&to=2024-12-31'
  const cases: [string, () => Promise<unknown>][] = [
    ['ledger summary of a year', () => get(`/ledger/summary?${year}`)],
    ['ledger summary of five years', () => get('/ledger/summary')],
    ['ledger summary of a year, one kind', () => get(`/ledger/summary?${year}&kind=lecture`)],
    ['ledger, first page', () => list({})],
    ['ledger, first page of one kind', () => list({ kind: 'lecture' })],
    ['ledger, search of a word', () => list({ text: '急救' })],
    ['plan', () => get('/plans/current')],
    ['matrix of tasks and bodies', () => get('/plans/current/matrix')],
  ]
  const measured = new Map<string, Timing>()
  for (const [name, run] of cases) measured.set(name, await time(TIMES, run))
  return measured
}

function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
}
