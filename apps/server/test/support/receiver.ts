import { createHmac, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** Another system that hears of events. It answers what the story says, 204 when the story says nothing more. */
export class Receiver {
  readonly received: Received[] = []
  readonly url: string
  readonly #server
  readonly #answers: number[] = []

  private constructor(server: ReturnType<typeof createServer>, url: string) {
    this.#server = server
    this.url = url
  }

  static async open(): Promise<Receiver> {
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    const receiver = new Receiver(server, `http://127.0.0.1:${address.port}/hook`)
    server.on('request', async (request, answer) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      receiver.received.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') })
      answer.writeHead(receiver.#answers.shift() ?? 204).end()
    })
    return receiver
  }

  /** What it answers next. */
  answer(...statuses: number[]): void {
    this.#answers.push(...statuses)
  }

  async heard(count: number): Promise<readonly Received[]> {
    for (let i = 0; this.received.length < count; i++) {
      if (i > 300) throw new Error(`heard ${this.received.length} of ${count}`)
      await sleep(50)
    }
    return this.received
  }

  close(): void {
    this.#server.close()
  }
}

/** Written from the text of Standard Webhooks, not from our code: does any of the signatures fit the key? */
export function verifies({ headers, body }: Received, secret: string): boolean {
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  const expected = createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
    .update(signed)
    .digest()
  return String(headers['webhook-signature'])
    .split(' ')
    .some((one) => {
      const [version, signature = ''] = one.split(',')
      const given = Buffer.from(signature, 'base64')
      return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected)
    })
}
