import type { ReportView } from '@kepu/contract/plan-report'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { ProblemAlert } from '../../../../ui/problem-alert.tsx'
import { useCommand } from '../../../../ui/use-command.ts'
import { remarkReport } from './verbs.ts'
import { useReportText } from './words.ts'

interface SentenceProps {
  readonly report: ReportView
  /** Null: for the whole report. */
  readonly annualTaskId: string | null
  /** What the sentence is about, for screen readers. */
  readonly label: string
  readonly value: string | null
  readonly writable: boolean
}

/** A sentence beside figures: shown, or written in place. Never asked for. */
export function Sentence({ report, annualTaskId, label, value, writable }: SentenceProps) {
  const text = useReportText()
  const { run, running, problem, clear } = useCommand(remarkReport)
  const [typed, setTyped] = useState<string | null>(null)
  const save = async () => {
    const outcome = await run({ reportId: report.id, version: report.version, annualTaskId, sentence: typed ?? '' })
    if (outcome.ok) setTyped(null)
  }
  if (typed === null) {
    if (!writable && value === null) return null
    return (
      <div className="report-sentence">
        {value !== null && <p>{value}</p>}
        {writable && (
          <Button
            type="link"
            size="small"
            className="report-edit"
            aria-label={`${value === null ? text.sentence : text.edit}：${label}`}
            onClick={() => {
              clear()
              setTyped(value ?? '')
            }}
          >
            {value === null ? text.sentence : text.edit}
          </Button>
        )}
      </div>
    )
  }
  return (
    <div className="report-sentence report-edit">
      <Input.TextArea
        autoFocus
        rows={2}
        maxLength={300}
        value={typed}
        placeholder={text.sentencePlaceholder}
        aria-label={`${text.sentence}：${label}`}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button type="primary" size="small" loading={running} onClick={() => void save()} style={{ marginTop: 6 }}>
        {text.save}
      </Button>
      <ProblemAlert problem={problem} />
    </div>
  )
}
