import { SurveyView } from '@kepu/contract/survey'
import { Segmented, Tag } from 'antd'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, path } from '../../../lib/api.ts'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useFilters } from '../../../ui/use-filters.ts'
import { FrameTab } from './frame.tsx'
import { PrecisionTab } from './precision.tsx'
import { SampleTab } from './sample.tsx'
import surveyCss from './survey.css?url'
import { useSurveyText } from './words.ts'

export async function loader(call: LoaderFunctionArgs) {
  return apiOf(call).get(path`/surveys/${call.params['surveyId']}`, SurveyView)
}

const TABS = ['precision', 'frame', 'sample'] as const

/** One survey: precision, frame, sample. */
export default function Survey() {
  const survey = useLoaderData<typeof loader>()
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
    </>
  )
}
