import { createContext, data, type RouterContextProvider } from 'react-router'
import type { ZodType } from 'zod'
import { type Outcome, problem, readProblem } from './problem.ts'

/** Everything under /api/v1, in the same process. */
export type ApiFetch = (request: Request) => Promise<Response>
export const apiContext = createContext<ApiFetch>()

/** What a loader or an action was called with. */
export interface RouteCall {
  readonly request: Request
  readonly context: Readonly<RouterContextProvider>
}

export interface Send {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly body: unknown
  readonly key: string
}

export interface Api {
  /** @throws the problem as a route error: the error page says it */
  get<T>(path: string, schema: ZodType<T>): Promise<T>
  /** Null when there is no such thing, or when it isn't for this reader. */
  find<T>(path: string, schema: ZodType<T>): Promise<T | null>
  send<T>(path: string, send: Send, schema: ZodType<T>): Promise<Outcome<T>>
  /** Sends a form with a file on as it is. */
  upload<T>(path: string, form: FormData, key: string, schema: ZodType<T>): Promise<Outcome<T>>
  raw(path: string, init?: RequestInit): Promise<Response>
}

/** Who asks: the session, and the address that the listener has written down (limits go by it). */
const FORWARDED = ['cookie', 'user-agent', 'origin', 'x-kepu-client'] as const
const ABSENT = new Set([401, 403, 404])

/** The typed client of a request: acts as whoever sent it. */
export function apiOf({ request, context }: RouteCall): Api {
  const fetchApi = context.get(apiContext)
  const origin = new URL(request.url).origin

  function raw(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    headers.set('origin', origin)
    for (const name of FORWARDED) {
      const value = request.headers.get(name)
      if (value !== null) headers.set(name, value)
    }
    return fetchApi(new Request(new URL(`/api/v1${path}`, origin), { ...init, headers }))
  }

  async function outcome<T>(response: Response, schema: ZodType<T>): Promise<Outcome<T>> {
    if (!response.ok) return { ok: false, problem: await readProblem(response) }
    const body: unknown = response.status === 204 ? null : await response.json()
    return { ok: true, value: schema.parse(body) }
  }

  return {
    raw,
    async get(path, schema) {
      const answer = await outcome(await raw(path), schema)
      if (answer.ok) return answer.value
      throw data(answer.problem, { status: answer.problem.status || 500 })
    },
    async find(path, schema) {
      const answer = await outcome(await raw(path), schema)
      if (answer.ok) return answer.value
      if (ABSENT.has(answer.problem.status)) return null
      throw data(answer.problem, { status: answer.problem.status || 500 })
    },
    async send(path, { method, body, key }, schema) {
      const headers = { 'content-type': 'application/json', 'idempotency-key': key }
      return outcome(await raw(path, { method, headers, body: JSON.stringify(body) }), schema)
    },
    async upload(path, form, key, schema) {
      return outcome(await raw(path, { method: 'POST', headers: { 'idempotency-key': key }, body: form }), schema)
    },
  }
}

/** A path with its parts encoded: path`/units/${unitId}/name`. */
export function path(words: TemplateStringsArray, ...parts: readonly (string | undefined)[]): string {
  return words.map((word, index) => (index === 0 ? word : encodeURIComponent(parts[index - 1] ?? '') + word)).join('')
}

/** Adds the parameters that have a value. */
export function withQuery(
  address: string,
  query: Readonly<Record<string, string | number | null | undefined>>,
): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value))
  }
  return search.size === 0 ? address : `${address}?${search}`
}

/** @throws a route error that the error page knows as «no such thing» */
export function notFound(): never {
  throw data(problem('platform.notFound', 404), { status: 404 })
}
