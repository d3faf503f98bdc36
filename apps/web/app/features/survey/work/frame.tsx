import { FrameProblem, type FrameView, type SurveyView } from '@kepu/contract/survey'
import { Alert, Button } from 'antd'
import { z } from 'zod'
import { formatInstant, formatNumber } from '../../../lib/format.ts'
import { type Columns, DataTable } from '../../../ui/data-table.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { UploadBox } from '../../../ui/upload-box.tsx'
import { useUpload } from '../../../ui/use-command.ts'
import { FaultTable } from './fault-table.tsx'
import { useSurveyText } from './words.ts'

const Taken = z.object({ frameId: z.string(), villages: z.number() })
const Problems = z.object({ problems: z.array(FrameProblem) })

/** The list of villages that the sample is drawn from. */
export function FrameTab({ survey: { header, frame } }: { survey: SurveyView }) {
  const text = useSurveyText()
  const { run, running, problem } = useUpload(`/surveys/${header.id}/frames`, Taken)
  const faults = Problems.safeParse(problem?.facts).data?.problems ?? []
  return (
    <>
      <section className="panel no-print">
        <p>{text.frameLead}</p>
        {header.can.includes('survey.frame.take') && (
          <>
            <p>
              <Button href="/api/v1/surveys/frame-template.xlsx">{text.template}</Button>
            </p>
            <ProblemAlert problem={problem} />
            {faults.length > 0 && <FaultTable faults={faults} />}
            <UploadBox
              accept={['.xlsx', '.csv']}
              hint={text.upload}
              running={running}
              onFile={(file) => void run(file)}
            />
          </>
        )}
      </section>
      {frame === null ? <p className="quiet">{text.noFrame}</p> : <Frame frame={frame} />}
    </>
  )
}

function Frame({ frame }: { frame: FrameView }) {
  const text = useSurveyText()
  const columns: Columns<FrameView['townships'][number]> = [
    { title: text.township, dataIndex: 'name', key: 'name' },
    ...(['villages', 'households', 'adults'] as const).map((key) => ({
      title: text.totals[key],
      key,
      align: 'right' as const,
      render: (_: unknown, row: FrameView['townships'][number]) => formatNumber(row[key]),
    })),
  ]
  return (
    <section className="panel">
      <dl className="totals">
        {(['villages', 'households', 'adults'] as const).map((key) => (
          <div key={key}>
            <dt>{text.totals[key]}</dt>
            <dd>
              <b>{formatNumber(frame[key])}</b>
            </dd>
          </div>
        ))}
      </dl>
      <p className="quiet">
        {text.frameOf(frame.fileName, formatInstant(frame.uploadedAt))} · {text.hash}{' '}
        <code>{frame.sha256.slice(0, 16)}</code>
      </p>
      {frame.missing.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={text.missing(frame.missing.length)}
          description={frame.missing
            .slice(0, 12)
            .map(({ name }) => name)
            .join('、')}
        />
      )}
      <DataTable label={text.township} rows={frame.townships} columns={columns} rowKey={({ code }) => code} />
    </section>
  )
}
