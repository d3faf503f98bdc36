import {
  type CertificateRefusal,
  CertificateRow,
  IssueCertificate,
  IssueDossier,
  RevokeCertificate,
} from '@kepu/contract/people-certificate'
import { sql } from 'kysely'
import { z } from 'zod'
import { command, type Work } from '../../../platform/command.ts'
import { Refused, refuse } from '../../../platform/problem.ts'
import { findUnit, unitForActor } from '../../organization/index.ts'
import { countDossier, periodOf } from '../dossier/count.ts'
import { packOf } from '../dossier/packs.ts'
import { recordConditions, selectRecords } from '../record/record-rows.ts'
import { personForActor } from '../register/person-rows.ts'
import { insertKey } from './keys.ts'
import { certificateRow, entryOf, insertCertificate, selectCertificates } from './store.ts'

const MAX_ENTRIES = 2_000

function stop(reason: CertificateRefusal): never {
  throw new Refused(reason)
}

async function rowOf(work: Work, id: string): Promise<CertificateRow> {
  const row = await selectCertificates(work.tx, work.county).where('certificate.id', '=', id).executeTakeFirstOrThrow()
  return certificateRow(row, work.actor)
}

/** Records of a person that stand: no reversal, none that was reversed. */
export function standing(county: string, filter: Parameters<typeof recordConditions>[1]) {
  return sql`${recordConditions(county, filter, null)} and record.reverses is null and not exists (
    select from people.service_record reversal where reversal.county_code = record.county_code
      and reversal.reverses = record.id)`
}

/** The commands that sign need to know where this Kepu is reached: it stands in what they sign. */
export function certificateCommands(base: string) {
  /** Who records certifies: what the unit organised and what is proven; a mere claim isn't certified. */
  const issueCertificate = command({
    name: 'people.certificate.issue',
    input: IssueCertificate,
    output: CertificateRow,
    async run(work, { personId, unitId, from, to }) {
      const unit = await unitForActor(work, unitId, 'people.certificate.issue')
      const person = await personForActor(work, personId, 'people.certificate.issue')
      const where = standing(work.county, { personId, organiserId: unitId, from, to })
      const proven = (await selectRecords(work.tx, where, MAX_ENTRIES)).filter(({ proof }) => proof !== 'claimed')
      if (proven.length === 0) stop({ code: 'people.certificate.nothing', from, to })
      const entries = proven.map(entryOf)
      const id = await insertCertificate(
        work,
        { kind: 'service', person, unit, from, to, entries, dossier: null },
        base,
      )
      work.record({ subject: ['certificate', id], detail: { personId, from, to, services: entries.length } })
      return rowOf(work, id)
    },
  })

  /** A person's outreach by a rule pack, signed; claims stand in it, marked as such. */
  const issueDossier = command({
    name: 'people.dossier.issue',
    input: IssueDossier,
    output: CertificateRow,
    async run(work, { personId, packId }) {
      const person = await personForActor(work, personId, 'people.dossier.issue')
      const pack = packOf(packId) ?? stop({ code: 'people.pack.unknown', packId })
      const unit =
        (await findUnit(work.tx, work.county, person.unitId)) ?? refuse({ code: 'platform.notFound', kind: 'unit' })
      const { from, to } = periodOf(pack, work.today)
      const rows = await selectRecords(work.tx, standing(work.county, { personId, from, to }), MAX_ENTRIES)
      if (rows.length === 0) stop({ code: 'people.certificate.nothing', from, to })
      const entries = rows.map(entryOf)
      const dossier = { pack, ...countDossier(pack, entries) }
      const id = await insertCertificate(work, { kind: 'dossier', person, unit, from, to, entries, dossier }, base)
      work.record({ subject: ['certificate', id], detail: { personId, packId, services: entries.length } })
      return rowOf(work, id)
    },
  })
  return { issueCertificate, issueDossier }
}

/** A certificate that shouldn't have been given out: its bit is set, its page says so. */
export const revokeCertificate = command({
  name: 'people.certificate.revoke',
  input: RevokeCertificate,
  output: CertificateRow,
  async run(work, { certificateId, reason }) {
    const found = await work.tx
      .selectFrom('people.certificate')
      .select(['unit_id', 'revoked_at'])
      .where('county_code', '=', work.county)
      .where('id', '=', certificateId)
      .forUpdate()
      .executeTakeFirst()
    if (!found) refuse({ code: 'platform.notFound', kind: 'certificate' })
    await unitForActor(work, found.unit_id, 'people.certificate.revoke')
    if (found.revoked_at) stop({ code: 'people.certificate.revoked', revokedAt: found.revoked_at.toISOString() })
    await work.tx
      .updateTable('people.certificate')
      .set({ revoked_at: work.now, revoked_by_name: work.actor.name, revoke_reason: reason })
      .where('county_code', '=', work.county)
      .where('id', '=', certificateId)
      .execute()
    work.record({ subject: ['certificate', certificateId], detail: { reason } })
    return rowOf(work, certificateId)
  },
})

/** A new key from now on; what earlier ones signed stays verifiable. */
export const rotateKey = command({
  name: 'people.key.rotate',
  input: z.object({}),
  output: z.object({ keyId: z.string() }),
  async run(work) {
    await work.tx
      .updateTable('people.signing_key')
      .set({ retired_at: work.now })
      .where('county_code', '=', work.county)
      .where('retired_at', 'is', null)
      .execute()
    const { id } = await insertKey(work)
    work.record({ subject: ['signingKey', id], detail: {} })
    return { keyId: id }
  },
})
