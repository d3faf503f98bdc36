import { z } from 'zod'

const Ring = z.array(z.tuple([z.number(), z.number()]).rest(z.number()))
/** GeoJSON of an area, WGS 84. */
export const Outline = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(Ring) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(Ring)) }),
])
export type Outline = z.infer<typeof Outline>

export type Position = readonly [longitude: number, latitude: number]

/** A drawing of an area on a sheet so wide: the size of the sheet, the area's path, and where a point falls. */
export interface Sheet {
  readonly width: number
  readonly height: number
  readonly path: string
  place(position: Position): readonly [x: number, y: number]
}

const MARGIN = 34

/** Fits the outline, or without one the points, on a sheet; a degree of longitude as long as it is in the middle. */
export function sheetOf(outline: Outline | null, points: readonly Position[], width = 640): Sheet | null {
  const rings = outline === null ? [] : outline.type === 'Polygon' ? outline.coordinates : outline.coordinates.flat()
  const all = [...rings.flat(), ...points]
  if (all.length === 0) return null
  const [west, east] = range(all.map(([longitude]) => longitude))
  const [south, north] = range(all.map(([, latitude = 0]) => latitude))
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = (width - 2 * MARGIN) / Math.max(1e-6, (east - west) * shrink)
  const place = ([longitude, latitude]: Position) =>
    [MARGIN + (longitude - west) * shrink * scale, MARGIN + (north - latitude) * scale] as const
  const path = rings
    .map((ring) => {
      const corners = ring.map(([longitude, latitude]) =>
        place([longitude, latitude])
          .map((value) => value.toFixed(1))
          .join(' '),
      )
      return `M${corners.join('L')}Z`
    })
    .join('')
  return { width, height: Math.round((north - south) * scale + 2 * MARGIN), path, place }
}

function range(values: readonly number[]): [number, number] {
  const low = values.reduce((a, b) => Math.min(a, b))
  const high = values.reduce((a, b) => Math.max(a, b))
  // A single point isn't a sheet: give it a neighbourhood.
  return high - low < 0.01 ? [low - 0.05, high + 0.05] : [low, high]
}
