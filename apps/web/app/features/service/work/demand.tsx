import { audiences } from '@kepu/contract'
import { MeView } from '@kepu/contract/identity'
import { topics } from '@kepu/contract/people'
import { type DemandCount, DemandView, seasons } from '@kepu/contract/service-demand'
import { Button, Tag } from 'antd'
import { type LoaderFunctionArgs, useLoaderData, useLocation } from 'react-router'
import { apiOf, path, withQuery } from '../../../lib/api.ts'
import { Outline } from '../../../lib/projection.ts'
import { useTerms } from '../../../lib/screen.tsx'
import { CountyMap } from '../../../ui/county-map.tsx'
import { type Columns, DataTable } from '../../../ui/data-table.tsx'
import { FilterBar, FilterPeriod, FilterSelect } from '../../../ui/filter-bar.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useMatchText } from '../match-words.ts'

export async function loader(call: LoaderFunctionArgs) {
  const api = apiOf(call)
  const { searchParams } = new URL(call.request.url)
  const asked = Object.fromEntries(
    ['from', 'to', 'topic', 'township', 'audience', 'season'].map((name) => [name, searchParams.get(name)]),
  )
  const demand = await api.get(withQuery('/service-demand', asked), DemandView)
  const { county } = await api.get('/me', MeView)
  return { demand, outline: await api.find(path`/counties/${county}/outline`, Outline) }
}

/** 科普需求: what people asked for, where, what became of it, and what nobody offers. */
export default function DemandPage() {
  const { demand, outline } = useLoaderData<typeof loader>()
  const text = useMatchText()
  const terms = useTerms()
  const { search } = useLocation()
  const { whole, byTopic, byTownship, byAudience, bySeason } = demand
  return (
    <>
      <PageHeader
        title={text.demandTitle}
        lead={text.demandLead}
        actions={<Button href={`/api/v1/service-demand.xlsx${search}`}>{text.excel}</Button>}
      />
      <FilterBar>
        <FilterPeriod label={text.period} />
        <FilterSelect
          name="topic"
          label={text.topic}
          options={topics.map((topic) => ({ value: topic, label: terms.topic[topic] }))}
        />
        <FilterSelect
          name="township"
          label={text.township}
          options={byTownship.map(({ regionCode, regionName }) => ({ value: regionCode, label: regionName }))}
        />
        <FilterSelect
          name="audience"
          label={text.audience}
          options={audiences.map((audience) => ({ value: audience, label: terms.audience[audience] }))}
        />
        <FilterSelect
          name="season"
          label={text.season}
          options={seasons.map((season) => ({ value: season, label: text.seasons[season] }))}
        />
      </FilterBar>
      <ul className="planning-figures">
        {(['asked', 'askers', 'servedCount', 'waitingCount', 'refused'] as const).map((name) => (
          <li key={name}>
            <strong>{figureOf(whole, name)}</strong> {text[name]}
          </li>
        ))}
      </ul>
      <TownshipMap demand={demand} outline={outline} />
      <Counts
        title={text.byTopic}
        heading={text.topic}
        rows={byTopic.map((one) => ({
          ...one,
          key: one.topic ?? '',
          name: one.topic ? terms.topic[one.topic] : text.unclear,
        }))}
        more={[
          {
            title: text.offered,
            key: 'offered',
            render: (_, { offered }) => (offered ? text.isOffered : <Tag color="orange">{text.nobodyOffers}</Tag>),
          },
          { title: text.teams, key: 'teams', render: (_, { teams }) => teams },
        ]}
      />
      <Counts
        title={text.byTownship}
        heading={text.township}
        rows={byTownship.map((one) => ({ ...one, key: one.regionCode, name: one.regionName }))}
      />
      <Counts
        title={text.byAudience}
        heading={text.audience}
        rows={byAudience.map((one) => ({
          ...one,
          key: one.audience ?? '',
          name: one.audience ? terms.audience[one.audience] : text.noAudience,
        }))}
      />
      <Counts
        title={text.bySeason}
        heading={text.season}
        rows={bySeason.map((one) => ({ ...one, key: one.season, name: text.seasons[one.season] }))}
      />
    </>
  )
}

type Figure = 'asked' | 'askers' | 'servedCount' | 'waitingCount' | 'refused' | 'withdrawn'

function figureOf(count: DemandCount, name: Figure): number {
  if (name === 'servedCount') return count.served
  return name === 'waitingCount' ? count.waiting : count[name]
}

function TownshipMap({ demand, outline }: { demand: DemandView; outline: Outline | null }) {
  const text = useMatchText()
  const most = Math.max(1, ...demand.byTownship.map(({ asked }) => asked))
  const marks = demand.byTownship.flatMap(({ regionCode, regionName, position, asked }) =>
    position ? [{ key: regionCode, position, label: regionName, figure: String(asked), weight: asked / most }] : [],
  )
  return (
    <section>
      <h2>{text.demandMap}</h2>
      {marks.length === 0 ? (
        <p className="quiet">{text.noPlaces}</p>
      ) : (
        <CountyMap label={text.demandMap} outline={outline} marks={marks} />
      )}
    </section>
  )
}

interface CountsProps<T> {
  readonly title: string
  readonly heading: string
  readonly rows: readonly T[]
  readonly more?: Columns<T>
}

function Counts<T extends DemandCount & { key: string; name: string }>({
  title,
  heading,
  rows,
  more = [],
}: CountsProps<T>) {
  const text = useMatchText()
  const figures = ['asked', 'askers', 'servedCount', 'waitingCount', 'refused', 'withdrawn'] as const
  const columns: Columns<T> = [
    { title: heading, key: 'name', render: (_, { name }) => name },
    ...figures.map((name) => ({ title: text[name], key: name, render: (_: unknown, row: T) => figureOf(row, name) })),
    ...more,
  ]
  return (
    <section>
      <h2>{title}</h2>
      <DataTable label={title} rows={rows} columns={columns} rowKey={({ key }) => key} empty={text.noDemand} />
    </section>
  )
}
