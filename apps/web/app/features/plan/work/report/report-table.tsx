import type { ReportBoardView, ReportRow } from '@kepu/contract/plan-report'
import { App, Button, Checkbox, Space, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { dayOf, formatDay, formatInstant } from '../../../../lib/format.ts'
import { useLanguage } from '../../../../lib/screen.tsx'
import { type Columns, DataTable } from '../../../../ui/data-table.tsx'
import { ProblemAlert } from '../../../../ui/problem-alert.tsx'
import { useCommand } from '../../../../ui/use-command.ts'
import { WithReason } from './actions.tsx'
import { acceptReports, confirmReport, returnReport } from './verbs.ts'
import { STATUS_COLOUR, useReportText } from './words.ts'

interface ReportTableProps {
  readonly board: ReportBoardView
  readonly rows: readonly ReportRow[]
  readonly withRound: boolean
  readonly filtered: boolean
}

const isAcceptable = (row: ReportRow) => row.seen !== null && row.can.includes('plan.report.accept')

/** Reports with what can be done about each; the coordinator accepts many at once. */
export function ReportTable({ board, rows, withRound, filtered }: ReportTableProps) {
  const text = useReportText()
  const { message } = App.useApp()
  const { run, running, problem } = useCommand(acceptReports)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const acceptable = rows.filter(isAcceptable)
  const picked = acceptable.filter(({ id }) => chosen.has(id))
  const accept = async () => {
    const reports = picked.map(({ id, seen }) => ({ reportId: id, seen: seen ?? '' }))
    const outcome = await run({ reports })
    if (outcome.ok) void message.success(`${text.accepted} ${outcome.value.accepted}`)
  }
  const columns = useColumns({ board, withRound, acceptable, chosen, choose: setChosen })
  return (
    <>
      {acceptable.length > 0 && (
        <Space style={{ marginBottom: 12 }} wrap>
          <Button type="primary" disabled={picked.length === 0} loading={running} onClick={() => void accept()}>
            {text.acceptChosen(picked.length)}
          </Button>
          <ProblemAlert problem={problem} />
        </Space>
      )}
      <DataTable
        label={text.title}
        rows={rows}
        columns={columns}
        rowKey={({ id }) => id}
        empty={board.yearPlanId === null ? text.noYear : filtered ? text.emptyFilter : text.empty}
      />
    </>
  )
}

interface ColumnFacts {
  readonly board: ReportBoardView
  readonly withRound: boolean
  readonly acceptable: readonly ReportRow[]
  readonly chosen: ReadonlySet<string>
  readonly choose: (chosen: ReadonlySet<string>) => void
}

function useColumns({ board, withRound, acceptable, chosen, choose }: ColumnFacts): Columns<ReportRow> {
  const text = useReportText()
  const language = useLanguage()
  const roundOf = new Map(board.rounds.map((round) => [round.id, round]))
  const nameOf = (row: ReportRow) => {
    const round = roundOf.get(row.roundId)
    return round ? text.period(round.year, round) : ''
  }
  const toggle = (id: string, on: boolean) =>
    choose(new Set(on ? [...chosen, id] : [...chosen].filter((one) => one !== id)))
  const all = acceptable.length > 0 && acceptable.every(({ id }) => chosen.has(id))
  const choosing: Columns<ReportRow> = [
    {
      title: (
        <Checkbox
          checked={all}
          aria-label={text.acceptChosen(acceptable.length)}
          onChange={({ target }) => choose(new Set(target.checked ? acceptable.map(({ id }) => id) : []))}
        />
      ),
      key: 'choose',
      width: 48,
      render: (_, row) =>
        isAcceptable(row) && (
          <Checkbox
            checked={chosen.has(row.id)}
            aria-label={`${text.accept}：${row.unitName}`}
            onChange={({ target }) => toggle(row.id, target.checked)}
          />
        ),
    },
  ]
  return [
    ...(acceptable.length > 0 ? choosing : []),
    {
      title: text.unit,
      key: 'unit',
      render: (_, row) => <Link to={`/desk/reports/${row.id}`}>{row.unitName}</Link>,
    },
    ...(withRound ? [{ title: text.round, key: 'round', render: (_: unknown, row: ReportRow) => nameOf(row) }] : []),
    {
      title: text.state,
      key: 'state',
      render: (_, row) => (
        <>
          <Tag color={STATUS_COLOUR[row.status]}>
            {row.status === 'locked' && row.seen === null ? text.never : text.status[row.status]}
          </Tag>
          {row.nothingNew && row.status !== 'open' && <Tag>{text.nothingNewTag}</Tag>}
          {row.hints > 0 && row.status === 'confirmed' && <Tag color="gold">{text.hintsCount(row.hints)}</Tag>}
          {row.reason !== null && <div className="quiet">{row.reason}</div>}
        </>
      ),
    },
    {
      title: text.confirmedAt,
      key: 'confirmedAt',
      render: (_, row) => {
        const dueOn = roundOf.get(row.roundId)?.dueOn
        if (row.confirmedAt === null) return dueOn ? text.due(formatDay(dueOn, language)) : '—'
        return (
          <>
            {formatInstant(row.confirmedAt)}
            {dueOn !== undefined && dayOf(row.confirmedAt) > dueOn && <span className="quiet"> {text.late}</span>}
          </>
        )
      },
    },
    { title: text.actions, key: 'actions', render: (_, row) => <RowActions row={row} /> },
  ]
}

function RowActions({ row }: { row: ReportRow }) {
  const text = useReportText()
  const { message } = App.useApp()
  const { run, running, problem } = useCommand(confirmReport)
  const nothingNew = async () => {
    if ((await run({ reportId: row.id, seen: null })).ok) void message.success(text.confirmed)
  }
  return (
    <Space wrap>
      <Link to={`/desk/reports/${row.id}`} aria-label={`${text.see}：${row.unitName}`}>
        {text.see}
      </Link>
      {row.can.includes('plan.report.confirm') && (
        <Button size="small" loading={running} onClick={() => void nothingNew()}>
          {text.nothingNew}
        </Button>
      )}
      {row.can.includes('plan.report.return') && row.status === 'confirmed' && (
        <WithReason reportId={row.id} verb={returnReport} title={text.return} hint={text.returnHint} />
      )}
      <ProblemAlert problem={problem} />
    </Space>
  )
}
