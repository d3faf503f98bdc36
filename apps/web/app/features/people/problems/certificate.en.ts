import type { CertificateRefusal } from '@kepu/contract/people-certificate'
import type { ProblemText } from '../../../lib/problem.ts'

export const certificateProblemsEn: ProblemText<CertificateRefusal> = {
  'people.certificate.nothing': ({ from, to }) =>
    `Nothing proven from ${from} to ${to}: what is claimed has to be confirmed by the host first`,
  'people.certificate.revoked': ({ revokedAt }) => `This certificate was revoked on ${revokedAt.slice(0, 10)}`,
  'people.certificate.erased': () => 'The person’s data was erased: it can be verified by its code, not printed',
  'people.font.none': () => 'The server has no Chinese font to make a PDF: print the page of the certificate instead',
  'people.pack.unknown': () => 'There is no such rule pack: choose another',
}
