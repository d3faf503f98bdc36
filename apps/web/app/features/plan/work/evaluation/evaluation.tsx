import {
  type EvaluationSectionView,
  EvaluationView,
  ProgressEditionView,
  ReleaseProgress,
} from '@kepu/contract/plan-evaluation'
import { Alert, App, Button, Empty } from 'antd'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../../lib/api.ts'
import { formatDay } from '../../../../lib/format.ts'
import { useLanguage } from '../../../../lib/screen.tsx'
import { verb } from '../../../../lib/verb.ts'
import { useWorkbench } from '../../../../shell/workbench.tsx'
import { ConfirmButton } from '../../../../ui/confirm-button.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../../ui/problem-alert.tsx'
import { useCommand } from '../../../../ui/use-command.ts'
import evaluationCss from './evaluation.css?url'
import { SectionEditor } from './section-editor.tsx'
import { SectionTables } from './section-tables.tsx'
import { useEvaluationText } from './words.ts'

const releaseProgress = verb('POST', '/progress/editions', ReleaseProgress, ProgressEditionView)

export async function loader(call: LoaderFunctionArgs) {
  return { evaluation: await apiOf(call).find('/evaluation', EvaluationView) }
}

/** The final report as a page: what the records say, chapter by chapter, and what the coordinator adds. */
export default function Evaluation() {
  const { evaluation } = useLoaderData<typeof loader>()
  const text = useEvaluationText()
  const language = useLanguage()
  if (evaluation === null) {
    return (
      <>
        <PageHeader title={text.title} />
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text.none} />
      </>
    )
  }
  const { achievements, sections, provisional } = evaluation
  const period = `${achievements.period.start}—${achievements.period.end}`
  return (
    <>
      <link rel="stylesheet" href={evaluationCss} precedence="plan" />
      <PageHeader
        title={text.title}
        lead={text.lead(period, formatDay(achievements.asOf, language))}
        actions={<Actions evaluation={evaluation} />}
      />
      {provisional && <Alert type="info" showIcon title={text.provisional} className="provisional" />}
      <article className="evaluation">
        {sections.map((section) => (
          <Chapter key={section.section} section={section} evaluation={evaluation} />
        ))}
      </article>
    </>
  )
}

function Actions({ evaluation: { achievements, can } }: { evaluation: EvaluationView }) {
  const text = useEvaluationText()
  const { county } = useWorkbench()
  const { message } = App.useApp()
  const { run, running, problem } = useCommand(releaseProgress)
  const release = async () => {
    const outcome = await run({ planId: achievements.planId })
    if (outcome.ok) message.success(text.released(outcome.value.edition))
  }
  return (
    <>
      <ProblemAlert problem={problem} />
      <Button href="/desk/evaluation/values">{text.values}</Button>
      <Button href={`/${county.code}/progress`}>{text.publicPage}</Button>
      {can.includes('plan.progress.release') && (
        <ConfirmButton
          question={text.releaseQuestion}
          consequence={text.releaseConsequence}
          loading={running}
          onConfirm={() => void release()}
        >
          {text.release}
        </ConfirmButton>
      )}
      <Button onClick={() => window.print()}>{text.print}</Button>
      <Button type="primary" href="/api/v1/evaluation.docx">
        {text.word}
      </Button>
    </>
  )
}

function Chapter({ section, evaluation }: { section: EvaluationSectionView; evaluation: EvaluationView }) {
  const text = useEvaluationText()
  const { achievements, can } = evaluation
  const own = section.own !== null && !section.own.keepAssembled
  return (
    <section className="panel chapter" aria-labelledby={section.section}>
      <h2 id={section.section}>{section.heading}</h2>
      {!own && (
        <div lang="zh-CN" className="assembled">
          {section.assembled.length === 0 && <p className="quiet">{text.nothingAssembled}</p>}
          {section.assembled.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      )}
      {can.includes('plan.evaluation.write') ? (
        <SectionEditor planId={achievements.planId} section={section} />
      ) : (
        section.own && <p className="own">{section.own.text}</p>
      )}
      <SectionTables section={section.section} achievements={achievements} />
    </section>
  )
}
