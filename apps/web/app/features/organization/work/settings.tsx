import type { CountyView } from '@kepu/contract/organization'
import { App, Button, Form, Input } from 'antd'
import { useWorkbench } from '../../../shell/workbench.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import { changeFooter } from './verbs.ts'
import { useUnitsText } from './words.ts'

const FIELDS = [
  ['host', 100],
  ['contact', 100],
  ['siteCode', 30],
  ['icp', 60],
  ['publicSecurity', 60],
] as const

/** What the footer of the public pages says. */
export default function Settings() {
  const { county } = useWorkbench()
  const text = useUnitsText()
  const { message } = App.useApp()
  const { run, running, problem } = useCommand(changeFooter)
  const save = async (footer: CountyView['footer']) => {
    if ((await run(footer)).ok) message.success(text.saved)
  }
  return (
    <>
      <PageHeader title={text.settingsTitle} lead={text.settingsLead} />
      <section className="panel narrow">
        <ProblemAlert problem={problem} />
        <Form layout="vertical" initialValues={county.footer} onFinish={save}>
          {FIELDS.map(([field, max]) => (
            <Form.Item key={field} name={field} label={text.footer[field]} rules={[{ max }]}>
              <Input />
            </Form.Item>
          ))}
          <Button type="primary" htmlType="submit" loading={running}>
            {text.save}
          </Button>
        </Form>
      </section>
    </>
  )
}
