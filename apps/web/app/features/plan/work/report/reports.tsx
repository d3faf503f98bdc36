import { ReportBoardView } from '@kepu/contract/plan-report'
import { Button } from 'antd'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, withQuery } from '../../../../lib/api.ts'
import { FilterBar, FilterSelect, FilterText } from '../../../../ui/filter-bar.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { useFilters } from '../../../../ui/use-filters.ts'
import reportCss from './report.css?url'
import { ReportTable } from './report-table.tsx'
import { RoundHead } from './round-head.tsx'
import { RoundMatrix } from './round-matrix.tsx'
import { RoundTools } from './round-tools.tsx'
import { useReportText } from './words.ts'

export async function loader(call: LoaderFunctionArgs) {
  const { searchParams } = new URL(call.request.url)
  return apiOf(call).get(withQuery('/reports', { year: searchParams.get('year') }), ReportBoardView)
}

const WHOLE_YEAR = 'all'

/** Which reports are owed and where they stand: a body sees its own, the coordinator all bodies × periods. */
export default function Reports() {
  const board = useLoaderData<typeof loader>()
  const text = useReportText()
  const filters = useFilters()
  const county = board.can.includes('plan.round.open')
  const many = new Set(board.reports.map(({ unitId }) => unitId)).size > 1
  // Who has one body sees its whole year; who has many sees the latest period first.
  const latest = many ? (board.rounds.at(-1)?.id ?? WHOLE_YEAR) : WHOLE_YEAR
  const chosen = filters.get('round') ?? latest
  const round = board.rounds.find(({ id }) => id === chosen) ?? null
  const [status, name] = [filters.get('status'), filters.get('text') ?? '']
  // The latest first for who sees one body; the county's order for who sees many.
  const inOrder = many ? board.reports : board.reports.toReversed()
  const rows = inOrder.filter(
    (row) =>
      (round === null || row.roundId === round.id) &&
      (status === null || row.status === status) &&
      row.unitName.includes(name),
  )
  const rounds = board.rounds.map((one) => ({ value: one.id, label: text.period(one.year, one) }))
  return (
    <>
      <link rel="stylesheet" href={reportCss} precedence="report" />
      <PageHeader
        title={text.title}
        lead={county ? text.leadCounty : text.lead}
        actions={
          <>
            <RoundTools board={board} />
            {round && <Button href={`/api/v1/report-rounds/${round.id}.xlsx`}>{text.summaryExcel}</Button>}
          </>
        }
      />
      <FilterBar>
        <FilterSelect
          name="year"
          label={`${text.year} ${board.year}`}
          options={board.years.map((year) => ({ value: String(year), label: String(year) }))}
        />
        {many && rounds.length > 0 && (
          <FilterSelect
            name="round"
            label={round ? text.period(round.year, round) : text.round}
            options={[...rounds.toReversed(), { value: WHOLE_YEAR, label: text.allRounds }]}
          />
        )}
        {many && (
          <FilterSelect
            name="status"
            label={text.state}
            options={Object.entries(text.status).map(([value, label]) => ({ value, label }))}
          />
        )}
        {many && <FilterText name="text" label={text.find} />}
      </FilterBar>
      {round && many && <RoundHead round={round} rows={board.reports.filter((row) => row.roundId === round.id)} />}
      {round === null && many ? (
        <RoundMatrix rounds={board.rounds} rows={rows} />
      ) : (
        <ReportTable board={board} rows={rows} withRound={round === null} filtered={filters.any} />
      )}
    </>
  )
}
