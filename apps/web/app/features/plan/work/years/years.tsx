import { OpenYearPlan, YearPlanHeader, type YearPlanStatus } from '@kepu/contract/plan-year'
import { Form, Input, InputNumber, Tag } from 'antd'
import { Link, type LoaderFunctionArgs, useLoaderData, useNavigate } from 'react-router'
import { z } from 'zod'
import { apiOf } from '../../../../lib/api.ts'
import { dayOf } from '../../../../lib/format.ts'
import { verb } from '../../../../lib/verb.ts'
import { useCan, useWorkbench } from '../../../../shell/workbench.tsx'
import { type Columns, DataTable } from '../../../../ui/data-table.tsx'
import { FormDialog } from '../../../../ui/form-dialog.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { useCommand } from '../../../../ui/use-command.ts'
import { useYearsText } from './words.ts'

const Years = z.object({ items: z.array(YearPlanHeader) })
const openYear = verb('POST', '/years', OpenYearPlan, YearPlanHeader)
export const STATUS_COLOURS: Readonly<Record<YearPlanStatus, string>> = {
  draft: 'orange',
  issued: 'green',
  closed: 'default',
}

export async function loader(call: LoaderFunctionArgs) {
  return apiOf(call).get('/years', Years)
}

/** 年度工作: all years of the county, and the way to a new one. */
export default function YearList() {
  const { items } = useLoaderData<typeof loader>()
  const text = useYearsText()
  const canOpen = useCan('plan.year.open')
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} actions={canOpen && <OpenYear years={items} />} />
      <DataTable label={text.title} rows={items} columns={useColumns()} rowKey={({ id }) => id} empty={text.empty} />
    </>
  )
}

function OpenYear({ years }: { years: readonly YearPlanHeader[] }) {
  const text = useYearsText()
  const { county } = useWorkbench()
  const navigate = useNavigate()
  const { run, running, problem, clear } = useCommand(openYear)
  const thisYear = Number(dayOf(county.now).slice(0, 4))
  const year = Math.max(thisYear, ...years.map((one) => one.year + 1))
  const submit = async (values: z.input<typeof OpenYearPlan>) => {
    const outcome = await run(values)
    if (outcome.ok) await navigate(`/desk/years/${outcome.value.id}/draft`)
    return outcome.ok
  }
  return (
    <FormDialog
      title={text.open}
      button={{ type: 'primary' }}
      initial={{ year, title: text.defaultTitle(year) }}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={submit}
    >
      <p className="quiet">{text.openHint}</p>
      <Form.Item name="year" label={text.year} rules={[{ required: true, message: text.required }]}>
        <InputNumber min={2000} max={2100} precision={0} />
      </Form.Item>
      <Form.Item name="title" label={text.plan} rules={[{ required: true, min: 2, max: 200, message: text.required }]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="documentNumber" label={`${text.documentNumber}（${text.optional}）`}>
        <Input maxLength={60} />
      </Form.Item>
    </FormDialog>
  )
}

function useColumns(): Columns<YearPlanHeader> {
  const text = useYearsText()
  return [
    { title: text.year, dataIndex: 'year', key: 'year' },
    {
      title: text.plan,
      key: 'title',
      className: 'wrapping',
      render: (_, { id, title }) => <Link to={`/desk/years/${id}`}>{title}</Link>,
    },
    {
      title: text.status,
      key: 'status',
      render: (_, { status }) => <Tag color={STATUS_COLOURS[status]}>{text.statuses[status]}</Tag>,
    },
    { title: text.issuedAt, key: 'issuedAt', render: (_, { issuedAt }) => (issuedAt ? dayOf(issuedAt) : '—') },
    { title: text.closedAt, key: 'closedAt', render: (_, { closedAt }) => (closedAt ? dayOf(closedAt) : '—') },
  ]
}
