import type { AchievementsView, EvaluatedTask } from '@kepu/contract/plan-evaluation'
import { formatCount } from '../../../lib/format.ts'
import { useLanguage } from '../../../lib/screen.tsx'
import { useCounty } from '../../../shell/portal.tsx'
import { useGoalText } from '../goal/words.ts'
import { useProgressText } from './words.ts'

/** Every task in the plan's order with what has been done. */
export function ProgressTasks({ tasks }: { tasks: readonly EvaluatedTask[] }) {
  const text = useProgressText()
  const { outcomes } = useGoalText()
  const language = useLanguage()
  const { code } = useCounty()
  return (
    <section aria-labelledby="tasks">
      <h2 id="tasks">{text.tasks}</h2>
      <p className="quiet">{text.tasksLead}</p>
      <ul className="task-list">
        {tasks.map(({ taskId, category, number, title, outcome, annual, deliveries, personTimes, townships }) => (
          <li key={taskId}>
            <p className="kicker">
              {category} {number}
            </p>
            <p>
              <a href={`/${code}/plan/tasks/${taskId}`}>
                <strong>{title}</strong>
              </a>{' '}
              <span className={`outcome ${outcome}`}>{outcomes[outcome]}</span>
            </p>
            <p className="quiet">
              {[
                ...(annual.total === 0 ? [] : [text.annual(annual.done, annual.total)]),
                `${formatCount(deliveries, language)} ${text.events}`,
                `${formatCount(personTimes, language)} ${text.personTimes}`,
                `${text.townships} ${townships}`,
              ].join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Where: no points of townships are known, so a table says it better than an empty map would. */
export function ProgressTownships({ achievements: { townships, countyWide } }: { achievements: AchievementsView }) {
  const text = useProgressText()
  const language = useLanguage()
  return (
    <section aria-labelledby="where">
      <h2 id="where">{text.where}</h2>
      <p className="quiet">{text.whereLead}</p>
      <details>
        <summary>{text.showTownships(townships.length)}</summary>
        <table>
          <caption className="unseen">{text.where}</caption>
          <thead>
            <tr>
              <th scope="col">{text.township}</th>
              <th scope="col" className="right">
                {text.events}
              </th>
              <th scope="col" className="right">
                {text.personTimes}
              </th>
            </tr>
          </thead>
          <tbody>
            {townships.map(({ regionCode, name, deliveries, personTimes }) => (
              <tr key={regionCode}>
                <th scope="row">{name}</th>
                <td className="right">{formatCount(deliveries, language)}</td>
                <td className="right">{formatCount(personTimes, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
      {countyWide.deliveries > 0 && (
        <p className="quiet">
          {`${text.countyWide}：${formatCount(countyWide.deliveries, language)} ${text.events}，${formatCount(countyWide.personTimes, language)} ${text.personTimes}`}
        </p>
      )}
    </section>
  )
}
