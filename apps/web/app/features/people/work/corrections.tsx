import { pageOf } from '@kepu/contract'
import { CorrectionView, DecideCorrection } from '@kepu/contract/people-correction'
import { Form, Input } from 'antd'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, withQuery } from '../../../lib/api.ts'
import { formatInstant } from '../../../lib/format.ts'
import { useTerms } from '../../../lib/screen.tsx'
import { verb } from '../../../lib/verb.ts'
import { type Columns, DataTable } from '../../../ui/data-table.tsx'
import { FilterBar, FilterSegments } from '../../../ui/filter-bar.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import { optionsOf } from './choices.ts'
import { usePeopleText } from './words.ts'

const decide = verb('POST', '/person-corrections/{correctionId}/decision', DecideCorrection, CorrectionView)

export async function loader(call: LoaderFunctionArgs) {
  const { searchParams } = new URL(call.request.url)
  const filter = { status: searchParams.get('status'), cursor: searchParams.get('cursor') }
  return apiOf(call).get(withQuery('/person-corrections', filter), pageOf(CorrectionView))
}

/** 更正申请. */
export default function Corrections() {
  const { items, next } = useLoaderData<typeof loader>()
  const text = usePeopleText()
  const terms = useTerms()
  return (
    <>
      <PageHeader
        title={text.corrections}
        lead={text.correctionsLead}
        crumbs={[{ href: '/desk/people', label: text.people }]}
      />
      <FilterBar>
        <FilterSegments name="status" label={text.status} options={optionsOf(terms.correctionStatus)} />
      </FilterBar>
      <DataTable
        label={text.corrections}
        rows={items}
        columns={useColumns()}
        rowKey={({ id }) => id}
        empty={text.noCorrections}
        next={next}
      />
    </>
  )
}

function useColumns(): Columns<CorrectionView> {
  const text = usePeopleText()
  const terms = useTerms()
  const say = (value: unknown) => (Array.isArray(value) ? value.join('、') : String(value ?? '—'))
  return [
    {
      title: text.person,
      key: 'person',
      render: (_, { personId, personName }) => <Link to={`/desk/people/${personId}`}>{personName}</Link>,
    },
    {
      title: text.change,
      key: 'change',
      className: 'wrapping',
      render: (_, { changes, note }) => (
        <>
          {changes.map(({ field, before, after }) => (
            <div key={field}>
              <b>{terms.personField[field]}</b> {say(before)} → {say(after)}
            </div>
          ))}
          {note && <div className="quiet">{note}</div>}
        </>
      ),
    },
    {
      title: text.asker,
      key: 'asker',
      render: (_, { askedBy, askedByName, askedAt }) =>
        `${terms.correctionAsker[askedBy]} ${askedByName} ${formatInstant(askedAt)}`,
    },
    {
      title: text.decided,
      key: 'decided',
      className: 'wrapping',
      render: (_, one) =>
        one.can.length > 0 ? (
          <>
            <Decide correction={one} accept /> <Decide correction={one} accept={false} />
          </>
        ) : (
          `${terms.correctionStatus[one.status]} ${one.decidedByName ?? ''} ${one.reason ?? ''}`
        ),
    },
  ]
}

function Decide({ correction, accept }: { correction: CorrectionView; accept: boolean }) {
  const text = usePeopleText()
  const { run, running, problem, clear } = useCommand(decide)
  const submit = async ({ reason }: { reason: string }) =>
    (await run({ correctionId: correction.id, accept, reason })).ok
  return (
    <FormDialog
      title={accept ? text.accept : text.decline}
      button={{ size: 'small', type: accept ? 'primary' : 'default' }}
      running={running}
      problem={problem}
      onSubmit={submit}
      onOpen={clear}
    >
      <Form.Item name="reason" label={text.reason} rules={[{ required: true, message: text.required }]}>
        <Input maxLength={300} />
      </Form.Item>
    </FormDialog>
  )
}
