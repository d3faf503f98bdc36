import { MeView } from '@kepu/contract/identity'
import { RegionView } from '@kepu/contract/organization'
import { topics } from '@kepu/contract/people'
import { OrderFilter, OrderPage, type OrderRow, orderStatuses } from '@kepu/contract/service'
import { Button, Tag } from 'antd'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { z } from 'zod'
import { apiOf, path, withQuery } from '../../../lib/api.ts'
import { formatInstant } from '../../../lib/format.ts'
import { useTerms } from '../../../lib/screen.tsx'
import type { Terms } from '../../../lib/terms.ts'
import { useCan } from '../../../shell/workbench.tsx'
import { type Columns, DataTable } from '../../../ui/data-table.tsx'
import { FilterBar, FilterPeriod, FilterSegments, FilterSelect, FilterText } from '../../../ui/filter-bar.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useFilters } from '../../../ui/use-filters.ts'
import { EnterOrderDialog } from './enter-order.tsx'
import type { ServiceText } from './messages.zh-CN.ts'
import { Due, Next } from './next-step.tsx'
import { useServiceText } from './words.ts'

const Regions = z.object({ items: z.array(RegionView) })
const FILTERS = Object.keys(OrderFilter.shape)
const BOARDS = ['mine', 'pool', 'all'] as const

export async function loader(call: LoaderFunctionArgs) {
  const api = apiOf(call)
  const { searchParams } = new URL(call.request.url)
  const filter = Object.fromEntries(FILTERS.map((name) => [name, searchParams.get(name)]))
  const { county } = await api.get('/me', MeView)
  const [page, regions] = await Promise.all([
    api.get(withQuery('/orders', { ...filter, cursor: searchParams.get('cursor') }), OrderPage),
    api.get(path`/counties/${county}/regions`, Regions),
  ])
  return { page, regions: regions.items, exportAs: withQuery('/api/v1/orders.xlsx', filter) }
}

/** The board of village, township, department, team and coordinator: what waits for me first. */
export default function OrderBoard() {
  const { page, regions, exportAs } = useLoaderData<typeof loader>()
  const text = useServiceText()
  const terms = useTerms()
  const board = useFilters().get('board') ?? 'mine'
  const empty = board === 'mine' ? text.emptyMine : board === 'pool' ? text.emptyPool : text.empty
  return (
    <>
      <PageHeader
        title={text.title}
        lead={text.lead}
        actions={<BoardActions exportAs={exportAs} regions={regions} />}
      />
      <FilterBar>
        <FilterSegments
          name="board"
          label={text.board}
          options={BOARDS.map((value) => ({ value, label: text.boards[value] }))}
        />
        <FilterText name="text" label={text.search} />
        <FilterSelect
          name="status"
          label={text.status}
          options={orderStatuses.map((value) => ({ value, label: terms.orderStatus[value] }))}
        />
        <FilterSelect
          name="overdue"
          label={text.overdueOptions}
          options={[{ value: 'true', label: text.overdueOnly }]}
        />
        <FilterSelect
          name="topic"
          label={text.topic}
          options={topics.map((value) => ({ value, label: terms.topic[value] }))}
        />
        <FilterSelect
          name="regionCode"
          label={text.township}
          options={regions.flatMap(({ code, name, level }) =>
            level === 'township' ? [{ value: code, label: name }] : [],
          )}
        />
        <FilterPeriod label={[text.periodFrom, text.periodTo]} />
      </FilterBar>
      <DataTable
        label={text.title}
        rows={page.items}
        columns={columnsOf(text, terms)}
        rowKey={({ id }) => id}
        empty={empty}
        next={page.next}
      />
    </>
  )
}

function BoardActions({ exportAs, regions }: { exportAs: string; regions: readonly RegionView[] }) {
  const text = useServiceText()
  const canEnter = useCan('service.order.enter')
  const seesRatings = useCan('service.rating.show')
  return (
    <>
      {canEnter && <EnterOrderDialog regions={regions} />}
      <Button href="/desk/service/visits">{text.calendar}</Button>
      <Button href="/desk/service/menu">{text.menu}</Button>
      {seesRatings && <Button href="/desk/service/quality">{text.quality}</Button>}
      <Button href="/desk/service/settings">{text.settings}</Button>
      <Button href={exportAs}>{text.exportFile}</Button>
    </>
  )
}

function columnsOf(text: ServiceText, terms: Terms): Columns<OrderRow> {
  return [
    {
      title: text.service,
      key: 'service',
      className: 'wrapping',
      render: (_, order) => (
        <>
          <Link to={`/desk/service/orders/${order.id}`}>{order.title}</Link>{' '}
          {order.askers > 1 && <Tag>{text.households(order.askers)}</Tag>}
          {order.round > 1 && <Tag color="orange">{text.round(order.round)}</Tag>}
          <div className="quiet">{order.number.replaceAll(/(\d{4})(?=\d)/g, '$1 ')}</div>
        </>
      ),
    },
    { title: text.place, key: 'place', dataIndex: 'regionName', className: 'nowrap' },
    { title: text.status, key: 'status', className: 'nowrap', render: (_, order) => terms.orderStatus[order.status] },
    { title: text.next, key: 'next', className: 'wrapping', render: (_, order) => <Next order={order} /> },
    { title: text.due, key: 'due', className: 'nowrap', render: (_, order) => <Due order={order} /> },
    { title: text.placedAt, key: 'placedAt', className: 'nowrap', render: (_, order) => formatInstant(order.placedAt) },
  ]
}
