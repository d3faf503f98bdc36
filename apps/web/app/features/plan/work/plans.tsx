import { PlanHeader, type PlanStatus } from '@kepu/contract/plan'
import { Tag } from 'antd'
import { Link, type LoaderFunctionArgs, useLoaderData, useNavigate } from 'react-router'
import { z } from 'zod'
import { apiOf, path } from '../../../lib/api.ts'
import { formatDay } from '../../../lib/format.ts'
import { useLanguage, useTerms } from '../../../lib/screen.tsx'
import { useCan } from '../../../shell/workbench.tsx'
import { type Columns, DataTable } from '../../../ui/data-table.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { UploadBox } from '../../../ui/upload-box.tsx'
import { useUpload } from '../../../ui/use-command.ts'
import { useWorkPlanText } from './words.ts'

const Plans = z.object({ items: z.array(PlanHeader) })
const Me = z.object({ county: z.string() })
const COLOURS: Readonly<Record<PlanStatus, string>> = {
  draft: 'orange',
  published: 'green',
  superseded: 'default',
  discarded: 'default',
}

export async function loader(call: LoaderFunctionArgs) {
  const api = apiOf(call)
  const { county } = await api.get('/me', Me)
  return api.get(path`/counties/${county}/plans`, Plans)
}

/** All plans of the county, and the way in for a new document. */
export default function PlanList() {
  const { items } = useLoaderData<typeof loader>()
  const text = useWorkPlanText()
  const canImport = useCan('plan.plan.import')
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      {canImport && <Import />}
      <DataTable label={text.title} rows={items} columns={useColumns()} rowKey={({ id }) => id} empty={text.empty} />
    </>
  )
}

function Import() {
  const text = useWorkPlanText()
  const navigate = useNavigate()
  const { run, running, problem } = useUpload('/plans', PlanHeader)
  const onFile = async (file: File) => {
    const outcome = await run(file)
    if (outcome.ok) await navigate(`/desk/plans/${outcome.value.id}/review`)
  }
  return (
    <section className="panel">
      <ProblemAlert problem={problem} />
      <UploadBox
        accept={['.docx', '.txt', '.md', '.pdf']}
        hint={running ? text.importing : text.importHint}
        running={running}
        onFile={(file) => void onFile(file)}
      />
    </section>
  )
}

function useColumns(): Columns<PlanHeader> {
  const text = useWorkPlanText()
  const language = useLanguage()
  const { planStatus } = useTerms()
  const home = ({ id, status, can }: PlanHeader) =>
    status === 'draft' && can.includes('plan.draft.show') ? `/desk/plans/${id}/review` : `/desk/plans/${id}`
  return [
    {
      title: text.plan,
      key: 'title',
      className: 'wrapping',
      render: (_, plan) => <Link to={home(plan)}>{plan.title}</Link>,
    },
    {
      title: text.period,
      key: 'period',
      render: (_, { period }) => (period ? text.years(period.start, period.end) : '—'),
    },
    {
      title: text.status,
      key: 'status',
      render: (_, { status }) => <Tag color={COLOURS[status]}>{planStatus[status]}</Tag>,
    },
    { title: text.revision, key: 'revision', render: (_, { revision }) => text.revisionOf(revision) },
    {
      title: text.issuedOn,
      key: 'issuedOn',
      render: (_, { issuedOn }) => (issuedOn ? formatDay(issuedOn, language) : '—'),
    },
  ]
}
