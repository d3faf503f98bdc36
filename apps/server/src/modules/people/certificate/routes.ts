import type { Api } from '../../../platform/http.ts'
import { certificateCommands, revokeCertificate, rotateKey } from './commands.ts'
import { certificatePdf } from './pdf.ts'
import { listCertificates, listPacks, showCertificate, showDossier } from './queries.ts'
import { showKeys, statusQuery, verifyCertificate } from './verify.ts'

export function certificateRoutes(api: Api, base: string): void {
  const { issueCertificate, issueDossier } = certificateCommands(base)
  api.query(verifyCertificate, '/counties/{county}/verification')
  api.query(showKeys, '/counties/{county}/issuer/keys')
  api.query(statusQuery(base), '/counties/{county}/issuer/status', {
    jwt: { mediaType: 'application/vc+jwt', write: ({ credential }) => credential },
  })
  api.query(listCertificates, '/people/{personId}/certificates')
  api.query(showCertificate, '/certificates/{certificateId}', {
    pdf: {
      mediaType: 'application/pdf',
      fileName: ({ kind, code }) => `${kind === 'service' ? '志愿服务证明' : '科普实绩档案'}${code}.pdf`,
      write: certificatePdf,
    },
    jwt: {
      mediaType: 'application/vc+jwt',
      fileName: ({ code }) => `${code}.jwt`,
      write: ({ credential }) => credential,
    },
  })
  api.query(listPacks, '/rule-packs')
  api.query(showDossier, '/people/{personId}/dossier')
  api.command(issueCertificate, { method: 'post', path: '/people/{personId}/certificates', status: 201 })
  api.command(issueDossier, { method: 'post', path: '/people/{personId}/dossiers', status: 201 })
  api.command(revokeCertificate, { method: 'post', path: '/certificates/{certificateId}/revocation' })
  api.command(rotateKey, { method: 'post', path: '/issuer/keys', status: 201 })
}
