import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

export type Encoding = 'br' | 'gzip' | 'identity'

const COMPRESSIBLE = /^(text\/|application\/(json|javascript|manifest|problem\+json)|image\/svg)/
/** Quality 5 of 11: a page in about a millisecond, within a few percent of the best. */
const BROTLI_QUALITY = 5

/** Packs in a thread of its own. */
export const pack = {
  br: (plain: Uint8Array) =>
    promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
  gzip: (plain: Uint8Array) => promisify(gzip)(plain),
}

/** The best encoding that the browser takes. */
export function encodingOf(request: Request): Encoding {
  const accepted = request.headers.get('accept-encoding') ?? ''
  if (/\bbr\b/.test(accepted)) return 'br'
  return /\bgzip\b/.test(accepted) ? 'gzip' : 'identity'
}

export function isCompressible(mediaType: string): boolean {
  return COMPRESSIBLE.test(mediaType)
}

/** The same answer in fewer bytes, where the browser takes it. Pages are whole when they come here: nothing streams. */
export async function compressed(request: Request, response: Response): Promise<Response> {
  const mediaType = response.headers.get('content-type') ?? ''
  if (response.body === null || !isCompressible(mediaType) || response.headers.has('content-encoding')) return response
  response.headers.append('vary', 'accept-encoding')
  const encoding = encodingOf(request)
  if (encoding === 'identity' || request.method === 'HEAD') return response

  const body = await pack[encoding](new Uint8Array(await response.arrayBuffer()))
  const headers = new Headers(response.headers)
  headers.set('content-encoding', encoding)
  headers.set('content-length', String(body.byteLength))
  return new Response(new Uint8Array(body), { status: response.status, headers })
}
