import { CertificateCheckView, CertificateCode, IssuerKeys } from '@kepu/contract/people-certificate'
import { z } from 'zod'
import { dayInShanghai } from '../../../platform/clock.ts'
import { query, type Read } from '../../../platform/query.ts'
import { statusListCredential } from './credential.ts'
import { openJws, signJws } from './jws.ts'
import { listKeys } from './keys.ts'
import { encodeStatusList } from './status-list.ts'
import { selectCertificates } from './store.ts'

function unknown(code: string): CertificateCheckView {
  return {
    state: 'unknown',
    code,
    kind: null,
    masked: null,
    unitName: null,
    from: null,
    to: null,
    services: null,
    hours: null,
    issuedOn: null,
    revokedOn: null,
  }
}

async function verification(read: Read, code: string): Promise<CertificateCheckView> {
  const plain = code.trim().toUpperCase().replaceAll('-', '')
  if (!CertificateCode.safeParse(plain).success) return unknown(code)
  const written = `${plain.slice(0, 4)}-${plain.slice(4, 8)}-${plain.slice(8)}`
  const row = await selectCertificates(read.tx, read.county).where('certificate.code', '=', written).executeTakeFirst()
  if (!row) return unknown(written)
  return CertificateCheckView.parse({
    state: row.revoked_at === null ? 'valid' : 'revoked',
    code: row.code,
    kind: row.kind,
    masked: row.masked,
    unitName: row.unit_name,
    from: row.from_day,
    to: row.to_day,
    services: row.services,
    hours: row.hours,
    issuedOn: dayInShanghai(row.issued_at),
    revokedOn: row.revoked_at === null ? null : dayInShanghai(row.revoked_at),
  })
}

const QrFacts = z.object({ n: z.string() })

/** The code that a QR's text carries, if one of the county's keys signed it. */
async function codeInQr(read: Read, text: string): Promise<string | null> {
  const jws = text.trim().split('#').at(-1) ?? ''
  for (const { publicKey } of await listKeys(read.tx, read.county)) {
    const facts = QrFacts.safeParse(openJws(jws, publicKey))
    if (facts.success) return facts.data.n
  }
  return null
}

/**
 * For anybody who holds a certificate: valid, revoked or unknown, the name masked. By its code; or by the text of its
 * QR, where first the signature is checked and then what has become of the certificate.
 */
export const verifyCertificate = query({
  name: 'people.certificate.verify',
  access: 'public',
  input: z.object({ code: z.string().max(40).optional(), text: z.string().max(4_000).optional() }),
  output: CertificateCheckView,
  async run(read, { code, text }) {
    if (text === undefined) return verification(read, code ?? '')
    const signed = await codeInQr(read, text)
    return signed === null ? { ...unknown(''), state: 'forged' } : verification(read, signed)
  },
})

/** The county's public keys (JWK Set, RFC 7517), to be kept where there is no network. */
export const showKeys = query({
  name: 'people.issuer.keys',
  access: 'public',
  input: z.object({}),
  output: IssuerKeys,
  async run(read) {
    const keys = await listKeys(read.tx, read.county)
    return {
      keys: keys.map(({ id, publicKey, retired }) => ({
        kty: 'OKP',
        crv: 'Ed25519',
        alg: 'EdDSA',
        use: 'sig',
        kid: id,
        x: publicKey.toString('base64url'),
        retired,
      })),
    }
  },
})

/** The list of revocations as a signed credential: made anew for each reader, as it's one gzip and one signature. */
export function statusQuery(base: string) {
  return query({
    name: 'people.issuer.status',
    access: 'public',
    input: z.object({}),
    output: z.object({ credential: z.string() }),
    async run(read) {
      const key = await read.tx
        .selectFrom('people.signing_key')
        .select(['id', 'private_sealed'])
        .where('county_code', '=', read.county)
        .where('retired_at', 'is', null)
        .executeTakeFirst()
      if (!key) return { credential: '' }
      const revoked = await read.tx
        .selectFrom('people.certificate')
        .select('status_index')
        .where('county_code', '=', read.county)
        .where('revoked_at', 'is not', null)
        .execute()
      const issuer = await read.tx
        .selectFrom('people.issuer')
        .select('next_index')
        .where('county_code', '=', read.county)
        .executeTakeFirst()
      const indexes = revoked.map(({ status_index }) => status_index)
      const list = encodeStatusList(indexes, issuer?.next_index ?? 0)
      const facts = { base, county: read.county, keyId: key.id, now: read.now }
      const payload = statusListCredential(facts, list)
      return { credential: signJws({ typ: 'vc+jwt', kid: key.id }, payload, read.vault.open(key.private_sealed)) }
    },
  })
}
