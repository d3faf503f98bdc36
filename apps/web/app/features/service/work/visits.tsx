import { pageOf } from '@kepu/contract'
import { MeView } from '@kepu/contract/identity'
import { CountyView, RegionView } from '@kepu/contract/organization'
import { TeamView } from '@kepu/contract/people-team'
import { VisitList, type VisitView } from '@kepu/contract/service-visit'
import { Button, Empty } from 'antd'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { z } from 'zod'
import { apiOf, path, withQuery } from '../../../lib/api.ts'
import { dayOf, formatDay } from '../../../lib/format.ts'
import { useLanguage } from '../../../lib/screen.tsx'
import { FilterBar, FilterSegments, FilterSelect } from '../../../ui/filter-bar.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useFilters } from '../../../ui/use-filters.ts'
import { daysInSight, turned } from './days.ts'
import serviceCss from './service.css?url'
import { useServiceText } from './words.ts'

const Teams = pageOf(TeamView)
const Regions = z.object({ items: z.array(RegionView) })
const DAY = /^\d{4}-\d{2}-\d{2}$/

export async function loader(call: LoaderFunctionArgs) {
  const api = apiOf(call)
  const { searchParams } = new URL(call.request.url)
  const { county } = await api.get('/me', MeView)
  const { now } = await api.get(path`/counties/${county}`, CountyView)
  const today = dayOf(now)
  const asked = searchParams.get('day') ?? ''
  const day = DAY.test(asked) && Number.isFinite(Date.parse(asked)) ? asked : today
  const view = searchParams.get('view') === 'week' ? 'week' : 'month'
  const days = daysInSight(day, view)
  const query = {
    from: days[0],
    to: days.at(-1),
    teamId: searchParams.get('teamId'),
    regionCode: searchParams.get('regionCode'),
  }
  const [visits, teams, regions] = await Promise.all([
    api.get(withQuery('/visits', query), VisitList),
    api.get('/teams?limit=200', Teams),
    api.get(path`/counties/${county}/regions?level=township`, Regions),
  ])
  return { today, day, view, days, visits: visits.items, teams: teams.items, regions: regions.items } as const
}

/** 服务日历: a month or a week, of all, of a team, of a township. */
export default function VisitCalendar() {
  const { today, day, view, days, visits, teams, regions } = useLoaderData<typeof loader>()
  const text = useServiceText()
  const language = useLanguage()
  const filters = useFilters()
  const byDay = Map.groupBy(visits, (visit) => visit.day)
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' })
  return (
    <>
      <link rel="stylesheet" href={serviceCss} precedence="service" />
      <PageHeader
        title={text.calendar}
        lead={text.calendarLead}
        crumbs={[{ href: '/desk/service', label: text.title }]}
        actions={
          <>
            <Button onClick={() => filters.set({ day: turned(day, view, -1) })}>{text.before}</Button>
            <Button onClick={() => filters.set({ day: null })}>{text.today}</Button>
            <Button onClick={() => filters.set({ day: turned(day, view, 1) })}>{text.after}</Button>
            <Button onClick={() => window.print()}>{text.print}</Button>
          </>
        }
      />
      <FilterBar>
        <FilterSegments
          name="view"
          label={text.view}
          options={[
            { value: 'month', label: text.month },
            { value: 'week', label: text.week },
          ]}
        />
        <FilterSelect
          name="teamId"
          label={text.team}
          options={teams.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <FilterSelect
          name="regionCode"
          label={text.township}
          options={regions.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </FilterBar>
      <h2 className="calendar-title">{formatDay(`${day.slice(0, 7)}-01`, language).replace(/1日$|^1 /, '')}</h2>
      {visits.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text.noVisits} />}
      <ol className="calendar">
        {days.map((one) => {
          const own = byDay.get(one) ?? []
          const outside = view === 'month' && one.slice(0, 7) !== day.slice(0, 7)
          const classes = [outside ? 'off' : '', one === today ? 'now' : '', own.length === 0 ? 'empty-day' : '']
          return (
            <li key={one} className={classes.filter(Boolean).join(' ')}>
              <p className="date">
                {Number(one.slice(5, 7))}-{Number(one.slice(8))} {weekday.format(new Date(one))}
              </p>
              {own.length > 0 && <DayVisits visits={own} />}
            </li>
          )
        })}
      </ol>
    </>
  )
}

function DayVisits({ visits }: { visits: readonly VisitView[] }) {
  return (
    <ul>
      {visits.map((visit) => (
        <li key={visit.id} className={visit.status}>
          {visit.startsAt}{' '}
          <Link to={`/desk/service/visits/${visit.id}`}>{visit.orders[0]?.title ?? visit.teamName}</Link>
          <br />
          {visit.regionName} · {visit.teamName}
        </li>
      ))}
    </ul>
  )
}
