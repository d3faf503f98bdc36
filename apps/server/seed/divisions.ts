import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliDecompress } from 'node:zlib'
import type { CountyDivision } from '../src/modules/organization/index.ts'
import { formerNames } from './former-names.ts'

const DATA = join(import.meta.dirname, 'data')
const unpack = promisify(brotliDecompress)

/**
 * A county with its townships and villages from the open division data of all China (statistical codes as of 2023), with
 * former names and outline where we have them; null when there is no such county. Reads one province: tens of milliseconds.
 */
export async function divisionOf(code: string): Promise<CountyDivision | null> {
  const packed = await readFile(join(DATA, 'divisions', `${code.slice(0, 2)}.txt.br`)).catch(missing)
  if (packed === null) return null
  const county = findCounty((await unpack(packed)).toString('utf8'), code)
  if (county === null) return null
  const townships = county.townships.map((township) => ({ ...township, formerNames: formerNames[township.code] ?? [] }))
  return { ...county, townships, outline: await outlineOf(code) }
}

function missing(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
  throw error
}

interface Township {
  readonly code: string
  readonly name: string
  readonly villages: { readonly code: string; readonly name: string }[]
}

/** Lines are `P 50 重庆市`, `S 5002 县`, `C 500233 忠县`, `T 001 忠州街道`, `V 001 …`, each under its parent. */
function findCounty(text: string, code: string): CountyDivision | null {
  const start = text.indexOf(`\nC ${code} `)
  if (start < 0) return null
  const next = text.slice(start + 1).search(/\n[CS] /)
  const own = next < 0 ? text.slice(start + 1) : text.slice(start + 1, start + 1 + next)
  const [head = '', ...lines] = own.split('\n')
  const townships: Township[] = []
  for (const line of lines) {
    const [kind, digits, name] = partsOf(line)
    const township = townships.at(-1)
    if (kind === 'T') townships.push({ code: code + digits, name, villages: [] })
    else township?.villages.push({ code: township.code + digits, name: shortVillageName(name) })
  }
  const name = partsOf(head)[2]
  return { code, name, province: placeAbove(text, start), townships: toldApart(townships, name) }
}

/** Ten places of the country share their name with a neighbour or with their county: the end of the code tells them apart. */
function toldApart(townships: readonly Township[], county: string): Township[] {
  const distinct = <T extends { readonly code: string; readonly name: string }>(
    places: readonly T[],
    taken: string[],
  ) => {
    const seen = new Set(taken)
    return places.map((place) => {
      const name = seen.has(place.name) ? `${place.name}（${place.code.slice(-3)}）` : place.name
      seen.add(place.name)
      return { ...place, name }
    })
  }
  return distinct(townships, [county]).map((township) => ({ ...township, villages: distinct(township.villages, []) }))
}

function partsOf(line: string): [kind: string, digits: string, name: string] {
  const [kind = '', digits = '', ...name] = line.split(' ')
  return [kind, digits, name.join(' ')]
}

/** 重庆市; 贵州省黔南布依族苗族自治州: the headings of the data that are no place («市辖区», «县») are left out. */
function placeAbove(text: string, at: number): string {
  const province = partsOf(text.slice(0, text.indexOf('\n')))[2]
  const cityAt = text.lastIndexOf('\nS ', at)
  const city = partsOf(text.slice(cityAt + 1, text.indexOf('\n', cityAt + 1)))[2]
  const isPlace = city.length > 2 && !['市辖区', '自治区直辖县级行政区划', '省直辖县级行政区划'].includes(city)
  return isPlace ? province + city : province
}

/** What people say: 白桥社区居委会 → 白桥社区, 石桥村村委会 and 石桥村委会 → 石桥村. */
export function shortVillageName(name: string): string {
  return name
    .replace(/^(.+?村)村?(?:委会|民委员会|村民委员会)$/, '$1')
    .replace(/^(.{2,}社区)(?:居委会|居民委员会|社区居委会)$/, '$1')
}

/** GeoJSON geometry in degrees; null for all but 忠县. */
async function outlineOf(code: string): Promise<unknown> {
  const text = await readFile(join(DATA, `outline-${code}.json`), 'utf8').catch(missing)
  return text === null ? null : JSON.parse(text)
}
