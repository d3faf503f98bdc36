import { type AnnualTaskDraft, AnnualTaskInput, type YearPlanHeader } from '@kepu/contract/plan-year'
import type { AnnualProposalView } from '@kepu/contract/plan-year-proposal'
import { App, Button, Checkbox, Drawer, Space, Tag } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { type Columns, DataTable } from '../../../../ui/data-table.tsx'
import { ProblemAlert } from '../../../../ui/problem-alert.tsx'
import { useCommand } from '../../../../ui/use-command.ts'
import type { Choices } from './choices.ts'
import type { YearsText } from './messages.zh-CN.ts'
import { TaskForm } from './task-form.tsx'
import { addTasks } from './verbs.ts'
import { useYearsText } from './words.ts'

interface ProposalsProps {
  readonly header: YearPlanHeader
  readonly proposals: readonly AnnualProposalView[]
  readonly choices: Choices
}

interface Row extends AnnualProposalView {
  readonly key: string
  readonly sound: boolean
}

/** Proposals to choose from; each can be corrected before all that are chosen are added at once. */
export function Proposals({ header, proposals, choices }: ProposalsProps) {
  const text = useYearsText()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const { run, running, problem } = useCommand(addTasks)
  const [corrected, setCorrected] = useState<ReadonlyMap<string, AnnualTaskDraft>>(new Map())
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [open, setOpen] = useState<string | null>(null)
  const rows = proposals.map((proposal, i): Row => {
    const key = String(i)
    const task = corrected.get(key) ?? proposal.task
    return { ...proposal, key, task, sound: isSound(task, choices) }
  })
  const wanted = rows.filter(({ key, sound }) => sound && chosen.has(key))
  const choose = (keys: readonly string[], on: boolean) => {
    const next = new Set(chosen)
    for (const key of keys) on ? next.add(key) : next.delete(key)
    setChosen(next)
  }
  const add = async () => {
    const tasks = wanted.map(({ copiedFrom, task }) => ({ copiedFrom, task }))
    const outcome = await run({ yearPlanId: header.id, version: header.version, tasks })
    if (!outcome.ok) return
    void message.success(text.addedTasks(tasks.length))
    await navigate(`/desk/years/${header.id}`)
  }
  const fresh = rows.filter(({ sound, notes }) => sound && !notes.some(({ code }) => code === 'present'))
  const editing = rows.find(({ key }) => key === open)
  return (
    <>
      <Space wrap className="propose-bar">
        <Button type="primary" disabled={wanted.length === 0} loading={running} onClick={() => void add()}>
          {text.addChosen(wanted.length)}
        </Button>
        <Button
          onClick={() =>
            choose(
              fresh.map(({ key }) => key),
              true,
            )
          }
        >
          {text.chooseAll}
        </Button>
      </Space>
      <ProblemAlert problem={problem} />
      <DataTable
        label={text.proposeTitle}
        rows={rows}
        rowKey={({ key }) => key}
        columns={useColumns({ chosen, choose, correct: setOpen, choices })}
      />
      <Drawer
        title={text.correctTitle}
        open={editing !== undefined}
        onClose={() => setOpen(null)}
        size="min(46rem, 100vw)"
        destroyOnHidden
      >
        {editing && (
          <TaskForm
            initial={editing.task}
            year={header.year}
            choices={choices}
            asksReason={false}
            onSubmit={(task) => {
              setCorrected(new Map(corrected).set(editing.key, task))
              choose([editing.key], true)
              setOpen(null)
            }}
          >
            <Space>
              <Button type="primary" htmlType="submit">
                {text.save}
              </Button>
              <Button onClick={() => setOpen(null)}>{text.cancel}</Button>
            </Space>
          </TaskForm>
        )}
      </Drawer>
    </>
  )
}

/** Could it be added as it is? The server has the last word. */
function isSound(task: AnnualTaskDraft, { purposes }: Choices): boolean {
  const known = purposes.some(({ id, taskId }) => id === (task.measureId ?? task.taskId) && taskId === task.taskId)
  return known && AnnualTaskInput.safeParse(task).success
}

interface ColumnProps {
  readonly chosen: ReadonlySet<string>
  readonly choose: (keys: readonly string[], on: boolean) => void
  readonly correct: (key: string) => void
  readonly choices: Choices
}

function useColumns({ chosen, choose, correct, choices }: ColumnProps): Columns<Row> {
  const text = useYearsText()
  const nameOf = new Map(choices.units.map(({ id, name }) => [id, name]))
  const names = ({ task }: Row, role: 'lead' | 'support') =>
    task.duties.filter((duty) => duty.role === role).map(({ unitId }) => nameOf.get(unitId) ?? '')
  return [
    {
      title: text.choose,
      key: 'choose',
      render: (_, row) => (
        <Checkbox
          aria-label={`${text.choose}：${row.task.title}`}
          checked={row.sound && chosen.has(row.key)}
          disabled={!row.sound}
          onChange={({ target }) => choose([row.key], target.checked)}
        />
      ),
    },
    {
      title: text.task,
      key: 'task',
      className: 'wrapping',
      render: (_, row) => (
        <div className="year-task">
          {row.task.title}
          <small className="quiet">{`${row.label} ${row.taskTitle}`}</small>
          {row.task.target && (
            <small>
              {`${text.scopes[row.task.target.scope]} ${text.amount(row.task.target.quantity, row.task.target.unit)}`}
            </small>
          )}
        </div>
      ),
    },
    {
      title: text.bodies,
      key: 'bodies',
      className: 'wrapping',
      render: (_, row) => (
        <>
          <div>{names(row, 'lead').join('、')}</div>
          <small className="quiet">{shortened(names(row, 'support'), text)}</small>
        </>
      ),
    },
    {
      title: text.basis,
      key: 'basis',
      className: 'wrapping',
      render: (_, row) => <Notes row={row} text={text} />,
    },
    {
      title: <span className="unseen">{text.correct}</span>,
      key: 'correct',
      render: (_, { key, task }) => (
        <Button size="small" onClick={() => correct(key)} aria-label={`${text.correct}：${task.title}`}>
          {text.correct}
        </Button>
      ),
    },
  ]
}

const MOST_NAMES = 5

function shortened(names: readonly string[], text: YearsText): string {
  return names.length <= MOST_NAMES
    ? names.join('、')
    : `${names.slice(0, MOST_NAMES).join('、')}${text.andMore(names.length)}`
}

function Notes({ row, text }: { row: Row; text: YearsText }) {
  // Days that were moved are many and small: the first says it.
  const moved = row.notes.filter(({ code }) => code === 'dayMoved')
  const shown = row.notes.filter((note) => note.code !== 'dayMoved' || note === moved[0])
  return (
    <ul className="notes">
      {shown.map((note) => (
        <li key={JSON.stringify(note)} className={URGENT.has(note.code) ? 'urgent' : ''}>
          {note.code === 'present' ? <Tag>{text.noteOf(note)}</Tag> : text.noteOf(note)}
        </li>
      ))}
      {!row.sound && <li className="urgent">{text.notSound}</li>}
    </ul>
  )
}

const URGENT: ReadonlySet<string> = new Set(['leadMissing', 'bodyGone', 'measureGone', 'taskGone', 'groupUnknown'])
