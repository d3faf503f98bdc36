import { pageOf } from '@kepu/contract'
import { PersonRow } from '@kepu/contract/people'
import { AddedRecords, AddRecords } from '@kepu/contract/people-record'
import { Button, Form, Input, InputNumber, Select } from 'antd'
import { type LoaderFunctionArgs, useLoaderData, useNavigate } from 'react-router'
import type { z } from 'zod'
import { apiOf } from '../../../lib/api.ts'
import { dayOf } from '../../../lib/format.ts'
import { useTerms } from '../../../lib/screen.tsx'
import { verb } from '../../../lib/verb.ts'
import { useWorkbench } from '../../../shell/workbench.tsx'
import { DayField } from '../../../ui/day-field.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import { optionsOf, readChoices } from './choices.ts'
import { usePeopleText } from './words.ts'

const addRecords = verb('POST', '/service-records', AddRecords, AddedRecords)

export async function loader(call: LoaderFunctionArgs) {
  const [choices, people] = await Promise.all([
    readChoices(call),
    apiOf(call).get('/people?limit=200', pageOf(PersonRow)),
  ])
  return {
    choices,
    people: people.items.map(({ id, name, unitName }) => ({ value: id, label: `${name}（${unitName}）` })),
  }
}

/** 补登服务: what was done outside Kepu. */
export default function RecordNew() {
  const { choices, people } = useLoaderData<typeof loader>()
  const text = usePeopleText()
  const terms = useTerms()
  const navigate = useNavigate()
  const today = dayOf(useWorkbench().county.now)
  const { run, running, problem } = useCommand(addRecords)
  const submit = async (typed: z.input<typeof AddRecords>) => {
    const outcome = await run({ ...typed, hostName: typed.hostName || null })
    if (outcome.ok) await navigate('/desk/records')
  }
  const required = [{ required: true, message: text.required }]
  const search = { optionFilterProp: 'label' }
  const maybe = (label: string) => `${label}（${text.optional}）`
  return (
    <>
      <PageHeader
        title={text.addRecord}
        lead={text.addRecordLead}
        crumbs={[{ href: '/desk/records', label: text.records }]}
      />
      <Form
        layout="vertical"
        className="panel narrow"
        initialValues={{
          kind: 'lecture',
          servedOn: today,
          hours: 2,
          ...(choices.own[0] ? { organiserId: choices.own[0].value } : {}),
        }}
        onFinish={(typed: z.input<typeof AddRecords>) => void submit(typed)}
        scrollToFirstError
      >
        <Form.Item name="title" label={text.service} rules={[...required, { min: 2, max: 100 }]}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="personIds" label={text.person} rules={required}>
          <Select mode="multiple" showSearch={search} options={people} />
        </Form.Item>
        <Form.Item name="kind" label={text.kind} rules={required}>
          <Select options={optionsOf(terms.deliveryKind)} />
        </Form.Item>
        <Form.Item name="servedOn" label={text.day} rules={required}>
          <DayField latest={today} />
        </Form.Item>
        <Form.Item name="hours" label={text.hours} rules={required}>
          <InputNumber min={0.5} max={24} step={0.5} />
        </Form.Item>
        <Form.Item name="organiserId" label={text.organiser} rules={required}>
          <Select showSearch={search} options={[...choices.own]} />
        </Form.Item>
        <Form.Item name="regionCode" label={text.place} rules={required}>
          <Select showSearch={search} options={[...choices.places]} />
        </Form.Item>
        <Form.Item name="personTimes" label={maybe(text.personTimes)}>
          <InputNumber min={1} precision={0} />
        </Form.Item>
        <Form.Item name="hostName" label={maybe(text.hostName)} extra={text.hostHint}>
          <Input maxLength={60} />
        </Form.Item>
        <ProblemAlert problem={problem} />
        <Button type="primary" htmlType="submit" loading={running}>
          {text.save}
        </Button>
      </Form>
    </>
  )
}
