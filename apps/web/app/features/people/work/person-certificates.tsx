import type { PersonView } from '@kepu/contract/people'
import { CertificateRow, IssueCertificate } from '@kepu/contract/people-certificate'
import { Form, Select, Tag } from 'antd'
import { Link, useNavigate } from 'react-router'
import { dayOf } from '../../../lib/format.ts'
import { useTerms } from '../../../lib/screen.tsx'
import { verb } from '../../../lib/verb.ts'
import { useWorkbench } from '../../../shell/workbench.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import { DayField } from '../../../ui/day-field.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import type { Option } from './choices.ts'
import { usePeopleText } from './words.ts'

const issue = verb('POST', '/people/{personId}/certificates', IssueCertificate, CertificateRow)

interface CertificatesProps {
  readonly person: PersonView
  readonly certificates: readonly CertificateRow[]
  readonly units: readonly Option[]
}

/** Certificates of a person, and a new one. */
export function Certificates({ person, certificates, units }: CertificatesProps) {
  const text = usePeopleText()
  const terms = useTerms()
  return (
    <section className="panel">
      <h2>{text.certificates}</h2>
      {person.can.includes('people.certificate.issue') && <Issue person={person} units={units} />}
      <DataTable
        label={text.certificates}
        rows={certificates}
        rowKey={({ id }) => id}
        empty={text.noCertificates}
        columns={[
          {
            title: text.code,
            key: 'code',
            className: 'day',
            render: (_, { id, code, revokedAt }) => (
              <>
                <Link to={`/desk/certificates/${id}`} className="inline-link">
                  {code}
                </Link>{' '}
                {revokedAt !== null && <Tag color="red">{text.revokedTag}</Tag>}
              </>
            ),
          },
          { title: text.kind, key: 'kind', render: (_, { kind }) => terms.certificateKind[kind] },
          { title: text.certUnit, dataIndex: 'unitName', key: 'unitName' },
          { title: text.period, key: 'period', render: (_, { from, to }) => `${from} – ${to}` },
          { title: text.services, dataIndex: 'services', key: 'services', align: 'right' },
          { title: text.hours, dataIndex: 'hours', key: 'hours', align: 'right' },
        ]}
      />
    </section>
  )
}

function Issue({ person, units }: Pick<CertificatesProps, 'person' | 'units'>) {
  const text = usePeopleText()
  const navigate = useNavigate()
  const today = dayOf(useWorkbench().county.now)
  const { run, running, problem, clear } = useCommand(issue)
  const submit = async (typed: { unitId: string; from: string; to: string }) => {
    const outcome = await run({ personId: person.id, ...typed })
    if (outcome.ok) await navigate(`/desk/certificates/${outcome.value.id}`)
    return outcome.ok
  }
  const required = [{ required: true, message: text.required }]
  return (
    <FormDialog
      title={text.issue}
      initial={{ from: `${today.slice(0, 4)}-01-01`, to: today, ...(units[0] ? { unitId: units[0].value } : {}) }}
      running={running}
      problem={problem}
      onSubmit={submit}
      onOpen={clear}
    >
      <p className="quiet">{text.issueLead}</p>
      <Form.Item name="unitId" label={text.certUnit} rules={required}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={[...units]} />
      </Form.Item>
      <Form.Item name="from" label={text.from} rules={required}>
        <DayField />
      </Form.Item>
      <Form.Item name="to" label={text.to} rules={required}>
        <DayField latest={today} />
      </Form.Item>
    </FormDialog>
  )
}
