import { gunzipSync, gzipSync } from 'node:zlib'

/** The least that the standard allows, so that nobody is known by the length of the list. */
const LEAST_BITS = 131_072

/** Bitstring Status List v1.0: one bit a certificate, first bit first, gzip, base64url with the multibase letter u. */
export function encodeStatusList(revoked: readonly number[], length: number): string {
  const bits = Math.max(LEAST_BITS, Math.ceil(length / 8) * 8)
  const bytes = new Uint8Array(bits / 8)
  for (const index of revoked) {
    const at = Math.floor(index / 8)
    bytes[at] = (bytes[at] ?? 0) | (0x80 >> (index % 8))
  }
  return `u${gzipSync(bytes).toString('base64url')}`
}

/** Is that bit set in an encoded list? */
export function statusAt(encoded: string, index: number): boolean {
  const bytes = gunzipSync(Buffer.from(encoded.slice(1), 'base64url'))
  return ((bytes[Math.floor(index / 8)] ?? 0) & (0x80 >> (index % 8))) !== 0
}
