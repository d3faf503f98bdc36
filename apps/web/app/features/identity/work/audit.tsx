import { pageOf } from '@kepu/contract'
import { AuditEntryView } from '@kepu/contract/identity'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, withQuery } from '../../../lib/api.ts'
import { formatInstant } from '../../../lib/format.ts'
import { type Columns, DataTable } from '../../../ui/data-table.tsx'
import { FilterBar, FilterPeriod, FilterSelect } from '../../../ui/filter-bar.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import type { AuditText } from './messages.zh-CN.ts'
import { useAuditText } from './words.ts'

const AuditPage = pageOf(AuditEntryView)
const FILTERS = ['action', 'from', 'to', 'subjectId', 'cursor'] as const

export async function loader(call: LoaderFunctionArgs) {
  const { searchParams } = new URL(call.request.url)
  const query = Object.fromEntries(FILTERS.map((name) => [name, searchParams.get(name)]))
  return apiOf(call).get(withQuery('/audit', query), AuditPage)
}

/** Who did what, and when. */
export default function AuditTrail() {
  const { items, next } = useLoaderData<typeof loader>()
  const text = useAuditText()
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <FilterBar>
        <FilterSelect
          name="action"
          label={text.action}
          options={Object.entries(text.actions).map(([value, label]) => ({ value, label }))}
        />
        <FilterPeriod label={[text.from, text.to]} />
      </FilterBar>
      <DataTable
        label={text.title}
        rows={items}
        columns={columnsOf(text)}
        rowKey={(entry) => `${entry.chain}.${entry.seq}`}
        empty={text.empty}
        next={next}
        details={(entry) => <pre className="detail">{JSON.stringify(entry.detail, null, 2)}</pre>}
      />
    </>
  )
}

function columnsOf(text: AuditText): Columns<AuditEntryView> {
  const words = new Map(Object.entries(text.actions))
  return [
    { title: text.at, key: 'at', render: (_, entry) => formatInstant(entry.at) },
    { title: text.who, dataIndex: 'actorName', key: 'who' },
    { title: text.unit, key: 'unit', render: (_, entry) => entry.unitName ?? '—' },
    {
      title: text.action,
      key: 'action',
      render: (_, { action }) => (
        <>
          {words.get(action) ?? action} <small className="quiet">{action}</small>
        </>
      ),
    },
    {
      title: text.subject,
      key: 'subject',
      render: (_, entry) => (
        <span title={entry.subjectId}>
          {entry.subjectType} …{entry.subjectId.slice(-6)}
        </span>
      ),
    },
  ]
}
