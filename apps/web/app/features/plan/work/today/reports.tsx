import type { TodayRound } from '@kepu/contract/plan-today'
import { Button, Tag } from 'antd'
import { useTodayText } from './words.ts'

/** Reports that are being asked for: one's own in one click, for the coordinator how many wait. */
export function Reports({ rounds }: { rounds: readonly TodayRound[] }) {
  const text = useTodayText()
  return (
    <section className="panel" id="reports" aria-labelledby="reports-title">
      <h2 id="reports-title">{text.reportTitle}</h2>
      {rounds.length === 0 && <p className="quiet">{text.noRounds}</p>}
      <ul className="today-list">
        {rounds.map((round) => (
          <li key={round.roundId}>
            <b>{text.round(round.kind, round.ordinal)}</b> <span className="quiet">{text.by(round.dueOn)}</span>
            {round.own.map(({ reportId, unitName, status }) => (
              <p key={reportId} className="own-report">
                {unitName} <Tag>{text.reportStatus[status]}</Tag>
                <Button
                  size="small"
                  type={status === 'open' || status === 'returned' ? 'primary' : 'default'}
                  href={`/desk/reports/${reportId}`}
                >
                  {text.openReport}
                </Button>
              </p>
            ))}
            {round.bodies > round.own.length && (
              <p className="quiet">{text.roundCounts(round.waiting, round.withBodies, round.accepted)}</p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
