import { pageOf } from '@kepu/contract'
import { ConfirmRecord, RecordFilter, RecordSum, RecordView, ReverseRecord } from '@kepu/contract/people-record'
import { Button, Form, Input, Tag } from 'antd'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, withQuery } from '../../../lib/api.ts'
import { formatNumber } from '../../../lib/format.ts'
import { useTerms } from '../../../lib/screen.tsx'
import { verb } from '../../../lib/verb.ts'
import { useCan } from '../../../shell/workbench.tsx'
import { type Columns, DataTable } from '../../../ui/data-table.tsx'
import { FilterBar, FilterPeriod, FilterSelect, FilterText } from '../../../ui/filter-bar.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import { optionsOf, readChoices } from './choices.ts'
import peopleCss from './people.css?url'
import { usePeopleText } from './words.ts'

const confirm = verb('POST', '/service-records/{recordId}/confirmation', ConfirmRecord, RecordView)
const reverse = verb('POST', '/service-records/{recordId}/reversal', ReverseRecord, RecordView)
const FILTERS = Object.keys(RecordFilter.shape)

export async function loader(call: LoaderFunctionArgs) {
  const api = apiOf(call)
  const { searchParams } = new URL(call.request.url)
  const filter = Object.fromEntries(FILTERS.map((name) => [name, searchParams.get(name)]))
  const [page, sum, choices] = await Promise.all([
    api.get(withQuery('/service-records', { ...filter, cursor: searchParams.get('cursor') }), pageOf(RecordView)),
    api.get(withQuery('/service-records/sum', filter), RecordSum),
    readChoices(call),
  ])
  const exportAs = (ending: string) => withQuery(`/api/v1/service-records.${ending}`, filter)
  return { page, sum, choices, xlsx: exportAs('xlsx'), csv: exportAs('csv') }
}

/** 服务记录. */
export default function Records() {
  const { page, sum, choices, xlsx, csv } = useLoaderData<typeof loader>()
  const text = usePeopleText()
  const terms = useTerms()
  const canAdd = useCan('people.record.add')
  return (
    <>
      <link rel="stylesheet" href={peopleCss} precedence="people" />
      <PageHeader
        title={text.records}
        lead={text.recordsLead}
        actions={
          canAdd && (
            <>
              <Button type="primary" href="/desk/records/new">
                {text.addRecord}
              </Button>
              <Button href={xlsx}>{text.exportFile}</Button>
              <Button href={csv}>{text.exportCsv}</Button>
            </>
          )
        }
      />
      <FilterBar>
        <FilterText name="text" label={text.findRecord} />
        <FilterPeriod label={[text.from_, text.to_]} />
        <FilterSelect name="organiserId" label={text.organiser} options={choices.units} />
        <FilterSelect name="proof" label={text.proof} options={optionsOf(terms.recordProof)} />
      </FilterBar>
      <p>{text.sum(formatNumber(sum.services), formatNumber(sum.hours), formatNumber(sum.people))}</p>
      <DataTable
        label={text.records}
        rows={page.items}
        columns={useColumns()}
        rowKey={({ id }) => id}
        empty={text.emptyRecords}
        next={page.next}
      />
    </>
  )
}

function useColumns(): Columns<RecordView> {
  const text = usePeopleText()
  const terms = useTerms()
  return [
    { title: text.day, dataIndex: 'servedOn', key: 'servedOn', className: 'day' },
    {
      title: text.person,
      key: 'person',
      className: 'day',
      render: (_, { personId, personName }) => <Link to={`/desk/people/${personId}`}>{personName}</Link>,
    },
    {
      title: text.service,
      key: 'title',
      className: 'wrapping',
      render: (_, record) => (
        <>
          {record.title} {record.reverses !== null && <Tag color="red">{text.reversal}</Tag>}
          {record.reversedBy !== null && <Tag>{text.reversed}</Tag>}
        </>
      ),
    },
    { title: text.hours, dataIndex: 'hours', key: 'hours', align: 'right' },
    { title: text.place, key: 'place', render: (_, { regionName, place }) => `${regionName} ${place ?? ''}` },
    { title: text.organiser, dataIndex: 'organiserName', key: 'organiserName' },
    {
      title: text.proof,
      key: 'proof',
      render: (_, { proof, hostName }) => `${terms.recordProof[proof]} ${hostName ?? ''}`,
    },
    {
      title: text.actions,
      key: 'actions',
      className: 'no-print',
      render: (_, record) => (
        <>
          {record.can.includes('people.record.confirm') && <Confirm record={record} />}
          {record.can.includes('people.record.reverse') && <Reverse record={record} />}
        </>
      ),
    },
  ]
}

function Confirm({ record }: { record: RecordView }) {
  const text = usePeopleText()
  const { run, running, problem, clear } = useCommand(confirm)
  const submit = async ({ hostName }: { hostName: string }) => (await run({ recordId: record.id, hostName })).ok
  return (
    <FormDialog
      title={text.confirm}
      button={{ size: 'small' }}
      running={running}
      problem={problem}
      onSubmit={submit}
      onOpen={clear}
    >
      <p className="quiet">{text.confirmLead}</p>
      <Form.Item name="hostName" label={text.hostName} rules={[{ required: true, message: text.required }]}>
        <Input maxLength={60} />
      </Form.Item>
    </FormDialog>
  )
}

function Reverse({ record }: { record: RecordView }) {
  const text = usePeopleText()
  const { run, running, problem, clear } = useCommand(reverse)
  const submit = async ({ reason }: { reason: string }) => (await run({ recordId: record.id, reason })).ok
  return (
    <FormDialog
      title={text.reverse}
      button={{ size: 'small', danger: true }}
      running={running}
      problem={problem}
      onSubmit={submit}
      onOpen={clear}
    >
      <p className="quiet">{text.reverseLead}</p>
      <Form.Item name="reason" label={text.reason} rules={[{ required: true, message: text.required }]}>
        <Input maxLength={200} />
      </Form.Item>
    </FormDialog>
  )
}
