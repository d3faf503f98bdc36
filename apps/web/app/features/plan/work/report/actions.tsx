import type { ReportView } from '@kepu/contract/plan-report'
import { App, Button, Form, Input } from 'antd'
import type { ZodType } from 'zod'
import type { Verb } from '../../../../lib/verb.ts'
import { FormDialog } from '../../../../ui/form-dialog.tsx'
import { ProblemAlert } from '../../../../ui/problem-alert.tsx'
import { useCommand } from '../../../../ui/use-command.ts'
import { acceptReports, confirmReport, returnReport, unlockReport, withdrawReport } from './verbs.ts'
import { useReportText } from './words.ts'

/** What this reader can do now, always in sight: on a phone, one tap to confirm. */
export function ReportBar({ report }: { report: ReportView }) {
  const text = useReportText()
  const { message } = App.useApp()
  const confirm = useCommand(confirmReport)
  const withdraw = useCommand(withdrawReport)
  const accept = useCommand(acceptReports)
  const can = (action: string) => report.can.includes(`plan.report.${action}`)
  if (!['confirm', 'withdraw', 'accept', 'return', 'unlock'].some(can)) return null
  const { id: reportId, seen } = report
  const say = async (outcome: Promise<{ ok: boolean }>, done: string) => {
    if ((await outcome).ok) void message.success(done)
  }
  return (
    <div className="report-bar">
      {can('confirm') && (
        <Button
          type="primary"
          loading={confirm.running}
          onClick={() => void say(confirm.run({ reportId, seen }), text.confirmed)}
        >
          {text.confirm}
        </Button>
      )}
      {can('accept') && (
        <Button
          type="primary"
          loading={accept.running}
          onClick={() => void say(accept.run({ reports: [{ reportId, seen }] }), text.accepted)}
        >
          {text.accept}
        </Button>
      )}
      {can('return') && (
        <WithReason reportId={reportId} verb={returnReport} title={text.return} hint={text.returnHint} />
      )}
      {can('unlock') && (
        <WithReason reportId={reportId} verb={unlockReport} title={text.unlock} hint={text.unlockHint} />
      )}
      {can('withdraw') && (
        <Button loading={withdraw.running} onClick={() => void say(withdraw.run({ reportId }), text.done)}>
          {text.withdraw}
        </Button>
      )}
      {[confirm, withdraw, accept].map(
        ({ problem }) => problem && <ProblemAlert key={problem.code} problem={problem} />,
      )}
    </div>
  )
}

type Reasoned = Verb<typeof returnReport.input, ZodType<null>>

export function WithReason({
  reportId,
  verb,
  title,
  hint,
}: {
  reportId: string
  verb: Reasoned
  title: string
  hint: string
}) {
  const text = useReportText()
  const { run, running, problem, clear } = useCommand(verb)
  return (
    <FormDialog<{ reason: string }>
      title={title}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={async ({ reason }) => (await run({ reportId, reason })).ok}
    >
      <Form.Item
        name="reason"
        label={text.reason}
        extra={hint}
        rules={[{ required: true, min: 2, max: 300, message: text.reason }]}
      >
        <Input.TextArea rows={3} maxLength={300} />
      </Form.Item>
    </FormDialog>
  )
}
