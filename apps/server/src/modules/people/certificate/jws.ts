import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'

/** The 32 bytes of an Ed25519 key stand at the end of its DER form. */
const RAW = 32
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex')

/** Multicodec ed25519-pub. */
const ED25519 = Buffer.from([0xed, 0x01])
const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

export function base58(bytes: Uint8Array): string {
  let number = BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`)
  let text = ''
  while (number > 0n) {
    text = `${BASE58[Number(number % 58n)]}${text}`
    number /= 58n
  }
  const zeros = bytes.findIndex((byte) => byte !== 0)
  return '1'.repeat(zeros < 0 ? bytes.length : zeros) + text
}

/** did:key of an Ed25519 public key: the name holds the key itself, so nobody has to look it up. */
export function didOf(publicKey: Uint8Array): string {
  return `did:key:z${base58(Buffer.concat([ED25519, publicKey]))}`
}

export interface NewKey {
  readonly id: string
  readonly publicKey: Buffer
  /** PKCS #8, base64: to be sealed. */
  readonly privateKey: string
}

export function makeKey(): NewKey {
  const pair = generateKeyPairSync('ed25519')
  const publicKey = pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-RAW)
  const privateKey = pair.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
  return { id: didOf(publicKey), publicKey, privateKey }
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A compact JWS (RFC 7515, RFC 8037): EdDSA over header and payload. */
export function signJws(header: Readonly<Record<string, string>>, payload: unknown, privateKey: string): string {
  const input = `${encode({ alg: 'EdDSA', ...header })}.${encode(payload)}`
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' })
  return `${input}.${sign(null, Buffer.from(input), key).toString('base64url')}`
}

/** The payload of a JWS that this key signed; null when the signature isn't right, or it's no JWS. */
export function openJws(jws: string, publicKey: Uint8Array): unknown {
  const [header, payload, signature, more] = jws.split('.')
  if (header === undefined || payload === undefined || signature === undefined || more !== undefined) return null
  const key = createPublicKey({ key: Buffer.concat([SPKI_HEAD, publicKey]), format: 'der', type: 'spki' })
  const right = verify(null, Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'))
  return right ? parse(payload) : null
}

function parse(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}
