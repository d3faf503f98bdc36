import { Alert, App, Button, Form, Input } from 'antd'
import { useEffect } from 'react'
import { type ActionFunctionArgs, data, useFetcher } from 'react-router'
import { apiOf } from '../../../lib/api.ts'
import { useMessages } from '../../../lib/screen.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'

const words = {
  'zh-CN': {
    title: '修改密码',
    current: '现在的密码',
    next: '新密码',
    rule: '至少 10 个字符，不能全是数字',
    change: '修改',
    changed: '密码已修改，其他设备上的登录已退出',
    wrong: '现在的密码不对，或新密码不符合要求',
  },
  en: {
    title: 'Change password',
    current: 'Present password',
    next: 'New password',
    rule: 'At least 10 characters, not digits alone',
    change: 'Change',
    changed: 'Changed; other devices are signed out',
    wrong: 'The present password is wrong, or the new one is too weak',
  },
}

/** The sign-in library changes the password and ends the other sessions; its cookies go on to the browser. */
export async function action(call: ActionFunctionArgs) {
  const form = await call.request.formData()
  const body = {
    currentPassword: String(form.get('current') ?? ''),
    newPassword: String(form.get('next') ?? ''),
    revokeOtherSessions: true,
  }
  const answer = await apiOf(call).raw('/auth/change-password', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const headers = new Headers()
  for (const cookie of answer.headers.getSetCookie()) headers.append('set-cookie', cookie)
  return data({ changed: answer.ok }, { headers })
}

export default function ChangePassword() {
  const text = useMessages(words)
  const fetcher = useFetcher<typeof action>()
  const { message } = App.useApp()
  const [form] = Form.useForm<{ current: string; next: string }>()
  const changed = fetcher.state === 'idle' ? fetcher.data?.changed : undefined
  useEffect(() => {
    if (!changed) return
    form.resetFields()
    message.success(text.changed)
  }, [changed, form, message, text])
  return (
    <>
      <PageHeader title={text.title} />
      <section className="panel narrow">
        {changed === false && <Alert type="error" showIcon role="alert" title={text.wrong} />}
        <Form form={form} layout="vertical" onFinish={(values) => fetcher.submit(values, { method: 'post' })}>
          <Form.Item name="current" label={text.current} rules={[{ required: true }]}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <Form.Item
            name="next"
            label={text.next}
            extra={text.rule}
            rules={[{ required: true }, { pattern: /^(?=.*\D).{10,128}$/, message: text.rule }]}
          >
            <Input.Password autoComplete="new-password" />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={fetcher.state !== 'idle'}>
            {text.change}
          </Button>
        </Form>
      </section>
    </>
  )
}
