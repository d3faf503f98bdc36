import { type ReportDifference, ReportView } from '@kepu/contract/plan-report'
import { Alert, Button, Tag } from 'antd'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, path } from '../../../../lib/api.ts'
import { formatDay, formatInstant, formatNumber } from '../../../../lib/format.ts'
import { useLanguage } from '../../../../lib/screen.tsx'
import { useCan } from '../../../../shell/workbench.tsx'
import { useHintSentence } from '../../../../ui/hints.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { ReportBar } from './actions.tsx'
import { Line } from './line.tsx'
import { Records } from './records.tsx'
import reportCss from './report.css?url'
import { Sentence } from './sentence.tsx'
import { STATUS_COLOUR, useReportText } from './words.ts'

export async function loader(call: LoaderFunctionArgs) {
  return apiOf(call).get(path`/reports/${call.params['reportId']}`, ReportView)
}

/** A body's report of a period: read, a sentence where it helps, one tap. */
export default function Report() {
  const report = useLoaderData<typeof loader>()
  const text = useReportText()
  const { round, content, unitName } = report
  const title = text.reportOf(text.period(round.year, round), unitName)
  const file = `/api/v1/reports/${report.id}`
  const canRecord = useCan('ledger.delivery.record') && report.can.includes('plan.report.remark')
  return (
    <>
      <link rel="stylesheet" href={reportCss} precedence="report" />
      <PageHeader
        title={title}
        crumbs={[{ href: `/desk/reports?year=${round.year}`, label: text.title }]}
        actions={
          <>
            <Button href={`${file}.docx`}>{text.word}</Button>
            <Button href={`${file}.xlsx`}>{text.excel}</Button>
            <Button onClick={() => window.print()}>{text.print}</Button>
          </>
        }
      />
      <Head report={report} />
      <Notices report={report} />
      <section className="panel">
        <ul className="report-list">
          {content.lines.map((line) => (
            <Line key={line.annualTaskId} line={line} report={report} canRecord={canRecord} />
          ))}
        </ul>
        {content.besides.deliveryIds.length > 0 && (
          <details className="report-more">
            <summary>{text.besides(content.besides.deliveries)}</summary>
            <Records reportId={report.id} annualTaskId={null} count={content.besides.deliveryIds.length} />
          </details>
        )}
      </section>
      <section className="panel">
        <h2>{text.remark}</h2>
        <Sentence
          report={report}
          annualTaskId={null}
          label={text.remark}
          value={content.remark}
          writable={report.can.includes('plan.report.remark')}
        />
      </section>
      <ReportBar report={report} />
      <History report={report} />
    </>
  )
}

function Head({ report }: { report: ReportView }) {
  const text = useReportText()
  const language = useLanguage()
  const { status, round, content, confirmed, frozen } = report
  const { total, below } = content
  const never = status === 'locked' && confirmed === null
  return (
    <section className="panel report-head">
      <Tag color={STATUS_COLOUR[status]}>{never ? text.never : text.status[status]}</Tag>
      <span>
        {formatDay(round.startsOn, language)}—{formatDay(round.endsOn, language)}，
        {text.due(formatDay(round.dueOn, language))}
      </span>
      <p>
        <b>{text.total(formatNumber(total.deliveries), formatNumber(total.personTimes))}</b>
      </p>
      <p>{text.persons(formatNumber(total.persons), total.personsUnknown)}</p>
      {below.length > 0 && <p className="quiet">{text.below(below.length)}</p>}
      {frozen && confirmed && (
        <p className="quiet">
          {confirmed.byName} {formatInstant(confirmed.at)} {text.steps.confirm}
          {confirmed.nothingNew && `（${text.nothingNewTag}）`}。{text.frozen}
        </p>
      )}
    </section>
  )
}

/** Numbers to check first, for whoever enters them; then what has moved. */
function Notices({ report }: { report: ReportView }) {
  const text = useReportText()
  const sentence = useHintSentence()
  const reason = report.status === 'returned' ? report.steps.findLast((step) => step.reason !== null)?.reason : null
  return (
    <>
      {reason && <Alert type="error" showIcon title={text.returnedBecause(reason)} style={{ marginBottom: 12 }} />}
      {report.hints.length > 0 && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 12 }}
          title={text.hints}
          description={
            <>
              <p className="quiet">{text.hintsLead}</p>
              <ul className="report-steps">
                {report.hints.map(({ hint, deliveryIds }) => (
                  <li key={`${hint.code}${deliveryIds.join()}`}>
                    {deliveryIds[0] === undefined ? (
                      sentence(hint)
                    ) : (
                      <a href={`/desk/ledger/${deliveryIds[0]}`}>{sentence(hint)}</a>
                    )}
                  </li>
                ))}
              </ul>
            </>
          }
        />
      )}
      <Differences title={text.sinceConfirmed} differences={report.sinceConfirmed} />
      <Differences title={text.sinceLast} differences={report.sinceLast} />
    </>
  )
}

function Differences({ title, differences }: { title: string; differences: readonly ReportDifference[] }) {
  const text = useReportText()
  if (differences.length === 0) return null
  return (
    <Alert
      type="info"
      showIcon
      style={{ marginBottom: 12 }}
      title={title}
      description={
        <ul className="report-steps">
          {differences.map((one) => (
            <li key={one.annualTaskId}>
              {text.difference(one.title, formatNumber(one.before), formatNumber(one.now))}
              {one.added.length + one.removed.length > 0 && (
                <span className="quiet">（{text.addedRemoved(one.added.length, one.removed.length)}）</span>
              )}
            </li>
          ))}
        </ul>
      }
    />
  )
}

function History({ report: { steps } }: { report: ReportView }) {
  const text = useReportText()
  if (steps.length === 0) return null
  return (
    <section className="panel">
      <h2>{text.history}</h2>
      <ol className="report-steps">
        {steps.map((step) => (
          <li key={`${step.at}${step.action}`}>
            {formatInstant(step.at)} {step.byName} {text.steps[step.action]}
            {step.reason !== null && `：${step.reason}`}
          </li>
        ))}
      </ol>
    </section>
  )
}
