import type { App } from '../../src/app.ts'
import { locatePlace } from '../../src/modules/service/index.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { execute } from '../../src/platform/command.ts'
import { inCounty } from '../../src/platform/database.ts'
import { inventor } from './inventor.ts'

type Corner = readonly [number, number]

/** Somewhere in an invented county. */
const NOWHERE: readonly Corner[] = [
  [107.9, 30.1],
  [108.3, 30.1],
  [108.3, 30.4],
  [107.9, 30.4],
]

/** The longest ring of an outline: GeoJSON of an area. */
function ringOf(outline: unknown): readonly Corner[] {
  const rings: Corner[][] = []
  const look = (value: unknown): void => {
    if (!Array.isArray(value)) return
    const [first] = value
    if (Array.isArray(first) && typeof first[0] === 'number') rings.push(value)
    else for (const one of value) look(one)
  }
  if (outline !== null && typeof outline === 'object' && 'coordinates' in outline) look(outline.coordinates)
  return rings.sort((a, b) => b.length - a.length)[0] ?? NOWHERE
}

function inside(ring: readonly Corner[], [x, y]: Corner): boolean {
  let odd = false
  ring.forEach(([ax, ay], i) => {
    const [bx, by] = ring[(i + 1) % ring.length] ?? [ax, ay]
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) odd = !odd
  })
  return odd
}

/**
 * INVENTED positions of the townships, spread over the county's outline: each the candidate that lies farthest from those
 * before it. No village lies there. Left out for what has a position.
 */
export async function locateDemoPlaces({ kernel }: App, county: string): Promise<void> {
  const state = await inCounty(kernel.db, county, 'read only', async (tx) => ({
    outline: (
      await tx.selectFrom('organization.county').select('outline').where('code', '=', county).executeTakeFirst()
    )?.outline,
    townships: await tx
      .selectFrom('organization.region')
      .select('code')
      .where('parent_code', '=', county)
      .where('level', '=', 'township')
      .orderBy('code')
      .execute(),
    known: await tx.selectFrom('service.region_place').select('region_code').execute(),
  }))
  const known = new Set(state.known.map(({ region_code }) => region_code))
  const ring = ringOf(state.outline)
  const next = inventor(county)
  const east = ring.map(([x]) => x)
  const north = ring.map(([, y]) => y)
  const [west, right, south, top] = [Math.min(...east), Math.max(...east), Math.min(...north), Math.max(...north)]
  const taken: Corner[] = []
  const candidate = (): Corner => {
    for (;;) {
      const point: Corner = [west + next() * (right - west), south + next() * (top - south)]
      if (inside(ring, point)) return point
    }
  }
  const distance = ([x, y]: Corner) => Math.min(1, ...taken.map(([a, b]) => Math.hypot(a - x, b - y)))
  const actor = systemActor(county, '演示数据')
  for (const { code } of state.townships) {
    const [longitude, latitude] =
      Array.from({ length: 12 }, candidate).sort((a, b) => distance(b) - distance(a))[0] ?? candidate()
    taken.push([longitude, latitude])
    if (known.has(code)) continue
    const input = { regionCode: code, longitude: round(longitude), latitude: round(latitude), source: '虚构，仅供演示' }
    await execute(kernel, locatePlace, { actor, input, idempotencyKey: null })
  }
}

const round = (degrees: number) => Math.round(degrees * 10_000) / 10_000
