import { pageOf } from '@kepu/contract'
import { TeamFilter, TeamView } from '@kepu/contract/people-team'
import { Button } from 'antd'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, withQuery } from '../../../lib/api.ts'
import { useTerms } from '../../../lib/screen.tsx'
import { useCan } from '../../../shell/workbench.tsx'
import { type Columns, DataTable } from '../../../ui/data-table.tsx'
import { FilterBar, FilterSegments, FilterSelect, FilterText } from '../../../ui/filter-bar.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { optionsOf, readChoices } from './choices.ts'
import peopleCss from './people.css?url'
import { usePeopleText } from './words.ts'

const FILTERS = Object.keys(TeamFilter.shape)

export async function loader(call: LoaderFunctionArgs) {
  const { searchParams } = new URL(call.request.url)
  const filter = Object.fromEntries(FILTERS.map((name) => [name, searchParams.get(name)]))
  const [page, choices] = await Promise.all([
    apiOf(call).get(withQuery('/teams', { ...filter, cursor: searchParams.get('cursor') }), pageOf(TeamView)),
    readChoices(call),
  ])
  return { page, choices }
}

/** 科技志愿服务队. */
export default function Teams() {
  const { page, choices } = useLoaderData<typeof loader>()
  const text = usePeopleText()
  const terms = useTerms()
  const canAdd = useCan('people.team.add')
  return (
    <>
      <link rel="stylesheet" href={peopleCss} precedence="people" />
      <PageHeader
        title={text.teams}
        lead={text.teamsLead}
        actions={
          canAdd && (
            <Button type="primary" href="/desk/teams/new">
              {text.addTeam}
            </Button>
          )
        }
      />
      <FilterBar>
        <FilterText name="text" label={text.findTeam} />
        <FilterSelect name="topic" label={text.topic} options={optionsOf(terms.topic)} />
        <FilterSelect name="audience" label={text.audience} options={optionsOf(terms.audience)} />
        <FilterSelect name="unitId" label={text.unit} options={choices.units} />
        <FilterSelect name="regionCode" label={text.start} options={choices.townships} />
        <FilterSegments
          name="active"
          label={text.status}
          options={[
            { value: 'true', label: text.active },
            { value: 'false', label: text.inactive },
          ]}
        />
      </FilterBar>
      <DataTable
        label={text.teams}
        rows={page.items}
        columns={useColumns()}
        rowKey={({ id }) => id}
        empty={text.emptyTeams}
        next={page.next}
      />
    </>
  )
}

function useColumns(): Columns<TeamView> {
  const text = usePeopleText()
  const terms = useTerms()
  return [
    { title: text.teamName, key: 'name', render: (_, { id, name }) => <Link to={`/desk/teams/${id}`}>{name}</Link> },
    { title: text.unit, dataIndex: 'unitName', key: 'unitName' },
    {
      title: text.topics,
      key: 'topics',
      className: 'wrapping',
      render: (_, { topics }) => topics.map((topic) => terms.topic[topic]).join('、'),
    },
    { title: text.start, dataIndex: 'regionName', key: 'regionName' },
    { title: text.radius, key: 'radius', align: 'right', render: (_, { radiusKm }) => radiusKm },
    { title: text.weeklyVisits, dataIndex: 'weeklyVisits', key: 'weeklyVisits', align: 'right' },
    { title: text.leader, dataIndex: 'leaderName', key: 'leaderName' },
    { title: text.memberCount, dataIndex: 'memberCount', key: 'memberCount', align: 'right' },
  ]
}
