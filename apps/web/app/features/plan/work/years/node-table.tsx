import type { AnnualTaskView, NodeStateView, YearPlanHeader } from '@kepu/contract/plan-year'
import { App, Form, Input, Tag } from 'antd'
import { useWorkbench } from '../../../../shell/workbench.tsx'
import { type Columns, DataTable } from '../../../../ui/data-table.tsx'
import { DayField } from '../../../../ui/day-field.tsx'
import { FormDialog } from '../../../../ui/form-dialog.tsx'
import { useCommand } from '../../../../ui/use-command.ts'
import { completeNode } from './verbs.ts'
import { useYearsText } from './words.ts'

interface NodeTableProps {
  readonly header: YearPlanHeader
  readonly task: AnnualTaskView
  readonly today: string
}

/** Every node with whoever owes it: counted by itself, or said to be done by those who lead. */
export function NodeTable({ header, task, today }: NodeTableProps) {
  const text = useYearsText()
  return (
    <div>
      <h2>{text.nodes}</h2>
      <DataTable
        label={text.nodes}
        rows={task.nodeStates}
        rowKey={({ nodeId, unitId }) => `${nodeId} ${unitId ?? ''}`}
        columns={useColumns({ header, task, today })}
      />
    </div>
  )
}

function useColumns({ header, task, today }: NodeTableProps): Columns<NodeStateView> {
  const text = useYearsText()
  const nodeOf = new Map(task.nodes.map((node) => [node.id, node]))
  const nameOf = new Map(task.duties.map(({ unitId, unitName }) => [unitId, unitName]))
  return [
    { title: text.node, key: 'node', render: (_, { nodeId }) => nodeOf.get(nodeId)?.title ?? '' },
    { title: text.nodeDay, dataIndex: 'dueOn', key: 'dueOn', className: 'day' },
    {
      title: text.owner,
      key: 'owner',
      render: (_, { unitId }) => (unitId === null ? text.allLeads : (nameOf.get(unitId) ?? '')),
    },
    {
      title: text.progress,
      key: 'amount',
      render: (_, { quantity, achieved }) =>
        quantity === null ? '—' : text.achieved(achieved ?? 0, quantity, task.target?.unit ?? ''),
    },
    {
      title: text.doneOn,
      key: 'state',
      render: (_, state) => <StateCell state={state} header={header} task={task} today={today} />,
    },
  ]
}

function StateCell({ state, header, task, today }: NodeTableProps & { state: NodeStateView }) {
  const text = useYearsText()
  const { me } = useWorkbench()
  if (state.doneOn !== null)
    return <Tag color={state.doneOn > state.dueOn ? 'gold' : 'green'}>{text.nodeDone(state.doneOn)}</Tag>
  const own = new Set(me.grants.map(({ unitId }) => unitId))
  const mine = task.duties.find(
    ({ unitId, role }) => own.has(unitId) && (state.unitId === null ? role === 'lead' : state.unitId === unitId),
  )
  const confirms =
    state.quantity === null && header.status === 'issued' && mine && me.can.includes('plan.node.complete')
  return (
    <>
      <Tag color={state.dueOn < today ? 'red' : 'default'}>{state.dueOn < today ? text.nodeLate : text.nodeOpen}</Tag>
      {confirms && <Complete nodeId={state.nodeId} unitId={mine.unitId} today={today} />}
    </>
  )
}

interface CompletionValues {
  readonly doneOn: string
  readonly note?: string
}

function Complete({ nodeId, unitId, today }: { nodeId: string; unitId: string; today: string }) {
  const text = useYearsText()
  const { message } = App.useApp()
  const { run, running, problem, clear } = useCommand(completeNode)
  const submit = async ({ doneOn, note }: CompletionValues) => {
    const outcome = await run({ nodeId, unitId, doneOn, ...(note ? { note } : {}) })
    if (outcome.ok) void message.success(text.completed)
    return outcome.ok
  }
  return (
    <FormDialog<CompletionValues>
      title={text.complete}
      button={{ size: 'small' }}
      initial={{ doneOn: today }}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={submit}
    >
      <Form.Item name="doneOn" label={text.completedOn} rules={[{ required: true, message: text.required }]}>
        <DayField latest={today} />
      </Form.Item>
      <Form.Item name="note" label={`${text.note}（${text.optional}）`}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </FormDialog>
  )
}
