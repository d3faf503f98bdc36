import { Id } from '@kepu/contract'
import {
  type CertificateRefusal,
  CertificateRow,
  CertificateView,
  DossierView,
  RulePack,
} from '@kepu/contract/people-certificate'
import { z } from 'zod'
import { may } from '../../../platform/actor.ts'
import { Refused, refuse } from '../../../platform/problem.ts'
import { query } from '../../../platform/query.ts'
import { countDossier, periodOf } from '../dossier/count.ts'
import { packOf, rulePacks } from '../dossier/packs.ts'
import { selectRecords } from '../record/record-rows.ts'
import { personToRead } from '../register/queries.ts'
import { standing } from './commands.ts'
import { findFont } from './font.ts'
import { qrPicture } from './qr.ts'
import { Content, certificateRow, entryOf, selectCertificates } from './store.ts'

const MAX_ENTRIES = 2_000

function stop(reason: CertificateRefusal): never {
  throw new Refused(reason)
}

export const listCertificates = query({
  name: 'people.certificate.list',
  access: 'permission',
  input: z.object({ personId: Id }),
  output: z.object({ items: z.array(CertificateRow) }),
  async run(read, { personId }) {
    await personToRead(read, personId, 'people.certificate.list')
    const rows = await selectCertificates(read.tx, read.county)
      .where('certificate.person_id', '=', personId)
      .orderBy('certificate.id', 'desc')
      .limit(200)
      .execute()
    return { items: rows.map((row) => certificateRow(row, read.actor)) }
  },
})

export const showCertificate = query({
  name: 'people.certificate.show',
  access: 'permission',
  input: z.object({ certificateId: Id }),
  output: CertificateView,
  async run(read, { certificateId }) {
    const row = await selectCertificates(read.tx, read.county)
      .where('certificate.id', '=', certificateId)
      .executeTakeFirst()
    const visible = row && read.actor !== null && may(read.actor, 'people.certificate.show', row.ancestors)
    if (!visible) refuse({ code: 'platform.notFound', kind: 'certificate' })
    if (row.content === null) stop({ code: 'people.certificate.erased' })
    const content = Content.parse(JSON.parse(read.vault.open(row.content)))
    return CertificateView.parse({
      ...certificateRow(row, read.actor),
      ...content,
      personId: row.person_id,
      keyId: row.key_id,
      qr: qrPicture(content.qrText),
      pdf: (await findFont()) !== null,
    })
  },
})

export const listPacks = query({
  name: 'people.pack.list',
  access: 'signedIn',
  input: z.object({}),
  output: z.object({ items: z.array(RulePack) }),
  run: async () => ({ items: [...rulePacks] }),
})

export const showDossier = query({
  name: 'people.dossier.show',
  access: 'permission',
  input: z.object({ personId: Id, packId: z.string().max(60) }),
  output: DossierView,
  async run(read, { personId, packId }) {
    const person = await personToRead(read, personId, 'people.dossier.show')
    const pack = packOf(packId) ?? stop({ code: 'people.pack.unknown', packId })
    const { from, to } = periodOf(pack, read.today)
    const rows = await selectRecords(read.tx, standing(read.county, { personId, from, to }), MAX_ENTRIES)
    const entries = rows.map(entryOf)
    return { personId, personName: person.name, pack, from, to, entries, ...countDossier(pack, entries) }
  },
})
