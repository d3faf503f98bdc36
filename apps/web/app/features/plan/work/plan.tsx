import { MeView } from '@kepu/contract/identity'
import { MatrixView, PlanView } from '@kepu/contract/plan'
import { Button, Segmented, Tag } from 'antd'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, path } from '../../../lib/api.ts'
import { useTerms } from '../../../lib/screen.tsx'
import { useWorkbench } from '../../../shell/workbench.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useFilters } from '../../../ui/use-filters.ts'
import { Matrix } from './matrix.tsx'
import { Overview } from './overview.tsx'
import planCss from './plan.css?url'
import { TaskList } from './task-list.tsx'
import { useWorkPlanText } from './words.ts'

export async function loader(call: LoaderFunctionArgs) {
  const api = apiOf(call)
  const { county } = await api.get('/me', MeView)
  const at = path`/counties/${county}/plans/${call.params['planId']}`
  const [plan, matrix] = await Promise.all([api.get(at, PlanView), api.get(`${at}/matrix`, MatrixView)])
  return { plan, matrix }
}

const TABS = ['overview', 'matrix', 'tasks'] as const

/** A published plan: figures, who answers for what, tasks. */
export default function Plan() {
  const { plan, matrix } = useLoaderData<typeof loader>()
  const text = useWorkPlanText()
  const filters = useFilters()
  const tab = TABS.find((name) => name === filters.get('tab')) ?? 'overview'
  return (
    <>
      <link rel="stylesheet" href={planCss} precedence="plan" />
      <PageHeader
        title={plan.header.title}
        crumbs={[{ href: '/desk/plans', label: text.title }]}
        lead={<Facts plan={plan} />}
        actions={<Documents plan={plan} />}
      />
      <div className="no-print tabs">
        <Segmented
          aria-label={text.plan}
          value={tab}
          options={TABS.map((value) => ({ value, label: text.tabs[value] }))}
          onChange={(value) => filters.set({ tab: value === 'overview' ? null : value })}
        />
      </div>
      {tab === 'overview' && <Overview plan={plan} matrix={matrix} />}
      {tab === 'matrix' && <Matrix matrix={matrix} />}
      {tab === 'tasks' && <TaskList tasks={plan.tasks} />}
    </>
  )
}

function Facts({ plan: { header } }: { plan: PlanView }) {
  const text = useWorkPlanText()
  const { planStatus } = useTerms()
  return (
    <>
      <Tag color={header.status === 'published' ? 'green' : 'default'}>{planStatus[header.status]}</Tag>
      {[
        header.issuer,
        header.documentNumber,
        header.period && text.years(header.period.start, header.period.end),
        text.revisionOf(header.revision),
      ]
        .filter(Boolean)
        .join(' · ')}
    </>
  )
}

/** The plan in the forms that offices use. */
function Documents({ plan: { header } }: { plan: PlanView }) {
  const text = useWorkPlanText()
  const { county } = useWorkbench()
  const api = `/api/v1/counties/${county.code}/plans/${header.id}`
  return (
    <>
      {header.previousId !== null && <Button href={`/desk/plans/${header.id}/diff`}>{text.compare}</Button>}
      <Button href={`/desk/plans/${header.id}/trace`}>{text.trace}</Button>
      <Button href={`/${county.code}/plan`}>{text.publicPage}</Button>
      <Button href={`${api}/matrix.xlsx`}>{text.matrixXlsx}</Button>
      <Button href={`${api}/duties.docx`}>{text.dutiesDocx}</Button>
    </>
  )
}
