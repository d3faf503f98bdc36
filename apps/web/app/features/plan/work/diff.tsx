import { PlanDiffView } from '@kepu/contract/plan'
import { Tag } from 'antd'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, path } from '../../../lib/api.ts'
import { type Columns, DataTable } from '../../../ui/data-table.tsx'
import { FilterBar, FilterSelect } from '../../../ui/filter-bar.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useFilters } from '../../../ui/use-filters.ts'
import type { WorkPlanText } from './messages.zh-CN.ts'
import { useWorkPlanText } from './words.ts'

type Change = PlanDiffView['changes'][number]
const COLOURS: Readonly<Record<Change['change'], string>> = {
  added: 'green',
  removed: 'red',
  changed: 'blue',
  renamed: 'purple',
}

export async function loader(call: LoaderFunctionArgs) {
  return apiOf(call).get(path`/plans/${call.params['planId']}/diff`, PlanDiffView)
}

/** What a revised document, or the next period's, changes. */
export default function PlanDiff() {
  const { from, to, changes } = useLoaderData<typeof loader>()
  const text = useWorkPlanText()
  const kind = useFilters().get('kind')
  const shown = changes.filter((change) => kind === null || change.kind === kind)
  const options = Object.entries(text.diffKinds).map(([value, label]) => ({ value, label }))
  const name = (header: typeof from) => `${header.title}（${text.revisionOf(header.revision)}）`
  return (
    <>
      <PageHeader
        title={text.diffTitle}
        crumbs={[
          { href: '/desk/plans', label: text.title },
          { href: `/desk/plans/${to.id}`, label: to.title },
        ]}
        lead={text.diffLead(name(from), name(to))}
      />
      <FilterBar>
        <FilterSelect name="kind" label={text.filterKind} options={options} />
      </FilterBar>
      <DataTable
        label={text.diffTitle}
        rows={shown}
        columns={columnsOf(text)}
        rowKey={({ kind: what, change, where, before, after }) => [what, change, where, before, after].join(' ')}
        empty={text.diffNone}
      />
    </>
  )
}

function columnsOf(text: WorkPlanText): Columns<Change> {
  return [
    {
      title: text.change,
      key: 'change',
      render: (_, { change }) => <Tag color={COLOURS[change]}>{text.diffChanges[change]}</Tag>,
    },
    { title: text.kind, key: 'kind', render: (_, { kind }) => text.diffKinds[kind] },
    { title: text.where, dataIndex: 'where', key: 'where' },
    {
      title: text.before,
      key: 'before',
      className: 'wrapping',
      render: (_, { before }) => before && <del>{before}</del>,
    },
    { title: text.after, key: 'after', className: 'wrapping', render: (_, { after }) => after && <ins>{after}</ins> },
  ]
}
