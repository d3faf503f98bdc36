import { YearPlanView } from '@kepu/contract/plan-year'
import { AnnualProposalView } from '@kepu/contract/plan-year-proposal'
import { Segmented } from 'antd'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { z } from 'zod'
import { apiOf, path, withQuery } from '../../../../lib/api.ts'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { useFilters } from '../../../../ui/use-filters.ts'
import { readChoices } from './choices.ts'
import { Proposals } from './proposals.tsx'
import { TableImport } from './table-import.tsx'
import { useYearsText } from './words.ts'
import yearsCss from './years.css?url'

const SOURCES = ['plan', 'lastYear', 'table'] as const
const sourceOf = (wanted: string | null) => SOURCES.find((name) => name === wanted) ?? 'plan'

export async function loader(call: LoaderFunctionArgs) {
  const api = apiOf(call)
  const source = sourceOf(new URL(call.request.url).searchParams.get('source'))
  const at = path`/years/${call.params['yearPlanId']}`
  const items = z.object({ items: z.array(AnnualProposalView) })
  const [view, choices, proposals] = await Promise.all([
    api.get(at, YearPlanView),
    readChoices(call),
    source === 'table' ? { items: [] } : api.get(withQuery(`${at}/proposals`, { source }), items),
  ])
  return { view, choices, proposals: proposals.items }
}

/** 草拟: proposals from the plan, from last year or from a workbook; chosen, corrected, added in one go. */
export default function Draft() {
  const { view, choices, proposals } = useLoaderData<typeof loader>()
  const { header } = view
  const text = useYearsText()
  const filters = useFilters()
  const source = sourceOf(filters.get('source'))
  return (
    <>
      <link rel="stylesheet" href={yearsCss} precedence="years" />
      <PageHeader
        title={text.proposeTitle}
        lead={text.proposeLead}
        crumbs={[
          { href: '/desk/years', label: text.title },
          { href: `/desk/years/${header.id}`, label: header.title },
        ]}
      />
      <div className="tabs">
        <Segmented
          aria-label={text.source}
          value={source}
          options={SOURCES.map((value) => ({ value, label: text.sources[value] }))}
          onChange={(value) => filters.set({ source: value === 'plan' ? null : value })}
        />
      </div>
      {source === 'table' ? (
        <TableImport header={header} choices={choices} />
      ) : (
        <Proposals key={source} header={header} proposals={proposals} choices={choices} />
      )}
    </>
  )
}
