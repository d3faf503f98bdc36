import { pageOf } from '@kepu/contract'
import { PersonFilter, PersonRow } from '@kepu/contract/people'
import { Button, Tag } from 'antd'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, withQuery } from '../../../lib/api.ts'
import { useTerms } from '../../../lib/screen.tsx'
import { useCan } from '../../../shell/workbench.tsx'
import { type Columns, DataTable } from '../../../ui/data-table.tsx'
import { FilterBar, FilterSelect, FilterText } from '../../../ui/filter-bar.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { type Choices, optionsOf, readChoices } from './choices.ts'
import peopleCss from './people.css?url'
import { usePeopleText } from './words.ts'

const FILTERS = Object.keys(PersonFilter.shape)

export async function loader(call: LoaderFunctionArgs) {
  const { searchParams } = new URL(call.request.url)
  const filter = Object.fromEntries(FILTERS.map((name) => [name, searchParams.get(name)]))
  const [page, choices] = await Promise.all([
    apiOf(call).get(withQuery('/people', { ...filter, cursor: searchParams.get('cursor') }), pageOf(PersonRow)),
    readChoices(call),
  ])
  return { page, choices, exportAs: withQuery('/api/v1/people.xlsx', filter) }
}

/** 人才队伍: the register. */
export default function People() {
  const { page, choices, exportAs } = useLoaderData<typeof loader>()
  const text = usePeopleText()
  const canAdd = useCan('people.person.add')
  return (
    <>
      <link rel="stylesheet" href={peopleCss} precedence="people" />
      <PageHeader
        title={text.people}
        lead={text.peopleLead}
        actions={
          canAdd && (
            <>
              <Button type="primary" href="/desk/people/new">
                {text.add}
              </Button>
              <Button href="/desk/people/import">{text.importFile}</Button>
              <Button href={exportAs}>{text.exportFile}</Button>
              <Button href="/desk/people/duplicates">{text.duplicates}</Button>
              <Button href="/desk/people/corrections">{text.corrections}</Button>
            </>
          )
        }
      />
      <PeopleFilters choices={choices} />
      <DataTable
        label={text.people}
        rows={page.items}
        columns={useColumns()}
        rowKey={({ id }) => id}
        empty={text.emptyPeople}
        next={page.next}
      />
    </>
  )
}

function PeopleFilters({ choices }: { choices: Choices }) {
  const text = usePeopleText()
  const terms = useTerms()
  return (
    <FilterBar>
      <FilterText name="text" label={text.find} />
      <FilterSelect name="kind" label={text.kind} options={optionsOf(terms.personKind)} />
      <FilterSelect name="topic" label={text.topic} options={optionsOf(terms.topic)} />
      <FilterSelect name="audience" label={text.audience} options={optionsOf(terms.audience)} />
      <FilterSelect name="unitId" label={text.unit} options={choices.units} />
      <FilterSelect name="regionCode" label={text.region} options={choices.townships} />
      <FilterSelect name="status" label={text.status} options={optionsOf(terms.personStatus)} />
    </FilterBar>
  )
}

function useColumns(): Columns<PersonRow> {
  const text = usePeopleText()
  const terms = useTerms()
  return [
    {
      title: text.name,
      key: 'name',
      className: 'day',
      render: (_, { id, name }) => <Link to={`/desk/people/${id}`}>{name}</Link>,
    },
    {
      title: text.kind,
      key: 'kinds',
      render: (_, { kinds }) => kinds.map((kind) => <Tag key={kind}>{terms.personKind[kind]}</Tag>),
    },
    { title: text.employer, dataIndex: 'employer', key: 'employer', className: 'wrapping' },
    { title: text.position, dataIndex: 'position', key: 'position' },
    {
      title: text.topics,
      key: 'topics',
      className: 'wrapping',
      render: (_, { topics }) => topics.map((topic) => terms.topic[topic]).join('、'),
    },
    { title: text.unit, dataIndex: 'unitName', key: 'unitName' },
    { title: text.phone, dataIndex: 'phoneMasked', key: 'phoneMasked', className: 'day' },
    { title: text.inTeams, dataIndex: 'teams', key: 'teams', align: 'right' },
  ]
}
