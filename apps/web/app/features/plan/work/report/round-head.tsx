import { type ReportRoundView, type ReportRow, reportStatuses } from '@kepu/contract/plan-report'
import { App, Tag } from 'antd'
import { formatDay } from '../../../../lib/format.ts'
import { useLanguage } from '../../../../lib/screen.tsx'
import { ConfirmButton } from '../../../../ui/confirm-button.tsx'
import { ProblemAlert } from '../../../../ui/problem-alert.tsx'
import { useCommand } from '../../../../ui/use-command.ts'
import { closeRound } from './verbs.ts'
import { STATUS_COLOUR, useReportText } from './words.ts'

/** A period in one line: how many stand where, until when, and closing it. */
export function RoundHead({ round, rows }: { round: ReportRoundView; rows: readonly ReportRow[] }) {
  const text = useReportText()
  const language = useLanguage()
  const { message } = App.useApp()
  const { run, running, problem } = useCommand(closeRound)
  const close = async () => {
    if ((await run({ roundId: round.id })).ok) void message.success(text.done)
  }
  const countOf = Map.groupBy(rows, ({ status }) => status)
  return (
    <div className="report-counts">
      {reportStatuses.map((status) => {
        const count = countOf.get(status)?.length ?? 0
        return count === 0 ? null : (
          <Tag key={status} color={STATUS_COLOUR[status]}>
            {text.counts(text.status[status], count)}
          </Tag>
        )
      })}
      <span>{text.due(formatDay(round.dueOn, language))}</span>
      {round.status === 'closed' && <Tag>{text.closedTag}</Tag>}
      {round.can.includes('plan.round.close') && (
        <ConfirmButton
          size="small"
          loading={running}
          question={text.closeQuestion}
          consequence={text.closeConsequence}
          onConfirm={() => void close()}
        >
          {text.closeRound}
        </ConfirmButton>
      )}
      <ProblemAlert problem={problem} />
    </div>
  )
}
