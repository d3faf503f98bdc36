import { UnitView } from '@kepu/contract/organization'
import { SupervisionSettingView } from '@kepu/contract/plan-supervision'
import { App, Button, Form, Input, InputNumber, Select } from 'antd'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { z } from 'zod'
import { apiOf } from '../../../../lib/api.ts'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../../ui/problem-alert.tsx'
import { useCommand } from '../../../../ui/use-command.ts'
import { setSupervision } from './verbs.ts'
import { useSupervisionText } from './words.ts'

const Units = z.object({ items: z.array(UnitView) })

export async function loader(call: LoaderFunctionArgs) {
  const api = apiOf(call)
  const [setting, units] = await Promise.all([
    api.get('/supervision/setting', SupervisionSettingView),
    api.get('/units', Units),
  ])
  const offices = units.items.filter(({ active, kind }) => active && kind !== 'village' && kind !== 'township')
  return { setting, offices: offices.map(({ id, name }) => ({ value: id, label: name })) }
}

interface Values {
  readonly blueDays: number
  readonly yellowDays: number
  readonly behindPercent: number
  readonly digestsPerWeek: number
  readonly unitId?: string
  readonly legalBasis?: string
}

const NUMBERS = [
  ['blueDays', 60],
  ['yellowDays', 60],
  ['behindPercent', 100],
  ['digestsPerWeek', 7],
] as const

/** Thresholds, throttle, and who is authorised. */
export default function SupervisionSettings() {
  const { setting, offices } = useLoaderData<typeof loader>()
  const text = useSupervisionText()
  const { message } = App.useApp()
  const { run, running, problem } = useCommand(setSupervision)
  const save = async ({ unitId, legalBasis, ...numbers }: Values) => {
    const office = unitId ? { unitId, legalBasis: legalBasis ?? '' } : null
    if ((await run({ ...numbers, office })).ok) message.success(text.saved)
  }
  const initial: Values = {
    ...setting,
    ...(setting.office ? { unitId: setting.office.unitId, legalBasis: setting.office.legalBasis } : {}),
  }
  const said = setting.setByName === null ? text.byDefault : text.setBy(setting.setByName, setting.validFrom ?? '')
  return (
    <>
      <PageHeader
        title={text.settingsTitle}
        lead={`${text.settingsLead} ${said}`}
        crumbs={[{ href: '/desk/supervision', label: text.title }]}
      />
      <section className="panel narrow">
        <ProblemAlert problem={problem} />
        <Form<Values> layout="vertical" initialValues={initial} onFinish={save}>
          {NUMBERS.map(([name, max]) => (
            <Form.Item key={name} name={name} label={text[name]} rules={[{ required: true }]}>
              <InputNumber min={0} max={max} precision={0} />
            </Form.Item>
          ))}
          <h2>{text.officeTitle}</h2>
          <p className="quiet">{text.officeLead}</p>
          <Form.Item name="unitId" label={text.office}>
            <Select
              allowClear
              options={offices}
              placeholder={text.noOffice}
              showSearch={{ optionFilterProp: 'label' }}
            />
          </Form.Item>
          <Form.Item noStyle shouldUpdate>
            {({ getFieldValue }) =>
              getFieldValue('unitId') && (
                <Form.Item
                  name="legalBasis"
                  label={text.officeBasis}
                  rules={[{ required: true, min: 4, max: 200, message: text.noteHint }]}
                >
                  <Input maxLength={200} />
                </Form.Item>
              )
            }
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={running}>
            {text.save}
          </Button>
        </Form>
      </section>
    </>
  )
}
