import type { IncomingMessage } from 'node:http'

/** Header in which the listener says who is calling. Nobody else can: what a caller sends under this name is dropped. */
export const CLIENT_HEADER = 'x-kepu-client'

/**
 * The caller's address: that of the connection, or, behind a gateway, the last address in X-Forwarded-For, which is the one
 * that the gateway itself has seen. Without a gateway that header isn't believed: with it a guesser of passwords would be
 * somebody else at each try.
 */
export function clientAddress(remote: string | undefined, forwardedFor: string | undefined, gateway: boolean): string {
  const forwarded = gateway ? forwardedFor?.split(',').at(-1)?.trim() : undefined
  return forwarded || remote || '127.0.0.1'
}

/** Writes the caller's address into the request, over whatever stood there; Node keeps headers twice. */
export function nameClient(incoming: IncomingMessage, gateway: boolean): void {
  const { rawHeaders, headers, socket } = incoming
  const forwarded = headers['x-forwarded-for']
  const first = Array.isArray(forwarded) ? forwarded[0] : forwarded
  const address = clientAddress(socket.remoteAddress, first, gateway)
  for (let i = rawHeaders.length - 2; i >= 0; i -= 2) {
    if (rawHeaders[i]?.toLowerCase() === CLIENT_HEADER) rawHeaders.splice(i, 2)
  }
  rawHeaders.push(CLIENT_HEADER, address)
  headers[CLIENT_HEADER] = address
}
