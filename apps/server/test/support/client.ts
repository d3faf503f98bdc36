import { randomUUID } from 'node:crypto'
import type { ZodType } from 'zod'
import type { App } from '../../src/app.ts'

const ORIGIN = 'http://kepu.test'

/** An answer as it came. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Uint8Array
  /** The JSON in it; null when there is none. */
  readonly json: unknown
  /** The JSON in the shape of the contract. @throws with the answer when it isn't */
  as<T>(schema: ZodType<T>): T
}

export interface Sending {
  readonly key?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** A person at a browser, or a stranger: real requests to the real application. */
export class Client {
  readonly #app: App
  readonly #cookie: string | null

  constructor(app: App, cookie: string | null) {
    this.#app = app
    this.#cookie = cookie
  }

  /** @throws when the password is refused */
  static async signedIn(app: App, username: string, password: string): Promise<Client> {
    const answer = await new Client(app, null).post('/auth/sign-in/username', { username, password })
    if (answer.status !== 200) throw new Error(`sign-in of ${username}: ${answer.status}`)
    const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
    return new Client(app, cookies.join('; '))
  }

  /** The same person with one more cookie. */
  withCookie(cookie: string): Client {
    return new Client(this.#app, this.#cookie === null ? cookie : `${this.#cookie}; ${cookie}`)
  }

  async request(path: string, init: RequestInit = {}): Promise<Answer> {
    const headers = new Headers(init.headers)
    headers.set('origin', ORIGIN)
    if (this.#cookie !== null) headers.set('cookie', this.#cookie)
    const response = await this.#app.fetch(new Request(`${ORIGIN}/api/v1${path}`, { ...init, headers }))
    const bytes = new Uint8Array(await response.arrayBuffer())
    const json = jsonOf(response, bytes)
    return {
      status: response.status,
      headers: response.headers,
      bytes,
      json,
      as(schema) {
        const parsed = schema.safeParse(json)
        if (parsed.success) return parsed.data
        throw new Error(`${path} answered ${response.status} ${new TextDecoder().decode(bytes).slice(0, 500)}`)
      },
    }
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.request(path, { headers })
  }

  post(path: string, body: unknown = {}, sending: Sending = {}): Promise<Answer> {
    return this.send('POST', path, body, sending)
  }

  send(method: string, path: string, body: unknown, { key, headers }: Sending = {}): Promise<Answer> {
    return this.request(path, {
      method,
      headers: { 'content-type': 'application/json', 'idempotency-key': key ?? randomUUID(), ...headers },
      body: JSON.stringify(body),
    })
  }

  /** Sends a file as the web's forms do. */
  upload(path: string, name: string, bytes: Uint8Array, { key }: Sending = {}): Promise<Answer> {
    const form = new FormData()
    form.set('file', new File([new Uint8Array(bytes)], name))
    return this.request(path, { method: 'POST', headers: { 'idempotency-key': key ?? randomUUID() }, body: form })
  }
}

function jsonOf(response: Response, bytes: Uint8Array): unknown {
  if (!/\bjson\b/.test(response.headers.get('content-type') ?? '')) return null
  return JSON.parse(new TextDecoder().decode(bytes))
}
