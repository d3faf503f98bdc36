import { pageOf } from '@kepu/contract'
import { LightBoardView, lightColours, NodeLightView } from '@kepu/contract/plan-supervision'
import { YearPlanHeader } from '@kepu/contract/plan-year'
import { Button, Empty } from 'antd'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { z } from 'zod'
import { apiOf, withQuery } from '../../../../lib/api.ts'
import { useCan } from '../../../../shell/workbench.tsx'
import { FilterBar, FilterSegments, FilterSelect } from '../../../../ui/filter-bar.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { useFilters } from '../../../../ui/use-filters.ts'
import { BoardTable } from './board-table.tsx'
import { Legend } from './lamp.tsx'
import { LightTable } from './light-table.tsx'
import supervisionCss from './supervision.css?url'
import { useSupervisionText } from './words.ts'

const LightPage = pageOf(NodeLightView)
const Years = z.object({ items: z.array(YearPlanHeader) })

export async function loader(call: LoaderFunctionArgs) {
  const api = apiOf(call)
  const { searchParams } = new URL(call.request.url)
  const asked = (name: string) => searchParams.get(name)
  const yearPlanId = asked('yearPlanId')
  const filter = {
    yearPlanId,
    unitId: asked('unitId'),
    annualTaskId: asked('annualTaskId'),
    colour: asked('colour'),
    month: asked('month'),
    cursor: asked('cursor'),
  }
  const years = (await api.get('/years', Years)).items.filter(({ status }) => status !== 'draft')
  if (years.length === 0) return { years, board: null, page: null }
  const [board, page] = await Promise.all([
    api.get(withQuery('/supervision/board', { yearPlanId }), LightBoardView),
    asked('view') === 'list' ? api.get(withQuery('/supervision/lights', filter), LightPage) : null,
  ])
  return { years, board, page }
}

/** 亮灯台: how every body stands in every month, and the nodes behind it. */
export default function Board() {
  const { years, board, page } = useLoaderData<typeof loader>()
  const text = useSupervisionText()
  const canSet = useCan('plan.supervision.set')
  return (
    <>
      <link rel="stylesheet" href={supervisionCss} precedence="supervision" />
      <PageHeader
        title={text.title}
        lead={text.lead}
        actions={
          <>
            <Button href="/desk/supervision/orders">{text.orders}</Button>
            {canSet && <Button href="/desk/supervision/settings">{text.settings}</Button>}
          </>
        }
      />
      {board === null ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text.emptyBoard} />
      ) : (
        <>
          <Filters board={board} years={years} />
          <Legend counts={board.counts} />
          {page === null ? (
            <BoardTable board={board} />
          ) : (
            <LightTable lights={page.items} next={page.next} empty={text.empty} />
          )}
        </>
      )}
    </>
  )
}

function Filters({ board, years }: { readonly board: LightBoardView; readonly years: readonly YearPlanHeader[] }) {
  const text = useSupervisionText()
  const list = useFilters().get('view') === 'list'
  return (
    <FilterBar>
      <FilterSegments
        name="view"
        label={text.view}
        options={[
          { value: 'board', label: text.board },
          { value: 'list', label: text.list },
        ]}
      />
      <FilterSelect
        name="yearPlanId"
        label={`${text.years} ${board.year}`}
        options={years.map(({ id, year }) => ({ value: id, label: String(year) }))}
      />
      {list && (
        <>
          <FilterSelect
            name="unitId"
            label={text.bodyFilter}
            options={board.bodies.map(({ unitId, unitName }) => ({ value: unitId, label: unitName }))}
          />
          <FilterSelect
            name="colour"
            label={text.colourFilter}
            options={lightColours.map((colour) => ({ value: colour, label: text.colour[colour] }))}
          />
          <FilterSelect
            name="month"
            label={text.monthFilter}
            options={Array.from({ length: 12 }, (_, i) => ({ value: String(i + 1), label: text.month(i + 1) }))}
          />
          <FilterSelect
            name="annualTaskId"
            label={text.taskFilter}
            options={board.tasks.map(({ annualTaskId, label, title }) => ({
              value: annualTaskId,
              label: `${label} ${title}`,
            }))}
          />
        </>
      )}
    </FilterBar>
  )
}
