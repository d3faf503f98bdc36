import type { TodayMonth, TodayView } from '@kepu/contract/plan-today'
import { useTodayText } from './words.ts'

const STATES = ['done', 'doneLate', 'late', 'soon', 'later'] as const

/** The year in twelve columns of nodes by state; the same numbers as a table beneath. Plain HTML: it prints. */
export function YearPicture({ view }: { view: TodayView }) {
  const text = useTodayText()
  const total = (month: TodayMonth) => STATES.reduce((sum, state) => sum + month[state], 0)
  const most = Math.max(1, ...view.months.map(total))
  if (view.year === null) return null
  return (
    <section className="panel" aria-labelledby="year-picture">
      <h2 id="year-picture">{text.yearTitle(view.year.year)}</h2>
      <div className="year-picture" aria-hidden="true">
        {view.months.map((month) => (
          <div key={month.month} className="year-month">
            <div className="year-bar">
              {STATES.map((state) =>
                month[state] === 0 ? null : (
                  <span key={state} className={`node-${state}`} style={{ height: `${(month[state] / most) * 100}%` }} />
                ),
              )}
            </div>
            <small>{month.month}</small>
          </div>
        ))}
      </div>
      <ul className="year-legend">
        {STATES.map((state) => (
          <li key={state}>
            <span className={`node-${state}`} aria-hidden="true" /> {text.states[state]}{' '}
            {view.months.reduce((sum, month) => sum + month[state], 0)}
          </li>
        ))}
      </ul>
      <table className="unseen">
        <caption>{text.yearLabel}</caption>
        <thead>
          <tr>
            <td />
            {STATES.map((state) => (
              <th key={state} scope="col">
                {text.states[state]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.months.map((month) => (
            <tr key={month.month}>
              <th scope="row">{text.month(month.month)}</th>
              {STATES.map((state) => (
                <td key={state}>{month[state]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
