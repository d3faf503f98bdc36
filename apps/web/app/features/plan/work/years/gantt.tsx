import type { AnnualTaskView, YearPlanHeader } from '@kepu/contract/plan-year'
import { Empty } from 'antd'
import { Link } from 'react-router'
import { type NodeMark, nodeMarks, stateOf } from './standing.ts'
import { useYearsText } from './words.ts'

interface GanttProps {
  readonly header: YearPlanHeader
  readonly tasks: readonly AnnualTaskView[]
  readonly today: string
}

const DAY_MS = 86_400_000
const MONTHS = Array.from({ length: 12 }, (_, i) => i + 1)

/** Where a day lies in its year, in hundredths. */
function placeOf(year: number, day: string): number {
  const start = Date.UTC(year, 0, 1)
  const length = Date.UTC(year + 1, 0, 1) - start
  return (100 * (Date.parse(day) - start)) / length
}

/** 甘特图: tasks under the plan's tasks, each a bar from start to end with its nodes, and a line for today. */
export function Gantt({ header: { year }, tasks, today }: GanttProps) {
  const text = useYearsText()
  if (tasks.length === 0) return <Empty description={text.noneFound} />
  const groups = Map.groupBy(tasks, ({ taskTitle }) => taskTitle)
  const isThisYear = today.startsWith(String(year))
  return (
    <>
      <p className="quiet no-print">{text.ganttHint}</p>
      <section className="gantt-box" aria-label={text.tabs.gantt}>
        <div className="gantt">
          <div className="gantt-head" aria-hidden="true">
            <span />
            <div className="gantt-months">
              {MONTHS.map((month) => (
                <span key={month}>{month}</span>
              ))}
            </div>
          </div>
          {[...groups].map(([title, own]) => (
            <section key={title} aria-label={title} className="gantt-group">
              <h2>{title}</h2>
              <ul>
                {own.map((task) => (
                  <Row key={task.id} task={task} year={year} today={today} />
                ))}
              </ul>
            </section>
          ))}
          {isThisYear && (
            <div className="gantt-today" aria-hidden="true">
              <i style={{ insetInlineStart: `${placeOf(year, today)}%` }} title={`${text.today} ${today}`} />
            </div>
          )}
        </div>
      </section>
    </>
  )
}

function Row({ task, year, today }: { task: AnnualTaskView; year: number; today: string }) {
  const text = useYearsText()
  const from = placeOf(year, task.startsOn)
  const to = placeOf(year, task.dueOn) + (100 * DAY_MS) / (365 * DAY_MS)
  const state = stateOf(task, today)
  const marks = nodeMarks(task, today)
  const words = marks.map((mark) => `${mark.dueOn} ${mark.title} ${wordOf(mark, text)}`).join('；')
  return (
    <li>
      <Link
        className="gantt-row"
        to={`/desk/annual-tasks/${task.id}`}
        aria-label={`${task.title}，${task.startsOn} — ${task.dueOn}，${text.states[state]}。${words}`}
      >
        <span className="gantt-title">{task.title}</span>
        <span className="gantt-track">
          <b className={`gantt-bar ${state}`} style={{ insetInlineStart: `${from}%`, width: `${to - from}%` }} />
          {marks.map((mark) => (
            <i
              key={mark.id}
              className={`gantt-node ${mark.state}`}
              style={{ insetInlineStart: `${placeOf(year, mark.dueOn)}%` }}
              title={`${mark.dueOn} ${mark.title}（${wordOf(mark, text)}）`}
            />
          ))}
        </span>
      </Link>
    </li>
  )
}

function wordOf({ state }: NodeMark, text: ReturnType<typeof useYearsText>): string {
  return state === 'done' ? text.states.done : state === 'late' ? text.nodeLate : text.nodeOpen
}
