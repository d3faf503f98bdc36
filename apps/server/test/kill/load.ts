import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { COUNTY } from '../support/home.ts'
import type { Account } from './server.ts'

/** What a person was told is done. */
export interface Acknowledged {
  readonly kind: 'record' | 'reverse'
  readonly key: string
  /** Title of a recorded delivery; id of the reversed one. */
  readonly what: string
  /** Id of the entry that was made. */
  readonly id: string
}

export interface LoadReport {
  readonly acknowledged: readonly Acknowledged[]
  /** Requests that got no answer, or «try again», and were sent again with the same key. */
  readonly repeated: number
  /** Sent twice at the same moment with one key. */
  readonly twins: number
  /** Longest time from the first sending of a request to its answer, in milliseconds. */
  readonly longestWait: number
}

const PAUSE_MS = 40
/** Not answered, overloaded, or restarting: the person's browser sends it again. */
const PASSING = new Set([429, 500, 502, 503, 504])

/** One person who records and reverses without pause, and repeats whatever got no answer with the same key. */
class Recorder {
  readonly #url: string
  readonly #account: Account
  readonly #unitId: string
  readonly #random: () => number
  #cookie = ''
  readonly acknowledged: Acknowledged[] = []
  repeated = 0
  twins = 0
  longestWait = 0

  constructor(url: string, account: Account, unitId: string, random: () => number) {
    this.#url = url
    this.#account = account
    this.#unitId = unitId
    this.#random = random
  }

  async signIn(): Promise<void> {
    const response = await this.#send('/auth/sign-in/username', this.#account, randomUUID())
    if (response.status !== 200) throw new Error(`sign-in: ${response.status}`)
    this.#cookie = response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
  }

  async work(until: () => boolean): Promise<void> {
    const open: string[] = []
    for (let i = 0; !until(); i++) {
      const reversible = this.#random() < 0.2 ? open.pop() : undefined
      if (reversible === undefined) open.push(await this.#record(`${this.#account.username} 讲座 ${i}`))
      else await this.#reverse(reversible)
    }
  }

  async #record(title: string): Promise<string> {
    const body = {
      occurredOn: '2024-11-20',
      title,
      kind: 'lecture',
      unitId: this.#unitId,
      regionCode: COUNTY,
      reach: [
        { audience: 'farmers', personTimes: 30, persons: 25 },
        { audience: 'elderly', personTimes: 12, persons: null },
      ],
      notDuplicate: true,
    }
    return this.#acknowledge('record', title, '/ledger/deliveries', body)
  }

  async #reverse(deliveryId: string): Promise<void> {
    await this.#acknowledge('reverse', deliveryId, `/ledger/deliveries/${deliveryId}/reversal`, { reason: '重复登记' })
  }

  async #acknowledge(kind: Acknowledged['kind'], what: string, path: string, body: object): Promise<string> {
    const key = randomUUID()
    const startedAt = performance.now()
    const twin = this.#random() < 0.15 ? this.#untilAnswered(path, body, key) : null
    if (twin) this.twins += 1
    const ids = await Promise.all([this.#untilAnswered(path, body, key), ...(twin ? [twin] : [])])
    const [id = ''] = ids
    if (ids.some((other) => other !== id)) throw new Error(`one key, two answers: ${ids}`)
    this.longestWait = Math.max(this.longestWait, performance.now() - startedAt)
    this.acknowledged.push({ kind, key, what, id })
    return id
  }

  async #untilAnswered(path: string, body: object, key: string): Promise<string> {
    for (;;) {
      const answer = await this.#send(path, body, key)
        .then(async (response) => ({ status: response.status, text: await response.text() }))
        .catch(() => null)
      if (answer?.status === 201) return JSON.parse(answer.text).id
      if (answer && !PASSING.has(answer.status)) throw new Error(`${path} answered ${answer.status} ${answer.text}`)
      this.repeated += 1
      await sleep(PAUSE_MS)
    }
  }

  #send(path: string, body: object, key: string): Promise<Response> {
    return fetch(`${this.#url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key, origin: this.#url, cookie: this.#cookie },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    })
  }
}

/** Several people at once, until told to stop; then each waits for the answer to their last request. */
export async function startLoad(url: string, unitId: string, accounts: readonly Account[], random: () => number) {
  const recorders = accounts.map((account) => new Recorder(url, account, unitId, random))
  for (const recorder of recorders) await recorder.signIn()
  let stopped = false
  const working = Promise.all(recorders.map((recorder) => recorder.work(() => stopped)))
  let failure: unknown = null
  working.catch((error: unknown) => {
    failure = error
  })
  return {
    /** Throws when somebody got an answer that nobody should get. */
    done(): number {
      if (failure) throw failure
      return recorders.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0)
    },
    async stop(): Promise<LoadReport> {
      stopped = true
      await working
      return {
        acknowledged: recorders.flatMap(({ acknowledged }) => acknowledged),
        repeated: recorders.reduce((sum, { repeated }) => sum + repeated, 0),
        twins: recorders.reduce((sum, { twins }) => sum + twins, 0),
        longestWait: Math.max(...recorders.map(({ longestWait }) => longestWait)),
      }
    },
  }
}
