import { createServer, type Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import { nameClient } from './platform/client-address.ts'

export interface Listener {
  readonly port: number
  /** Takes no new request, lets the running ones end, cuts what lasts longer than a few seconds. */
  close(): Promise<void>
}

const GRACE_MS = 4_000
const REQUEST_TIMEOUT_MS = 60_000

/** Port taken by another program. */
export class PortInUse extends Error {
  readonly port: number
  constructor(port: number) {
    super(`port ${port} is in use`)
    this.port = port
  }
}

/**
 * Serves on the port, or on the first free one of the `tries` after it. `gateway`: another program takes the requests and
 * passes them on.
 * @throws PortInUse when none is free
 */
export async function listen(
  handler: (request: Request) => Promise<Response>,
  { host, port, tries, gateway }: { host: string; port: number; tries: number; gateway: boolean },
): Promise<Listener> {
  const answer = getRequestListener(handler)
  const server = createServer((incoming, outgoing) => {
    nameClient(incoming, gateway)
    return answer(incoming, outgoing)
  })
  server.requestTimeout = REQUEST_TIMEOUT_MS
  server.headersTimeout = REQUEST_TIMEOUT_MS
  const taken = await listenOn(server, host, port, tries)
  return {
    port: taken,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      await Promise.race([closed, sleep(GRACE_MS)])
      server.closeAllConnections()
      await closed
    },
  }
}

async function listenOn(server: Server, host: string, first: number, tries: number): Promise<number> {
  for (let port = first; port < first + tries; port++) {
    try {
      return await tryPort(server, host, port)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null
      if (code === 'EACCES') throw new Error(`端口 ${port} 需要更高权限，请用 PORT=8080 等 1024 以上的端口`)
      // A machine without IPv6 listens on IPv4.
      if (code === 'EAFNOSUPPORT' && host === '::') return listenOn(server, '0.0.0.0', port, first + tries - port)
      if (code !== 'EADDRINUSE') throw error
    }
  }
  throw new PortInUse(first)
}

function tryPort(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(address && typeof address === 'object' ? address.port : port)
    })
  })
}
