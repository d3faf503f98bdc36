import type { CertificateKind } from '@kepu/contract/people-certificate'

/** What a credential says, before it has the form of a standard. */
export interface CredentialFacts {
  readonly kind: CertificateKind
  readonly code: string
  readonly county: { readonly code: string; readonly name: string }
  readonly unitName: string
  readonly personId: string
  readonly personName: string
  readonly from: string
  readonly to: string
  readonly services: number
  readonly hours: number
  readonly points: number | null
  readonly issuedAt: Date
  readonly keyId: string
  readonly statusIndex: number
  /** Where this Kepu is reached, without a slash at the end. */
  readonly base: string
}

const CONTEXTS = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
] as const

const WORDS = {
  service: {
    name: '科技志愿服务证明',
    criteria: '由组织服务的单位记录、系统可见或服务对象确认的科技志愿服务（民政部令第67号）',
  },
  dossier: { name: '科普实绩档案', criteria: '由服务记录按所载规则包计算的科普实绩' },
} as const

export function statusListUrl(base: string, county: string): string {
  return `${base}/api/v1/counties/${county}/issuer/status.jwt`
}

export function verifyUrl(base: string, county: string, code: string): string {
  return `${base}/${county}/verify/${code}`
}

function sentence(facts: CredentialFacts): string {
  const points = facts.points === null ? '' : `，按规则包计 ${facts.points} 分`
  return `${facts.from} 至 ${facts.to}，服务 ${facts.services} 次，共 ${facts.hours} 小时${points}`
}

/** An Open Badges 3.0 AchievementCredential on the W3C data model 2.0, as the payload of a VC-JWT. */
export function achievementCredential(facts: CredentialFacts): Readonly<Record<string, unknown>> {
  const { base, county, code, keyId, kind, issuedAt } = facts
  const id = verifyUrl(base, county.code, code)
  const status = statusListUrl(base, county.code)
  const subject = `urn:uuid:${facts.personId}`
  return {
    '@context': CONTEXTS,
    id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: WORDS[kind].name,
    issuer: { id: keyId, type: ['Profile'], name: `${county.name} ${facts.unitName}` },
    validFrom: issuedAt.toISOString(),
    credentialSubject: {
      id: subject,
      type: ['AchievementSubject'],
      identifier: [{ type: 'IdentityObject', hashed: false, identityHash: facts.personName, identityType: 'name' }],
      achievement: {
        id: `${base}/${county.code}/verify#${kind}`,
        type: ['Achievement'],
        name: WORDS[kind].name,
        description: sentence(facts),
        criteria: { narrative: WORDS[kind].criteria },
      },
    },
    credentialStatus: {
      id: `${status}#${facts.statusIndex}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: `${facts.statusIndex}`,
      statusListCredential: status,
    },
    // Registered claims that Open Badges asks of a JWT beside the credential.
    iss: keyId,
    jti: id,
    sub: subject,
    nbf: Math.floor(issuedAt.getTime() / 1000),
  }
}

/** The county's list of revocations as a credential of its own. */
export function statusListCredential(
  { base, county, keyId, now }: { base: string; county: string; keyId: string; now: Date },
  encodedList: string,
): Readonly<Record<string, unknown>> {
  const id = statusListUrl(base, county)
  return {
    '@context': [CONTEXTS[0]],
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: keyId,
    validFrom: now.toISOString(),
    credentialSubject: { id: `${id}#list`, type: 'BitstringStatusList', statusPurpose: 'revocation', encodedList },
  }
}

/** The few facts that the QR carries, signed: enough to compare with the paper where there is no network. */
export function qrFacts(facts: CredentialFacts): Readonly<Record<string, unknown>> {
  return {
    v: 1,
    c: facts.county.code,
    n: facts.code,
    k: facts.kind,
    p: facts.personName,
    u: facts.unitName,
    d: [facts.from, facts.to],
    s: facts.services,
    h: facts.hours,
    ...(facts.points === null ? {} : { pt: facts.points }),
    i: facts.issuedAt.toISOString().slice(0, 10),
  }
}
