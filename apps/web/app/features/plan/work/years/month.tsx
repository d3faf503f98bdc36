import type { CalendarAddress } from '@kepu/contract/plan-calendar'
import type { AnnualTaskView, YearPlanHeader } from '@kepu/contract/plan-year'
import { Alert, Button, Space } from 'antd'
import { Link } from 'react-router'
import { useFilters } from '../../../../ui/use-filters.ts'
import { type Calendar, specialDays } from './choices.ts'
import { type NodeMark, nodeMarks } from './standing.ts'
import { Subscribe } from './subscribe.tsx'
import { useYearsText } from './words.ts'

interface MonthProps {
  readonly header: YearPlanHeader
  readonly tasks: readonly AnnualTaskView[]
  readonly today: string
  readonly calendar: Calendar
  readonly feed: CalendarAddress | null
}

interface Mark extends NodeMark {
  readonly task: AnnualTaskView
}

const DAY_MS = 86_400_000
const iso = (at: number) => new Date(at).toISOString().slice(0, 10)

/** The days of a month's weeks, Monday first, with those of the months beside it. */
function daysShown(month: string): string[] {
  const first = Date.parse(`${month}-01`)
  const start = first - ((new Date(first).getUTCDay() + 6) % 7) * DAY_MS
  const last = Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)
  const weeks = Math.ceil(((last - start) / DAY_MS + 1) / 7)
  return Array.from({ length: weeks * 7 }, (_, i) => iso(start + i * DAY_MS))
}

/** 日历: a month with its nodes, holidays and make-up days. */
export function Month({ header: { year }, tasks, today, calendar, feed }: MonthProps) {
  const text = useYearsText()
  const filters = useFilters()
  const usual = today.startsWith(String(year)) ? today.slice(0, 7) : `${year}-01`
  const wanted = filters.get('month') ?? ''
  const month = new RegExp(`^${year}-(0[1-9]|1[0-2])$`).test(wanted) ? wanted : usual
  const marks = Map.groupBy(
    tasks.flatMap((task) => nodeMarks(task, today).map((mark): Mark => ({ ...mark, task }))),
    ({ dueOn }) => dueOn,
  )
  const special = specialDays(calendar)
  const days = daysShown(month)
  const any = days.some((day) => day.startsWith(month) && marks.has(day))
  return (
    <>
      <MonthSteps month={month} year={year} />
      {!calendar.years.includes(year) && <Alert type="info" showIcon title={text.provisional} />}
      {!any && <p className="quiet">{text.noNodesInMonth}</p>}
      <ol className="month" aria-label={month}>
        {text.weekdays.map((name) => (
          <li key={name} className="month-weekday" aria-hidden="true">
            {name}
          </li>
        ))}
        {days.map((day) => (
          <DayCell
            key={day}
            day={day}
            outside={!day.startsWith(month)}
            isToday={day === today}
            special={special.get(day)}
            marks={marks.get(day) ?? []}
          />
        ))}
      </ol>
      <Subscribe feed={feed} />
    </>
  )
}

function MonthSteps({ month, year }: { month: string; year: number }) {
  const text = useYearsText()
  const filters = useFilters()
  const number = Number(month.slice(5))
  const go = (to: number) => filters.set({ month: `${year}-${String(to).padStart(2, '0')}` })
  return (
    <Space className="month-steps no-print">
      <Button disabled={number === 1} onClick={() => go(number - 1)} aria-label={text.previousMonth}>
        ‹
      </Button>
      <h2>{month}</h2>
      <Button disabled={number === 12} onClick={() => go(number + 1)} aria-label={text.nextMonth}>
        ›
      </Button>
    </Space>
  )
}

interface DayCellProps {
  readonly day: string
  readonly outside: boolean
  readonly isToday: boolean
  /** Worked or not, where a notice says so. */
  readonly special: boolean | undefined
  readonly marks: readonly Mark[]
}

function DayCell({ day, outside, isToday, special, marks }: DayCellProps) {
  const text = useYearsText()
  const weekend = [0, 6].includes(new Date(day).getUTCDay())
  const off = special === undefined ? weekend : !special
  const classes = [
    'month-day',
    outside ? 'outside' : '',
    off ? 'off' : '',
    isToday ? 'today' : '',
    marks.length === 0 ? 'bare' : '',
  ]
  return (
    <li className={classes.filter(Boolean).join(' ')}>
      <time dateTime={day}>
        {Number(day.slice(8))}
        {special !== undefined && <small>{special ? text.makeUp : text.holiday}</small>}
        {isToday && <small>{text.today}</small>}
      </time>
      {!outside && marks.length > 0 && (
        <ul>
          {marks.map(({ id, title, task, state }) => (
            <li key={id} className={`month-node ${state}`}>
              <Link to={`/desk/annual-tasks/${task.id}`} title={`${task.title}：${title}`}>
                {task.title}
                <small>{`：${title}`}</small>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
