import { SurveyHeader } from '@kepu/contract/survey'
import { Form, Input, InputNumber, Tag } from 'antd'
import { Link, type LoaderFunctionArgs, useLoaderData, useNavigate } from 'react-router'
import { z } from 'zod'
import { apiOf } from '../../../lib/api.ts'
import { useCan, useWorkbench } from '../../../shell/workbench.tsx'
import { type Columns, DataTable } from '../../../ui/data-table.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import type { SurveyText } from './messages.zh-CN.ts'
import { openSurvey } from './verbs.ts'
import { useSurveyText } from './words.ts'

export async function loader(call: LoaderFunctionArgs) {
  return apiOf(call).get('/surveys', z.object({ items: z.array(SurveyHeader) }))
}

/** Surveys of the county, newest first. */
export default function SurveyList() {
  const { items } = useLoaderData<typeof loader>()
  const text = useSurveyText()
  const mayOpen = useCan('survey.survey.open')
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} actions={mayOpen && <OpenSurvey />} />
      <DataTable label={text.title} rows={items} columns={columnsOf(text)} rowKey={({ id }) => id} empty={text.empty} />
    </>
  )
}

function columnsOf(text: SurveyText): Columns<SurveyHeader> {
  return [
    {
      title: text.name,
      key: 'title',
      className: 'wrapping',
      render: (_, { id, title }) => <Link to={`/desk/surveys/${id}`}>{title}</Link>,
    },
    { title: text.year, dataIndex: 'year', key: 'year' },
    {
      title: text.step,
      key: 'step',
      render: (_, { step }) => <Tag color={step === 'drawn' ? 'green' : 'default'}>{text.steps[step]}</Tag>,
    },
  ]
}

interface NewSurvey {
  readonly year: number
  readonly title: string
}

function OpenSurvey() {
  const text = useSurveyText()
  const navigate = useNavigate()
  const { county } = useWorkbench()
  const { run, running, problem, clear } = useCommand(openSurvey)
  const year = Number(county.now.slice(0, 4))
  return (
    <FormDialog<NewSurvey>
      title={text.open}
      button={{ type: 'primary' }}
      initial={{ year, title: `${year}年${county.name}公民科学素质测评` }}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={async (values) => {
        const outcome = await run(values)
        if (outcome.ok) await navigate(`/desk/surveys/${outcome.value.id}`)
        return outcome.ok
      }}
    >
      <Form.Item name="year" label={text.year} rules={[{ required: true }]}>
        <InputNumber min={2000} max={2100} precision={0} />
      </Form.Item>
      <Form.Item name="title" label={text.name} rules={[{ required: true, min: 2, max: 100 }]}>
        <Input />
      </Form.Item>
    </FormDialog>
  )
}
