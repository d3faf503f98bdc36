import { Form, Input } from 'antd'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import type { FirstPasswordFacts } from './first-password.tsx'
import { GrantFields, type NewGrant, type UnitOption } from './grant-fields.tsx'
import { addAccount } from './verbs.ts'
import { useAccountsText } from './words.ts'

interface NewAccount extends NewGrant {
  readonly username: string
  readonly name: string
}

export interface AddAccountProps {
  readonly units: readonly UnitOption[]
  readonly onPassword: (facts: FirstPasswordFacts) => void
}

export function AddAccount({ units, onPassword }: AddAccountProps) {
  const text = useAccountsText()
  const { run, running, problem, clear } = useCommand(addAccount)
  const submit = async (values: NewAccount) => {
    const outcome = await run(values)
    if (outcome.ok) onPassword(outcome.value)
    return outcome.ok
  }
  return (
    <FormDialog<NewAccount>
      title={text.add}
      button={{ type: 'primary' }}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={submit}
    >
      <Form.Item name="name" label={text.name} rules={[{ required: true, max: 40 }]}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="username"
        label={text.username}
        extra={text.usernameRule}
        rules={[{ required: true }, { pattern: /^[a-z][a-z0-9._-]{2,29}$/, message: text.usernameRule }]}
      >
        <Input autoComplete="off" autoCapitalize="none" spellCheck={false} />
      </Form.Item>
      <GrantFields units={units} />
    </FormDialog>
  )
}
