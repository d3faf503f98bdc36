import type { AppraisalView } from '@kepu/contract/plan-appraisal'
import { App, Button, Form, Input } from 'antd'
import { ConfirmButton } from '../../../../ui/confirm-button.tsx'
import { FormDialog } from '../../../../ui/form-dialog.tsx'
import { ProblemAlert } from '../../../../ui/problem-alert.tsx'
import { useCommand } from '../../../../ui/use-command.ts'
import { computeAppraisal, discloseAppraisal, releaseAppraisal, reopenAppraisal } from './verbs.ts'
import { useAppraisalText } from './words.ts'

/** What can be done next; nothing for those who only read. */
export function AppraisalActions({ view: { header, sheets } }: { view: AppraisalView }) {
  const text = useAppraisalText()
  const { message } = App.useApp()
  const computing = useCommand(computeAppraisal)
  const disclosing = useCommand(discloseAppraisal)
  const reopening = useCommand(reopenAppraisal)
  const releasing = useCommand(releaseAppraisal)
  const subject = { appraisalId: header.id, version: header.version }
  const can = (verb: string) => header.can.includes(verb)
  if (header.can.length === 0) return null
  const compute = async () => {
    if ((await computing.run(subject)).ok) message.success(text.computed)
  }
  const release = async () => {
    if ((await releasing.run(subject)).ok) message.success(text.released)
  }
  return (
    <div className="editor-actions">
      {can('plan.appraisal.compute') && (
        <Button
          type={sheets.length === 0 ? 'primary' : 'default'}
          loading={computing.running}
          onClick={() => void compute()}
        >
          {sheets.length === 0 ? text.compute : text.computeAgain}
        </Button>
      )}
      {can('plan.appraisal.enter') && sheets.length > 0 && (
        <Button href={`/desk/appraisals/${header.id}/entries`}>{text.enter}</Button>
      )}
      {can('plan.appraisal.disclose') && sheets.length > 0 && (
        <ConfirmButton
          type="primary"
          question={text.discloseQuestion}
          consequence={text.discloseConsequence}
          loading={disclosing.running}
          onConfirm={() => void disclosing.run(subject)}
        >
          {text.disclose}
        </ConfirmButton>
      )}
      {can('plan.appraisal.release') && (
        <ConfirmButton
          type="primary"
          question={text.releaseQuestion}
          consequence={text.releaseConsequence}
          loading={releasing.running}
          onConfirm={() => void release()}
        >
          {text.release}
        </ConfirmButton>
      )}
      {can('plan.appraisal.reopen') && (
        <FormDialog
          title={text.reopen}
          running={reopening.running}
          problem={reopening.problem}
          onOpen={reopening.clear}
          onSubmit={async ({ reason }: { reason: string }) => (await reopening.run({ ...subject, reason })).ok}
        >
          <Form.Item
            name="reason"
            label={text.reopenReason}
            rules={[{ required: true, min: 2, message: text.required }]}
          >
            <Input maxLength={500} />
          </Form.Item>
        </FormDialog>
      )}
      <ProblemAlert problem={computing.problem ?? disclosing.problem ?? releasing.problem} />
    </div>
  )
}
