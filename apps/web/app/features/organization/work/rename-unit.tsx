import type { UnitView } from '@kepu/contract/organization'
import { App, Form, Input } from 'antd'
import { DayField } from '../../../ui/day-field.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import { renameUnit } from './verbs.ts'
import { useUnitsText } from './words.ts'

interface NewName {
  readonly name: string
  readonly since?: string
}

/** 更名: the old name stays as an alias. */
export function RenameUnit({ unit }: { unit: UnitView }) {
  const text = useUnitsText()
  const { message } = App.useApp()
  const { run, running, problem, clear } = useCommand(renameUnit)
  const submit = async ({ name, since }: NewName) => {
    const outcome = await run({ unitId: unit.id, version: unit.version, name, ...(since ? { since } : {}) })
    if (outcome.ok) message.success(text.saved)
    return outcome.ok
  }
  return (
    <FormDialog<NewName> title={text.rename} running={running} problem={problem} onOpen={clear} onSubmit={submit}>
      <Form.Item name="name" label={text.newName} extra={text.nameRule} rules={[{ required: true, min: 2, max: 60 }]}>
        <Input />
      </Form.Item>
      <Form.Item name="since" label={text.since} extra={text.sinceHint}>
        <DayField />
      </Form.Item>
    </FormDialog>
  )
}
