import * as build from 'virtual:react-router/server-build'
import { createRequestHandler, RouterContextProvider } from 'react-router'
import type { ApiFetch } from '../app/lib/api.ts'
import { apiContext } from '../app/lib/api.ts'
import { nonceContext } from '../app/lib/nonce.ts'
import { atTypedAddress } from './typed-address.ts'

/** The built web app as a Fetch handler. Loaders and actions reach the server through `api`, in the same process. */
export function createHandler(api: ApiFetch): (request: Request) => Promise<Response> {
  const handle = createRequestHandler(build, 'production')
  return (request) => {
    const context = new RouterContextProvider()
    context.set(apiContext, api)
    context.set(nonceContext, crypto.randomUUID())
    return handle(atTypedAddress(request), context)
  }
}
