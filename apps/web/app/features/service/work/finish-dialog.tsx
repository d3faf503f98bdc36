import { type audiences as audienceList, audiences } from '@kepu/contract'
import type { VisitView } from '@kepu/contract/service-visit'
import { Form, Input, InputNumber, Select } from 'antd'
import { useTerms } from '../../../lib/screen.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import { finishVisit } from './verbs.ts'
import { useServiceText } from './words.ts'

type Audience = (typeof audienceList)[number]

interface Finished {
  readonly arrivedAt: string
  readonly leftAt: string
  readonly heads?: Partial<Record<Audience, number | null>>
  readonly memberIds?: string[]
  readonly note?: string
}

/** Noted once: when, how many of whom, which members. Nothing else is asked. */
export function FinishDialog({
  visit,
  members,
}: {
  visit: VisitView
  members: readonly { id: string; name: string }[]
}) {
  const text = useServiceText()
  const terms = useTerms()
  const { run, running, problem, clear } = useCommand(finishVisit)
  const submit = async ({ heads = {}, memberIds = [], note, ...times }: Finished) => {
    const counted = audiences.flatMap((audience) => {
      const count = heads[audience] ?? 0
      return count > 0 ? [{ audience, count }] : []
    })
    const outcome = await run({
      visitId: visit.id,
      version: visit.version,
      ...times,
      heads: counted.length > 0 ? counted : [{ audience: 'public', count: 0 }],
      memberIds,
      note: note || null,
    })
    return outcome.ok
  }
  return (
    <FormDialog<Finished>
      title={text.finish}
      button={{ type: 'primary' }}
      initial={{ arrivedAt: visit.startsAt, leftAt: visit.endsAt, memberIds: members.map(({ id }) => id) }}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={submit}
    >
      <p className="quiet">{text.finishHint}</p>
      <Form.Item name="arrivedAt" label={text.arrivedAt} rules={[{ required: true }]}>
        <Input type="time" />
      </Form.Item>
      <Form.Item name="leftAt" label={text.leftAt} rules={[{ required: true }]}>
        <Input type="time" />
      </Form.Item>
      <fieldset>
        <legend>{text.heads}</legend>
        <div className="heads">
          {audiences.map((audience) => (
            <Form.Item key={audience} name={['heads', audience]} label={terms.audience[audience]}>
              <InputNumber min={0} max={100_000} inputMode="numeric" />
            </Form.Item>
          ))}
        </div>
      </fieldset>
      {members.length > 0 && (
        <Form.Item name="memberIds" label={text.members}>
          <Select mode="multiple" options={members.map(({ id, name }) => ({ value: id, label: name }))} />
        </Form.Item>
      )}
      <Form.Item name="note" label={text.note}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </FormDialog>
  )
}
