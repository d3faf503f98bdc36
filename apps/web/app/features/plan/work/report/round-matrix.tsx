import type { ReportRoundView, ReportRow } from '@kepu/contract/plan-report'
import { Tag } from 'antd'
import { Link } from 'react-router'
import { type Columns, DataTable } from '../../../../ui/data-table.tsx'
import { STATUS_COLOUR, useReportText } from './words.ts'

interface Body {
  readonly unitId: string
  readonly unitName: string
  readonly reports: ReadonlyMap<string, ReportRow>
}

/** The whole year: bodies down, periods across. In the order of the county's list, never by who was quicker. */
export function RoundMatrix({ rounds, rows }: { rounds: readonly ReportRoundView[]; rows: readonly ReportRow[] }) {
  const text = useReportText()
  const bodies = [...Map.groupBy(rows, ({ unitId }) => unitId)].map(
    ([unitId, reports]): Body => ({
      unitId,
      unitName: reports[0]?.unitName ?? '',
      reports: new Map(reports.map((row) => [row.roundId, row])),
    }),
  )
  const columns: Columns<Body> = [
    { title: text.unit, dataIndex: 'unitName', key: 'unit' },
    ...rounds.map((round) => ({
      title: text.period(round.year, round),
      key: round.id,
      render: (_: unknown, { reports }: Body) => {
        const row = reports.get(round.id)
        if (!row) return '—'
        return (
          <Link to={`/desk/reports/${row.id}`}>
            <Tag color={STATUS_COLOUR[row.status]}>
              {row.status === 'locked' && row.seen === null ? text.never : text.status[row.status]}
            </Tag>
          </Link>
        )
      },
    })),
  ]
  return (
    <DataTable label={text.title} rows={bodies} columns={columns} rowKey={({ unitId }) => unitId} empty={text.empty} />
  )
}
