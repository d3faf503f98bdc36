import { existsSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { readAssets } from './server/assets.ts'
import { compressed } from './server/compress.ts'

export interface WebOptions {
  /** Everything under /api/v1. */
  readonly api: (request: Request) => Promise<Response>
  /** Assets may change between requests: browsers ask each time. */
  readonly development: boolean
}

export interface Web {
  fetch(request: Request): Promise<Response>
}

/** What the built bundle exports: server/handler.ts. */
interface Bundle {
  createHandler(api: WebOptions['api']): (request: Request) => Promise<Response>
}

const BUILD = fileURLToPath(new URL('./build/', import.meta.url))

/**
 * The web app as one Fetch handler: its files, else its pages.
 *
 * @throws Error when the web has not been built
 */
export async function createWeb({ api, development }: WebOptions): Promise<Web> {
  const bundle = `${BUILD}server/index.js`
  if (!existsSync(bundle)) throw new Error('the web is not built: npm run build -w @kepu/web')
  const { createHandler }: Bundle = await import(pathToFileURL(bundle).href)
  const page = createHandler(api)
  const assets = await readAssets(`${BUILD}client`, development)
  return {
    async fetch(request) {
      const asset = await assets.answer(request)
      if (asset !== null) return asset
      return compressed(request, secured(await page(request)))
    },
  }
}

function secured(response: Response): Response {
  response.headers.set('x-content-type-options', 'nosniff')
  response.headers.set('referrer-policy', 'same-origin')
  response.headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=()')
  return response
}
