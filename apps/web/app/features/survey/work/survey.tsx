import { SurveyView } from '@kepu/contract/survey'
import { SurveyResultsView } from '@kepu/contract/survey-estimate'
import { Segmented, Tag } from 'antd'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, path } from '../../../lib/api.ts'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useFilters } from '../../../ui/use-filters.ts'
import { FrameTab } from './frame.tsx'
import { PrecisionTab } from './precision.tsx'
import { ResultsTab } from './results.tsx'
import { SampleTab } from './sample.tsx'
import surveyCss from './survey.css?url'
import { useSurveyText } from './words.ts'

export async function loader(call: LoaderFunctionArgs) {
  const api = apiOf(call)
  const at = path`/surveys/${call.params['surveyId']}`
  const [survey, results] = await Promise.all([api.get(at, SurveyView), api.get(`${at}/results`, SurveyResultsView)])
  return { survey, results }
}

const TABS = ['precision', 'frame', 'sample', 'results'] as const

/** One survey: precision, frame, sample, results. */
export default function Survey() {
  const { survey, results } = useLoaderData<typeof loader>()
  const text = useSurveyText()
  const filters = useFilters()
  const { header } = survey
  const tab = TABS.find((name) => name === filters.get('tab')) ?? 'precision'
  return (
    <>
      <link rel="stylesheet" href={surveyCss} precedence="survey" />
      <PageHeader
        title={header.title}
        crumbs={[{ href: '/desk/surveys', label: text.title }]}
        lead={<Tag color={header.step === 'drawn' ? 'green' : 'default'}>{text.steps[header.step]}</Tag>}
      />
      <div className="no-print tabs">
        <Segmented
          aria-label={text.step}
          value={tab}
          options={TABS.map((value) => ({ value, label: text.tabs[value] }))}
          onChange={(value) => filters.set({ tab: value === 'precision' ? null : value })}
        />
      </div>
      {tab === 'precision' && <PrecisionTab survey={survey} />}
      {tab === 'frame' && <FrameTab survey={survey} />}
      {tab === 'sample' && <SampleTab survey={survey} />}
      {tab === 'results' && <ResultsTab survey={survey} results={results} />}
    </>
  )
}
