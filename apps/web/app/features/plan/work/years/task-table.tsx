import type { AnnualTaskView, YearPlanView } from '@kepu/contract/plan-year'
import { App, Progress, Space, Tag } from 'antd'
import { Link } from 'react-router'
import { ConfirmButton } from '../../../../ui/confirm-button.tsx'
import { type Columns, DataTable } from '../../../../ui/data-table.tsx'
import { ProblemAlert } from '../../../../ui/problem-alert.tsx'
import { useCommand } from '../../../../ui/use-command.ts'
import { isOf, nextNode, percentOf, stateOf, type TaskState } from './standing.ts'
import { removeTask } from './verbs.ts'
import { useYearsText } from './words.ts'

interface TaskTableProps {
  readonly view: YearPlanView
  readonly tasks: readonly AnnualTaskView[]
  readonly own: ReadonlySet<string>
  readonly today: string
}

const STATE_COLOURS: Readonly<Record<TaskState, string>> = {
  overdue: 'red',
  soon: 'gold',
  running: 'blue',
  done: 'green',
  withdrawn: 'default',
}

/** 任务清单: what is owed, how far it is, who leads. */
export function TaskTable({ view, tasks, own, today }: TaskTableProps) {
  const text = useYearsText()
  const drafting = view.header.status === 'draft'
  const columns = useColumns(own)
  const state: Columns<AnnualTaskView> = [
    {
      title: text.state,
      key: 'state',
      render: (_, task) => <StateOf task={task} today={today} />,
    },
  ]
  const edit: Columns<AnnualTaskView> = [
    {
      title: <span className="unseen">{text.edit}</span>,
      key: 'edit',
      render: (_, task) => <DraftActions task={task} yearPlanId={view.header.id} />,
    },
  ]
  return (
    <DataTable
      label={text.tabs.tasks}
      rows={tasks}
      rowKey={({ id }) => id}
      columns={[
        ...columns,
        ...(drafting ? [] : state),
        ...(view.header.can.includes('plan.annualTask.rewrite') ? edit : []),
      ]}
      empty={view.tasks.length === 0 ? text.noTasks : text.noneFound}
    />
  )
}

function useColumns(own: ReadonlySet<string>): Columns<AnnualTaskView> {
  const text = useYearsText()
  return [
    {
      title: text.task,
      key: 'task',
      className: 'wrapping',
      render: (_, task) => (
        <div className="year-task">
          <Link to={`/desk/annual-tasks/${task.id}`}>{task.title}</Link>{' '}
          {isOf(task, own) && <Tag color="blue">{text.mine}</Tag>}
          <small className="quiet">{`${task.label} ${task.measureTitle ?? task.taskTitle}`}</small>
        </div>
      ),
    },
    { title: text.progress, key: 'progress', className: 'wrapping', render: (_, task) => <ProgressOf task={task} /> },
    {
      title: text.bodies,
      key: 'bodies',
      className: 'wrapping',
      render: (_, task) => (
        <>
          <div>{namesOf(task, 'lead').join('、')}</div>
          <small className="quiet">
            <Names names={namesOf(task, 'support')} />
          </small>
        </>
      ),
    },
  ]
}

const MOST_NAMES = 4

function Names({ names }: { names: readonly string[] }) {
  const text = useYearsText()
  if (names.length <= MOST_NAMES) return <>{names.join('、')}</>
  return (
    <span title={names.join('、')}>
      {names.slice(0, MOST_NAMES).join('、')} {text.andMore(names.length)}
    </span>
  )
}

function namesOf({ duties }: AnnualTaskView, role: 'lead' | 'support'): string[] {
  return duties.filter((duty) => duty.role === role).map(({ unitName }) => unitName)
}

/** A figure with its bar, and the way to the records behind it. */
export function ProgressOf({ task }: { task: AnnualTaskView }) {
  const text = useYearsText()
  const { target, progress, nodeStates } = task
  const done = nodeStates.filter(({ doneOn }) => doneOn !== null).length
  const reached = progress.filter(({ reachedOn }) => reachedOn !== null).length
  const percent = percentOf(task)
  const words =
    target === null
      ? text.nodesDone(done, nodeStates.length)
      : target.scope === 'each'
        ? `${text.scopes.each} ${text.amount(target.quantity, target.unit)}，${text.reachedBodies(reached, progress.length)}`
        : text.achieved(progress[0]?.achieved ?? 0, target.quantity, target.unit)
  return (
    <div className="year-progress">
      <Progress
        percent={percent}
        size="small"
        aria-label={`${task.title} ${percent}%`}
        {...(percent === 100 ? { status: 'success' as const } : {})}
      />
      <small>{target === null ? words : <Link to={`/desk/annual-tasks/${task.id}#work`}>{words}</Link>}</small>
    </div>
  )
}

export function StateOf({ task, today }: { task: AnnualTaskView; today: string }) {
  const text = useYearsText()
  const state = stateOf(task, today)
  const next = state === 'withdrawn' ? null : nextNode(task)
  return (
    <div className="year-state">
      <Tag color={STATE_COLOURS[state]}>{text.states[state]}</Tag>
      {next && (
        <small className="quiet">
          {next.dueOn < today ? text.overdueSince(next.dueOn) : text.dueOn(next.dueOn, next.title)}
        </small>
      )}
    </div>
  )
}

function DraftActions({ task, yearPlanId }: { task: AnnualTaskView; yearPlanId: string }) {
  const text = useYearsText()
  const { message } = App.useApp()
  const { run, running, problem } = useCommand(removeTask)
  const remove = async () => {
    const outcome = await run({ annualTaskId: task.id, version: task.version })
    if (outcome.ok) void message.success(text.removed)
  }
  return (
    <Space size={4} wrap>
      <Link to={`/desk/annual-tasks/${task.id}/edit`}>{text.edit}</Link>
      <Link to={`/desk/years/${yearPlanId}/tasks/new?from=${task.id}`}>{text.duplicate}</Link>
      <ConfirmButton
        type="link"
        size="small"
        loading={running}
        question={text.removeQuestion}
        onConfirm={() => void remove()}
        aria-label={`${text.remove}：${task.title}`}
      >
        {text.remove}
      </ConfirmButton>
      <ProblemAlert problem={problem} />
    </Space>
  )
}
