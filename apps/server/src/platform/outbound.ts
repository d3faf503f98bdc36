import { lookup } from 'node:dns'
import { type ClientRequest, type RequestOptions, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { BlockList, isIP } from 'node:net'

/** Networks that are nobody's on the open internet: the machine itself, its neighbours, and what names other things. */
const NOT_PUBLIC = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/3', '::/128', '::1/128', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/23', '2001:db8::/32'],
  ...['2002::/16', 'fc00::/7', 'fe80::/10', 'ff00::/8'],
]

const PATIENCE_MS = 10_000

/** Why a request to an address of somebody else's wasn't made or came to nothing; told to an administrator. */
export class OutboundFailed extends Error {
  readonly why: 'address' | 'privateAddress' | 'timeout' | 'connection'
  constructor(why: OutboundFailed['why'], cause?: unknown) {
    super(why, { cause })
    this.name = 'OutboundFailed'
    this.why = why
  }
}

function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits] = network.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    list.addSubnet(address, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family)
  }
  return list
}

const v4InV6 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i

/**
 * Sends to addresses that an administrator typed. It never reaches the machine itself or its network, unless the
 * configuration names that network: the address is looked at when the connection is made, so a name that answers
 * differently the second time gains nothing, and nobody is followed elsewhere.
 */
export class Outbound {
  readonly #closed = blockList(NOT_PUBLIC)
  readonly #allowed: BlockList

  /** @param allowed networks as `10.1.0.0/16` or addresses that may be reached though they aren't public */
  constructor(allowed: readonly string[]) {
    this.#allowed = blockList(allowed)
  }

  mayReach(address: string): boolean {
    const plain = v4InV6.exec(address)?.[1] ?? address
    const family = isIP(plain) === 6 ? 'ipv6' : 'ipv4'
    if (isIP(plain) === 0) return false
    return this.#allowed.check(plain, family) || !this.#closed.check(plain, family)
  }

  /** May it be tried at all: http or https, no name and password in it, no closed address written out. */
  takes(address: string): boolean {
    if (!URL.canParse(address)) return false
    const { protocol, hostname, username, password } = new URL(address)
    if (!['http:', 'https:'].includes(protocol) || username !== '' || password !== '') return false
    const host = hostname.replace(/^\[|\]$/g, '')
    return isIP(host) === 0 ? hostname !== 'localhost' || this.mayReach('127.0.0.1') : this.mayReach(host)
  }

  /**
   * Posts and answers the status; what the other side says beside it is thrown away.
   * @throws OutboundFailed
   */
  post(address: string, headers: Readonly<Record<string, string>>, body: string): Promise<number> {
    if (!this.takes(address)) throw new OutboundFailed(URL.canParse(address) ? 'privateAddress' : 'address')
    const url = new URL(address)
    const make = url.protocol === 'https:' ? requestHttps : requestHttp
    const options: RequestOptions = { method: 'POST', headers, lookup: this.#lookup, agent: false }
    return new Promise((resolve, reject) => {
      const call: ClientRequest = make(url, options, (answer) => {
        answer.on('error', () => {})
        resolve(answer.statusCode ?? 0)
        answer.destroy()
      })
      const clock = setTimeout(() => call.destroy(new OutboundFailed('timeout')), PATIENCE_MS)
      call.on('close', () => clearTimeout(clock))
      call.on('error', (error) =>
        reject(error instanceof OutboundFailed ? error : new OutboundFailed('connection', error)),
      )
      call.end(body)
    })
  }

  /** The name's addresses, if every one of them may be reached. */
  readonly #lookup: NonNullable<RequestOptions['lookup']> = (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '')
      const [first] = addresses
      if (first === undefined || !addresses.every(({ address }) => this.mayReach(address)))
        return done(new OutboundFailed('privateAddress'), '')
      if (options.all) return done(null, addresses)
      done(null, first.address, first.family)
    })
  }
}
