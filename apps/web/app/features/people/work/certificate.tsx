import { CertificateRow, CertificateView, RevokeCertificate } from '@kepu/contract/people-certificate'
import { Button, Form, Input, Tag } from 'antd'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, path } from '../../../lib/api.ts'
import { dayOf } from '../../../lib/format.ts'
import { useTerms } from '../../../lib/screen.tsx'
import { verb } from '../../../lib/verb.ts'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import { Counted, Entries } from './entries.tsx'
import peopleCss from './people.css?url'
import { usePeopleText } from './words.ts'

const revoke = verb('POST', '/certificates/{certificateId}/revocation', RevokeCertificate, CertificateRow)

export async function loader(call: LoaderFunctionArgs) {
  return apiOf(call).get(path`/certificates/${call.params['certificateId']}`, CertificateView)
}

/** A certificate as it's printed. */
export default function Certificate() {
  const certificate = useLoaderData<typeof loader>()
  const text = usePeopleText()
  const terms = useTerms()
  const { id, kind, personName, from, to, services, hours, code, qr } = certificate
  return (
    <>
      <link rel="stylesheet" href={peopleCss} precedence="people" />
      <PageHeader
        title={`${terms.certificateKind[kind]} ${code}`}
        crumbs={[
          { href: '/desk/people', label: text.people },
          { href: `/desk/people/${certificate.personId}`, label: personName },
        ]}
        lead={
          <>
            {certificate.revokedAt !== null && (
              <Tag color="red">
                {text.revokedTag} {certificate.revokeReason}
              </Tag>
            )}
            {!certificate.pdf && text.noPdf}
          </>
        }
        actions={
          <>
            {certificate.pdf && (
              <Button type="primary" href={`/api/v1/certificates/${id}.pdf`}>
                {text.pdf}
              </Button>
            )}
            <Button onClick={() => print()}>{text.print}</Button>
            <Button href={`/api/v1/certificates/${id}.jwt`}>{text.credential}</Button>
            {certificate.can.includes('people.certificate.revoke') && <Revoke certificateId={id} />}
          </>
        }
      />
      <article className="certificate">
        <h2>{terms.certificateKind[kind]}</h2>
        <p>{text.certify[kind](personName, from, to, services, hours)}</p>
        {certificate.dossier !== null && <Counted {...certificate.dossier} />}
        <Entries entries={certificate.entries} />
        <div className="sealed">
          <svg viewBox={`0 0 ${qr.size} ${qr.size}`} role="img" aria-label={text.scan}>
            <path d={qr.path} />
          </svg>
          <div>
            <p>
              {certificate.countyName} {certificate.unitName}
            </p>
            <p>{dayOf(certificate.issuedAt)}</p>
            <p>
              {text.code} {code}
            </p>
            <p className="quiet">{text.scan}</p>
          </div>
        </div>
      </article>
    </>
  )
}

function Revoke({ certificateId }: { certificateId: string }) {
  const text = usePeopleText()
  const { run, running, problem, clear } = useCommand(revoke)
  const submit = async ({ reason }: { reason: string }) => (await run({ certificateId, reason })).ok
  return (
    <FormDialog
      title={text.revoke}
      button={{ danger: true }}
      running={running}
      problem={problem}
      onSubmit={submit}
      onOpen={clear}
    >
      <p className="quiet">{text.revokeLead}</p>
      <Form.Item name="reason" label={text.reason} rules={[{ required: true, message: text.required }]}>
        <Input maxLength={200} />
      </Form.Item>
    </FormDialog>
  )
}
