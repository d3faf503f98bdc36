import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { type Encoding, encodingOf, isCompressible, pack } from './compress.ts'

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
}
const IMMUTABLE = 'public, max-age=31536000, immutable'
const FOR_AN_HOUR = 'public, max-age=3600'

interface Asset {
  readonly mediaType: string
  readonly cacheControl: string
  readonly etag: string
  /** Made when first asked for, then kept. */
  readonly bodies: Map<Encoding, Promise<Uint8Array>>
  readonly plain: Uint8Array
}

export interface Assets {
  /** Null: no file of ours has this address. */
  answer(request: Request): Promise<Response | null>
}

/** Files of the web in memory. Names under /assets/ carry a hash of their content, so browsers keep them for good. */
export async function readAssets(folder: string, development: boolean): Promise<Assets> {
  const assets = new Map<string, Asset>()
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.startsWith('.')) continue
    const file = join(entry.parentPath, entry.name)
    const address = `/${relative(folder, file).split(sep).join('/')}`
    assets.set(address, await readAsset(file, address, development))
  }
  return { answer: (request) => answer(assets.get(new URL(request.url).pathname), request) }
}

async function readAsset(file: string, address: string, development: boolean): Promise<Asset> {
  const plain = await readFile(file)
  const lasting = address.startsWith('/assets/') ? IMMUTABLE : FOR_AN_HOUR
  return {
    mediaType: MEDIA_TYPES[extname(file)] ?? 'application/octet-stream',
    cacheControl: development ? 'no-cache' : lasting,
    etag: `"${createHash('sha1').update(plain).digest('base64url')}"`,
    bodies: new Map([['identity', Promise.resolve(plain)]]),
    plain,
  }
}

async function answer(asset: Asset | undefined, request: Request): Promise<Response | null> {
  if (asset === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return null
  const headers = new Headers({
    'content-type': asset.mediaType,
    'cache-control': asset.cacheControl,
    etag: asset.etag,
    'x-content-type-options': 'nosniff',
    vary: 'accept-encoding',
  })
  if (request.headers.get('if-none-match') === asset.etag) return new Response(null, { status: 304, headers })
  const encoding = isCompressible(asset.mediaType) ? encodingOf(request) : 'identity'
  const body = await bodyIn(asset, encoding)
  if (encoding !== 'identity') headers.set('content-encoding', encoding)
  headers.set('content-length', String(body.byteLength))
  return new Response(request.method === 'HEAD' ? null : Buffer.from(body), { headers })
}

function bodyIn(asset: Asset, encoding: Encoding): Promise<Uint8Array> {
  const known = asset.bodies.get(encoding)
  if (known) return known
  const body = encoding === 'br' ? pack.br(asset.plain) : pack.gzip(asset.plain)
  asset.bodies.set(encoding, body)
  return body
}
