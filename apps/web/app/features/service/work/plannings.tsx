import { UnitView } from '@kepu/contract/organization'
import { PlanningHeader } from '@kepu/contract/service-match'
import { DatePicker, Form, Select, Tag } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { Link, type LoaderFunctionArgs, useLoaderData, useNavigate } from 'react-router'
import { z } from 'zod'
import { apiOf } from '../../../lib/api.ts'
import { dayOf, formatInstant } from '../../../lib/format.ts'
import { useTerms } from '../../../lib/screen.tsx'
import { useCan, useWorkbench } from '../../../shell/workbench.tsx'
import { type Columns, DataTable } from '../../../ui/data-table.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import { useMatchText } from '../match-words.ts'
import { proposeAssignment } from './planning-verbs.ts'

const Plannings = z.object({ items: z.array(PlanningHeader) })
const Units = z.object({ items: z.array(UnitView) })

export async function loader(call: LoaderFunctionArgs) {
  const api = apiOf(call)
  const { items } = await api.get('/assignments', Plannings)
  const { items: units } = await api.get('/units', Units)
  return { items, units: units.filter(({ active, kind }) => active && kind !== 'village') }
}

/** 统筹排期: proposals for whole backlogs, the newest first. */
export default function PlanningsPage() {
  const { items, units } = useLoaderData<typeof loader>()
  const text = useMatchText()
  const { planningStatus } = useTerms()
  const mayPropose = useCan('service.assignment.propose')
  const columns: Columns<PlanningHeader> = [
    {
      title: text.days,
      key: 'days',
      render: (_, { id, unitName, from, to }) => (
        <Link to={`/desk/service/planning/${id}`}>{text.planningOf(unitName, from, to)}</Link>
      ),
    },
    {
      title: text.status,
      key: 'status',
      render: (_, { status }) => (
        <Tag color={status === 'proposed' ? 'blue' : status === 'confirmed' ? 'green' : 'default'}>
          {planningStatus[status]}
        </Tag>
      ),
    },
    {
      title: text.result,
      key: 'result',
      render: (_, { result, orders }) => (result ? text.servedOf(result.served, orders) : '—'),
    },
    { title: text.who, dataIndex: 'madeByName', key: 'who' },
    { title: text.when, key: 'when', render: (_, { madeAt }) => formatInstant(madeAt) },
  ]
  return (
    <>
      <PageHeader
        title={text.planningTitle}
        lead={text.planningLead}
        actions={mayPropose && <Propose units={units} />}
      />
      <DataTable
        label={text.planningTitle}
        rows={items}
        columns={columns}
        rowKey={({ id }) => id}
        empty={text.emptyPlannings}
      />
    </>
  )
}

interface Wish {
  readonly unitId: string
  readonly days: readonly [Dayjs, Dayjs]
}

function Propose({ units }: { units: readonly UnitView[] }) {
  const text = useMatchText()
  const { me, county } = useWorkbench()
  const navigate = useNavigate()
  const { run, running, problem, clear } = useCommand(proposeAssignment)
  const today = dayjs(dayOf(county.now))
  const own = units.find(({ id }) => me.grants.some(({ unitId }) => unitId === id))
  const submit = async ({ unitId, days: [from, to] }: Wish) => {
    const outcome = await run({ unitId, from: from.format('YYYY-MM-DD'), to: to.format('YYYY-MM-DD') })
    if (outcome.ok) navigate(`/desk/service/planning/${outcome.value.planningId}`)
    return outcome.ok
  }
  return (
    <FormDialog<Wish>
      title={text.propose}
      button={{ type: 'primary' }}
      initial={{ ...(own ? { unitId: own.id } : {}), days: [today.add(1, 'day'), today.add(30, 'day')] }}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={submit}
    >
      <Form.Item name="unitId" label={text.for} rules={[{ required: true }]}>
        <Select
          showSearch
          optionFilterProp="label"
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="days" label={text.days} rules={[{ required: true }]}>
        <DatePicker.RangePicker minDate={today.add(1, 'day')} />
      </Form.Item>
    </FormDialog>
  )
}
