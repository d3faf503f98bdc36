import { type ReportBoardView, type RoundKind, roundKinds } from '@kepu/contract/plan-report'
import { App, Form, InputNumber, Select } from 'antd'
import { formatDay } from '../../../../lib/format.ts'
import { useLanguage } from '../../../../lib/screen.tsx'
import { FormDialog } from '../../../../ui/form-dialog.tsx'
import { useCommand } from '../../../../ui/use-command.ts'
import { openRound, setReportSchedule } from './verbs.ts'
import { useReportText } from './words.ts'

/** What the coordinator sets: how often, and a period opened by hand. */
export function RoundTools({ board }: { board: ReportBoardView }) {
  if (board.yearPlanId === null || board.can.length === 0) return null
  return (
    <>
      <Opening board={board} yearPlanId={board.yearPlanId} />
      <Schedule board={board} yearPlanId={board.yearPlanId} />
    </>
  )
}

interface ToolProps {
  readonly board: ReportBoardView
  readonly yearPlanId: string
}

function Opening({ board, yearPlanId }: ToolProps) {
  const text = useReportText()
  const language = useLanguage()
  const { message } = App.useApp()
  const { run, running, problem, clear } = useCommand(openRound)
  if (board.openable.length === 0) return null
  const keyOf = (one: { kind: string; ordinal: number }) => `${one.kind} ${one.ordinal}`
  const usual = board.openable.findLast(({ kind }) => kind === board.schedule.kind) ?? board.openable[0]
  const open = async ({ period }: { period: string }) => {
    const wanted = board.openable.find((one) => keyOf(one) === period)
    if (!wanted) return false
    const outcome = await run({ yearPlanId, kind: wanted.kind, ordinal: wanted.ordinal })
    if (outcome.ok) void message.success(text.done)
    return outcome.ok
  }
  return (
    <FormDialog<{ period: string }>
      title={text.openRound}
      button={{ type: 'primary' }}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={open}
      {...(usual ? { initial: { period: keyOf(usual) } } : {})}
    >
      <Form.Item name="period" label={text.round} rules={[{ required: true }]}>
        <Select
          options={board.openable.map((one) => ({
            value: keyOf(one),
            label: `${text.period(board.year, one)}，${text.due(formatDay(one.dueOn, language))}`,
          }))}
        />
      </Form.Item>
    </FormDialog>
  )
}

function Schedule({ board, yearPlanId }: ToolProps) {
  const text = useReportText()
  const { run, running, problem, clear } = useCommand(setReportSchedule)
  return (
    <FormDialog<{ kind: RoundKind; termDays: number }>
      title={text.schedule}
      running={running}
      problem={problem}
      onOpen={clear}
      initial={board.schedule}
      onSubmit={async ({ kind, termDays }) => (await run({ yearPlanId, kind, termDays })).ok}
    >
      <Form.Item name="kind" label={text.scheduleKind} rules={[{ required: true }]}>
        <Select options={roundKinds.map((kind) => ({ value: kind, label: text.kinds[kind] }))} />
      </Form.Item>
      <Form.Item name="termDays" label={text.scheduleTerm} rules={[{ required: true }]}>
        <InputNumber min={1} max={30} precision={0} />
      </Form.Item>
    </FormDialog>
  )
}
