import { type IndicatorView, PlanView } from '@kepu/contract/plan'
import { FrameProblem, type SurveyView } from '@kepu/contract/survey'
import type { EstimateView, SurveyResultsView } from '@kepu/contract/survey-estimate'
import { Alert, App, Button, Form, Select, Space, Tag } from 'antd'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { formatInstant, formatNumber } from '../../../lib/format.ts'
import { useWorkbench } from '../../../shell/workbench.tsx'
import { type Columns, DataTable } from '../../../ui/data-table.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { UploadBox } from '../../../ui/upload-box.tsx'
import { useCommand, useUpload } from '../../../ui/use-command.ts'
import { CheckButton } from './check-button.tsx'
import { EstimateForm } from './estimate-form.tsx'
import { EstimateTables } from './estimate-tables.tsx'
import { FaultTable } from './fault-table.tsx'
import { publishEstimate } from './verbs.ts'
import { percent, useSurveyText } from './words.ts'

const Taken = z.object({ answersId: z.string(), respondents: z.number() })
const Problems = z.object({ problems: z.array(FrameProblem) })

/** From the answers of the field to the published share. */
export function ResultsTab({ survey, results }: { survey: SurveyView; results: SurveyResultsView }) {
  const text = useSurveyText()
  const [newest] = results.estimates
  return (
    <>
      <Answers survey={survey} results={results} />
      {results.answers !== null && results.can.includes('survey.estimate.make') && (
        <EstimateForm surveyId={survey.header.id} answersId={results.answers.id} before={newest?.recipe ?? null} />
      )}
      {newest === undefined ? (
        <p className="quiet">{text.noEstimate}</p>
      ) : (
        <Newest estimate={newest} can={results.can} />
      )}
      {results.estimates.length > 1 && <Earlier estimates={results.estimates.slice(1)} />}
    </>
  )
}

function Answers({
  survey: { header, draw },
  results: { answers, can },
}: {
  survey: SurveyView
  results: SurveyResultsView
}) {
  const text = useSurveyText()
  const { run, running, problem } = useUpload(`/surveys/${header.id}/answers`, Taken)
  const faults = Problems.safeParse(problem?.facts).data?.problems ?? []
  return (
    <section className="panel no-print">
      <p>{text.answersLead}</p>
      {draw === null && <p className="quiet">{text.needSample}</p>}
      {draw !== null && can.includes('survey.answers.take') && (
        <>
          <p>
            <Button href="/api/v1/surveys/answers-template.xlsx">{text.template}</Button>
          </p>
          <ProblemAlert problem={problem} />
          {faults.length > 0 && <FaultTable faults={faults} />}
          <UploadBox
            accept={['.xlsx', '.csv']}
            hint={text.uploadAnswers}
            running={running}
            onFile={(file) => void run(file)}
          />
        </>
      )}
      {answers !== null && (
        <>
          <p className="quiet">
            {text.answersOf(answers.fileName, answers.respondents, formatInstant(answers.takenAt))} · {text.hash}{' '}
            <code>{answers.sha256.slice(0, 16)}</code>
          </p>
          {answers.silentVillages.length > 0 && (
            <Alert
              type="warning"
              showIcon
              title={text.silent(answers.silentVillages.length)}
              description={answers.silentVillages.slice(0, 20).join('、')}
            />
          )}
        </>
      )}
    </section>
  )
}

function Newest({ estimate, can }: { estimate: EstimateView; can: readonly string[] }) {
  const text = useSurveyText()
  const { whole, respondents, issued, responseRate, designEffect, meanScore, meanScoreError } = estimate.result
  return (
    <>
      <section className="panel">
        <h2>
          {text.result} {estimate.published !== null && <Tag color="green">{text.published}</Tag>}
        </h2>
        {whole.share === null || whole.low === null || whole.high === null ? (
          <p>{text.tooFew}</p>
        ) : (
          <p className="survey-headline">
            {text.shareIs}
            <b>{percent(whole.share)}</b>
            <span>{text.interval(percent(whole.low), percent(whole.high))}</span>
          </p>
        )}
        <p className="quiet">
          {text.basis(formatNumber(respondents), formatNumber(issued), percent(responseRate, 0))} · {text.designEffect}{' '}
          {designEffect === null ? '—' : designEffect.toFixed(2)} · {text.meanScore} {meanScore.toFixed(1)} ±{' '}
          {(1.96 * meanScoreError).toFixed(1)}
        </p>
        <Space className="no-print" wrap>
          <Button href={`/api/v1/estimates/${estimate.id}.xlsx`}>{text.downloadResult}</Button>
          <CheckButton address={`/api/v1/estimates/${estimate.id}/check`} label={text.checkResult} />
          {estimate.published === null && can.includes('survey.estimate.publish') && <Publish estimate={estimate} />}
        </Space>
        {estimate.published !== null && (
          <p className="quiet">{text.publishedBy(estimate.published.byName, formatInstant(estimate.published.at))}</p>
        )}
      </section>
      <EstimateTables estimate={estimate} />
    </>
  )
}

/** Indicators of the plan in force, asked for when the dialog opens. */
function useIndicators(): readonly IndicatorView[] {
  const { county } = useWorkbench()
  const [found, setFound] = useState<readonly IndicatorView[]>([])
  useEffect(() => {
    let gone = false
    void fetch(`/api/v1/counties/${county.code}/plans/current`)
      .then((answer) => answer.json())
      .then((body: unknown) => {
        const { data } = PlanView.safeParse(body)
        if (data && !gone) setFound(data.indicators)
      })
      .catch(() => {})
    return () => {
      gone = true
    }
  }, [county.code])
  return found
}

function Publish({ estimate }: { estimate: EstimateView }) {
  const text = useSurveyText()
  const { message } = App.useApp()
  const indicators = useIndicators()
  const { run, running, problem, clear } = useCommand(publishEstimate)
  return (
    <FormDialog<{ indicatorId: string }>
      title={text.publish}
      button={{ type: 'primary' }}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={async ({ indicatorId }) => {
        const outcome = await run({ estimateId: estimate.id, indicatorId })
        if (outcome.ok) void message.success(text.publishedNow)
        return outcome.ok
      }}
    >
      <p>{text.publishLead}</p>
      <Form.Item name="indicatorId" label={text.indicator} rules={[{ required: true }]}>
        <Select options={indicators.map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
    </FormDialog>
  )
}

function Earlier({ estimates }: { estimates: readonly EstimateView[] }) {
  const text = useSurveyText()
  const columns: Columns<EstimateView> = [
    { title: text.computedAt, key: 'at', render: (_, { computedAt }) => formatInstant(computedAt) },
    {
      title: text.share,
      key: 'share',
      render: (_, { result: { whole } }) => (whole.share === null ? '—' : percent(whole.share)),
    },
    { title: text.cut, key: 'cut', render: (_, { recipe }) => recipe.cut },
    { title: text.published, key: 'published', render: (_, { published }) => (published ? text.published : '') },
  ]
  return (
    <section className="panel">
      <h2>{text.earlierEstimates}</h2>
      <DataTable label={text.earlierEstimates} rows={estimates} columns={columns} rowKey={({ id }) => id} />
    </section>
  )
}
