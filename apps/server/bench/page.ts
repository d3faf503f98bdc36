import { rm } from 'node:fs/promises'
import { get } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { makeFolder } from '../test/support/home.ts'
import { startProgram } from './program.ts'
import { report } from './report.ts'
import { ms, summary, type Timing, table } from './timing.ts'

const TIMES = 100
const PAGES = [
  ['front page of the county', '/500233'],
  ['plan', '/500233/plan'],
  ['matrix', '/500233/plan/matrix'],
  ['figures', '/500233/figures'],
] as const

interface Fetched {
  readonly body: Buffer
  readonly compressed: number
  /** Milliseconds until the first byte of the answer. */
  readonly firstByte: number
}

/** The public pages of the demonstration county as a phone gets them, over HTTP with gzip. */
export async function benchPage(): Promise<void> {
  const home = await makeFolder()
  const program = await startProgram(home, true)
  const rows: string[][] = []
  try {
    for (const [name, path] of PAGES) rows.push(await measure(program.url, name, path))
  } finally {
    await program.stop()
    await rm(home, { recursive: true, force: true })
  }
  const heading = ['page', 'HTML', 'with styles and pictures', 'scripts', 'first byte p50', 'p95']
  await report('page', 'Public pages', `Compressed sizes, first visit.\n\n${table(heading, rows)}`)
}

async function measure(url: string, name: string, path: string): Promise<string[]> {
  const page = await load(url + path)
  const html = page.body.toString('utf8')
  const linked = [...html.matchAll(/<(?:link[^>]+href|img[^>]+src)="(\/[^"]+\.(?:css|svg|png|webp|ico|woff2))"/g)]
  let weight = page.compressed
  for (const asset of new Set(linked.map((match) => match[1]))) weight += (await load(url + asset)).compressed
  const scripts = [...html.matchAll(/<script\b/g)].length
  const firstBytes: number[] = []
  for (let i = 0; i < TIMES; i++) firstBytes.push((await load(url + path)).firstByte)
  const timing: Timing = summary(firstBytes)
  return [name, kilobytes(page.compressed), kilobytes(weight), String(scripts), ms(timing.p50), ms(timing.p95)]
}

function load(url: string): Promise<Fetched> {
  const startedAt = performance.now()
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'gzip' } }, (response) => {
      const firstByte = performance.now() - startedAt
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => {
        const bytes = Buffer.concat(parts)
        if (response.statusCode !== 200) return reject(new Error(`${url}: ${response.statusCode}`))
        const body = response.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes
        resolve({ body, compressed: bytes.length, firstByte })
      })
    }).on('error', reject)
  })
}

const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`
