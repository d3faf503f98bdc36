import { randomBytes } from 'node:crypto'
import { type CertificateKind, CertificateRow, EntryView, RulePack } from '@kepu/contract/people-certificate'
import { z } from 'zod'
import { type Actor, canOf } from '../../../platform/actor.ts'
import type { Work } from '../../../platform/command.ts'
import type { Tx } from '../../../platform/database.ts'
import type { RecordRow } from '../record/record-rows.ts'
import { maskName } from '../register/rules/masking.ts'
import type { Person } from '../register/types.ts'
import { achievementCredential, type CredentialFacts, qrFacts, verifyUrl } from './credential.ts'
import { signJws } from './jws.ts'
import { currentKey, nextStatusIndex } from './keys.ts'

/** What a certificate keeps for printing, encrypted. */
export const Content = z.object({
  personName: z.string(),
  volunteerNumber: z.string().nullable(),
  countyName: z.string(),
  entries: z.array(EntryView),
  dossier: z.object({ pack: RulePack, counted: z.array(z.unknown()), points: z.number() }).nullable(),
  credential: z.string(),
  qrText: z.string(),
})
export type Content = z.infer<typeof Content>

/** Without I, L, O and U, which are read as others. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 60 random bits: nobody finds a certificate by trying. */
function makeCode(): string {
  const letters = [...randomBytes(12)].map((byte) => LETTERS[byte % 32]).join('')
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`
}

export function entryOf(row: RecordRow): EntryView {
  return EntryView.parse({
    recordId: row.id,
    title: row.title,
    kind: row.kind,
    day: row.served_on,
    hours: row.hours,
    place: [row.region_name, row.place].filter(Boolean).join(' '),
    organiser: row.organiser_name,
    personTimes: row.person_times,
    audience: row.audience,
    proof: row.proof,
  })
}

export interface NewCertificate {
  readonly kind: CertificateKind
  readonly person: Person
  readonly unit: { readonly id: string; readonly name: string }
  readonly from: string
  readonly to: string
  readonly entries: readonly EntryView[]
  readonly dossier: Content['dossier']
}

/** Signs what a person did and writes it down. */
export async function insertCertificate(work: Work, made: NewCertificate, base: string): Promise<string> {
  const { kind, person, unit, from, to, entries, dossier } = made
  const key = await currentKey(work)
  const statusIndex = await nextStatusIndex(work)
  const county = await work.tx
    .selectFrom('organization.county')
    .select(['code', 'name'])
    .where('code', '=', work.county)
    .executeTakeFirstOrThrow()
  const code = makeCode()
  const facts: CredentialFacts = {
    kind,
    code,
    county,
    unitName: unit.name,
    personId: person.id,
    personName: person.name,
    from,
    to,
    services: entries.length,
    hours: entries.reduce((sum, { hours }) => sum + hours, 0),
    points: dossier?.points ?? null,
    issuedAt: work.now,
    keyId: key.id,
    statusIndex,
    base,
  }
  const credential = signJws({ typ: 'vc+jwt', kid: key.id }, achievementCredential(facts), key.privateKey)
  const short = signJws({ kid: key.id.slice(-8) }, qrFacts(facts), key.privateKey)
  const content: Content = {
    personName: person.name,
    volunteerNumber: person.volunteerNumber,
    countyName: county.name,
    entries: [...entries],
    dossier,
    credential,
    qrText: `${verifyUrl(base, work.county, code)}#${short}`,
  }
  const id = work.newId()
  await work.tx
    .insertInto('people.certificate')
    .values({
      county_code: work.county,
      id,
      code,
      kind,
      person_id: person.id,
      unit_id: unit.id,
      key_id: key.id,
      status_index: statusIndex,
      masked: maskName(person.name),
      from_day: from,
      to_day: to,
      services: facts.services,
      hours: facts.hours,
      content: work.vault.seal(JSON.stringify(content)),
      issued_by_name: work.actor.name,
      issued_at: work.now,
    })
    .execute()
  return id
}

export function selectCertificates(tx: Tx, county: string) {
  return tx
    .selectFrom('people.certificate as certificate')
    .innerJoin('organization.unit as unit', (join) =>
      join.onRef('unit.county_code', '=', 'certificate.county_code').onRef('unit.id', '=', 'certificate.unit_id'),
    )
    .selectAll('certificate')
    .select(['unit.name as unit_name', 'unit.ancestors'])
    .where('certificate.county_code', '=', county)
}
export type CertificateRecord = Awaited<ReturnType<ReturnType<typeof selectCertificates>['executeTakeFirstOrThrow']>>

export function certificateRow(row: CertificateRecord, actor: Actor | null): CertificateRow {
  return CertificateRow.parse({
    id: row.id,
    code: row.code,
    kind: row.kind,
    unitName: row.unit_name,
    from: row.from_day,
    to: row.to_day,
    services: row.services,
    hours: row.hours,
    issuedByName: row.issued_by_name,
    issuedAt: row.issued_at.toISOString(),
    revokedAt: row.revoked_at?.toISOString() ?? null,
    revokeReason: row.revoke_reason,
    can: row.revoked_at === null ? canOf(actor, ['people.certificate.revoke'], row.ancestors) : [],
  })
}
