import { type UnitKind, UnitView, unitKinds } from '@kepu/contract/organization'
import { Form, Input, Select, Tag } from 'antd'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { z } from 'zod'
import { apiOf, withQuery } from '../../../lib/api.ts'
import { useTerms } from '../../../lib/screen.tsx'
import type { Terms } from '../../../lib/terms.ts'
import { useCan } from '../../../shell/workbench.tsx'
import { type Columns, DataTable } from '../../../ui/data-table.tsx'
import { FilterBar, FilterSegments, FilterText } from '../../../ui/filter-bar.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import type { UnitsText } from './messages.zh-CN.ts'
import { addUnit } from './verbs.ts'
import { useUnitsText } from './words.ts'

const Units = z.object({ items: z.array(UnitView) })
const GROUPS = ['bodies', 'township', 'village'] as const
const PLACES: readonly UnitKind[] = ['township', 'village']

/** Departments first: they're what plans name. A search goes over all. */
export async function loader(call: LoaderFunctionArgs) {
  const { searchParams } = new URL(call.request.url)
  const text = searchParams.get('text')
  const kind = PLACES.find((place) => place === searchParams.get('group')) ?? null
  const { items } = await apiOf(call).get(withQuery('/units', { text, kind: text ? null : kind }), Units)
  return { units: text || kind ? items : items.filter((unit) => !PLACES.includes(unit.kind)) }
}

export default function UnitList() {
  const { units } = useLoaderData<typeof loader>()
  const text = useUnitsText()
  const terms = useTerms()
  const mayAdd = useCan('organization.unit.add')
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} actions={mayAdd && <AddUnit />} />
      <FilterBar>
        <FilterSegments
          name="group"
          label={text.group}
          options={GROUPS.map((value) => ({ value, label: text.groups[value] }))}
        />
        <FilterText name="text" label={text.search} />
      </FilterBar>
      <DataTable
        label={text.title}
        rows={units}
        columns={columnsOf(text, terms)}
        rowKey={(unit) => unit.id}
        empty={text.empty}
      />
    </>
  )
}

function columnsOf(text: UnitsText, terms: Terms): Columns<UnitView> {
  return [
    { title: text.name, key: 'name', render: (_, unit) => <Link to={`/desk/units/${unit.id}`}>{unit.name}</Link> },
    { title: text.kind, key: 'kind', render: (_, unit) => terms.unitKind[unit.kind] },
    {
      title: text.aliases,
      key: 'aliases',
      render: (_, unit) => unit.aliases.map((alias) => <Tag key={alias.name}>{alias.name}</Tag>),
    },
    { title: text.region, dataIndex: 'regionCode', key: 'region' },
  ]
}

interface NewUnit {
  readonly name: string
  readonly kind: UnitKind
}

function AddUnit() {
  const text = useUnitsText()
  const terms = useTerms()
  const { run, running, problem, clear } = useCommand(addUnit)
  return (
    <FormDialog<NewUnit>
      title={text.add}
      button={{ type: 'primary' }}
      initial={{ kind: 'department' }}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={async (values) => (await run(values)).ok}
    >
      <Form.Item name="name" label={text.name} extra={text.nameRule} rules={[{ required: true, min: 2, max: 60 }]}>
        <Input />
      </Form.Item>
      <Form.Item name="kind" label={text.kind} rules={[{ required: true }]}>
        <Select options={unitKinds.map((kind) => ({ value: kind, label: terms.unitKind[kind] }))} />
      </Form.Item>
    </FormDialog>
  )
}
