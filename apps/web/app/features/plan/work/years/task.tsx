import type { AnnualTaskView, YearPlanHeader } from '@kepu/contract/plan-year'
import type { CountedWorkPage, CountedWorkView } from '@kepu/contract/plan-year-work'
import { App, Button, Form, Input, Tag } from 'antd'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { dayOf, formatNumber } from '../../../../lib/format.ts'
import { useWorkbench } from '../../../../shell/workbench.tsx'
import { type Columns, DataTable } from '../../../../ui/data-table.tsx'
import { FormDialog } from '../../../../ui/form-dialog.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { useCommand } from '../../../../ui/use-command.ts'
import { NodeTable } from './node-table.tsx'
import { readTask } from './read-task.ts'
import { ProgressOf, StateOf } from './task-table.tsx'
import { withdrawTask } from './verbs.ts'
import { useYearsText } from './words.ts'
import yearsCss from './years.css?url'

export async function loader(call: LoaderFunctionArgs) {
  return readTask(call)
}

/** A task of the year: what it says, how far each body is, and the very records that count. */
export default function Task() {
  const { header, task, work } = useLoaderData<typeof loader>()
  const text = useYearsText()
  const { county } = useWorkbench()
  const today = dayOf(county.now)
  return (
    <>
      <link rel="stylesheet" href={yearsCss} precedence="years" />
      <PageHeader
        title={task.title}
        crumbs={[
          { href: '/desk/years', label: text.title },
          { href: `/desk/years/${header.id}`, label: header.title },
        ]}
        lead={`${task.label} ${task.measureTitle ?? task.taskTitle}`}
        actions={<Actions header={header} task={task} />}
      />
      <section className="panel task-facts">
        {header.status !== 'draft' && <StateOf task={task} today={today} />}
        <ProgressOf task={task} />
        <dl>
          <dt>{text.startsOn}</dt>
          <dd>{`${task.startsOn} — ${task.dueOn}`}</dd>
          {task.deliverable && (
            <>
              <dt>{text.deliverable}</dt>
              <dd>{task.deliverable}</dd>
            </>
          )}
          <dt>{text.leads}</dt>
          <dd>{namesOf(task, 'lead')}</dd>
          <dt>{text.supports}</dt>
          <dd>{namesOf(task, 'support') || '—'}</dd>
        </dl>
      </section>
      {header.status !== 'draft' && <NodeTable header={header} task={task} today={today} />}
      {task.progress.length > 1 && <ByUnit task={task} />}
      {task.target && <Work work={work} />}
    </>
  )
}

function namesOf({ duties }: AnnualTaskView, role: 'lead' | 'support'): string {
  return duties
    .filter((duty) => duty.role === role)
    .map(({ unitName }) => unitName)
    .join('、')
}

function Actions({ header, task }: { header: YearPlanHeader; task: AnnualTaskView }) {
  const text = useYearsText()
  const can = (verb: string) => header.can.includes(verb) && task.status === 'active'
  return (
    <>
      {can('plan.annualTask.rewrite') && <Button href={`/desk/annual-tasks/${task.id}/edit`}>{text.edit}</Button>}
      {can('plan.annualTask.change') && <Button href={`/desk/annual-tasks/${task.id}/edit`}>{text.change}</Button>}
      {can('plan.annualTask.withdraw') && <Withdraw task={task} />}
    </>
  )
}

function Withdraw({ task }: { task: AnnualTaskView }) {
  const text = useYearsText()
  const { message } = App.useApp()
  const { run, running, problem, clear } = useCommand(withdrawTask)
  const submit = async ({ reason }: { reason: string }) => {
    const outcome = await run({ annualTaskId: task.id, version: task.version, reason })
    if (outcome.ok) void message.success(text.saved)
    return outcome.ok
  }
  return (
    <FormDialog<{ reason: string }>
      title={text.withdraw}
      button={{ danger: true }}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={submit}
    >
      <Form.Item
        name="reason"
        label={text.reason}
        extra={text.reasonHint}
        rules={[{ required: true, min: 4, max: 500 }]}
      >
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </FormDialog>
  )
}

/** Where each body has its own quantity: how far each is, in the order of the plan, not of success. */
function ByUnit({ task }: { task: AnnualTaskView }) {
  const text = useYearsText()
  const nameOf = new Map(task.duties.map(({ unitId, unitName }) => [unitId, unitName]))
  const { target } = task
  return (
    <section aria-label={text.byUnit}>
      <h2>{text.byUnit}</h2>
      <ul className="by-unit">
        {task.progress.map(({ unitId, achieved, reachedOn }) => (
          <li key={unitId ?? ''}>
            <Link to={`?unitId=${unitId}#work`}>{nameOf.get(unitId ?? '') ?? ''}</Link>{' '}
            {target && text.achieved(achieved, target.quantity, target.unit)}{' '}
            {reachedOn && <Tag color="green">{text.nodeDone(reachedOn)}</Tag>}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Work({ work }: { work: CountedWorkPage }) {
  const text = useYearsText()
  return (
    <div id="work">
      <h2>{text.workTitle}</h2>
      <p className="quiet">{text.workLead(work.records, text.amount(work.total, work.unit))}</p>
      <DataTable
        label={text.workTitle}
        rows={work.items}
        rowKey={({ delivery }) => delivery.id}
        columns={useWorkColumns()}
        empty={text.workEmpty}
        next={work.next}
      />
    </div>
  )
}

function useWorkColumns(): Columns<CountedWorkView> {
  const text = useYearsText()
  return [
    { title: text.nodeDay, key: 'day', className: 'day', render: (_, { delivery }) => delivery.occurredOn },
    {
      title: text.task,
      key: 'title',
      className: 'wrapping',
      render: (_, { delivery }) => <Link to={`/desk/ledger/${delivery.id}`}>{delivery.title}</Link>,
    },
    { title: text.unit, key: 'unit', render: (_, { delivery }) => delivery.unitName },
    { title: text.counted, key: 'amount', className: 'numbers', render: (_, { amount }) => formatNumber(amount) },
  ]
}
