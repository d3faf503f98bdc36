import { type AchievementsView, ProgressView } from '@kepu/contract/plan-evaluation'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, path, withQuery } from '../../../lib/api.ts'
import { formatCount, formatDay } from '../../../lib/format.ts'
import { useLanguage, useTerms } from '../../../lib/screen.tsx'
import { useCounty } from '../../../shell/portal.tsx'
import { ProgressData } from './progress-data.tsx'
import { ProgressGoals } from './progress-goals.tsx'
import { ProgressTasks, ProgressTownships } from './progress-tables.tsx'
import { useProgressText } from './words.ts'

export async function loader(call: LoaderFunctionArgs) {
  const edition = new URL(call.request.url).searchParams.get('edition')
  const address = withQuery(path`/counties/${call.params['county']}/progress`, { edition })
  return { progress: await apiOf(call).find(address, ProgressView) }
}

/** What the county set out to do, what it has done, where and for whom: figures that nobody typed in. */
export default function PublicProgress() {
  const { progress } = useLoaderData<typeof loader>()
  const text = useProgressText()
  if (progress === null) {
    return (
      <section className="empty">
        <title>{text.noneTitle}</title>
        <h1>{text.noneTitle}</h1>
        <p>{text.none}</p>
      </section>
    )
  }
  const { achievements } = progress
  return (
    <>
      <title>{text.title}</title>
      <Head progress={progress} />
      <ProgressGoals goals={achievements.goals} />
      <Numbers achievements={achievements} />
      <ProgressTasks tasks={achievements.tasks} />
      <Audiences achievements={achievements} />
      <ProgressTownships achievements={achievements} />
      <ProgressData progress={progress} />
    </>
  )
}

function Head({ progress }: { progress: ProgressView }) {
  const { achievements, edition } = progress
  const text = useProgressText()
  const language = useLanguage()
  const { code } = useCounty()
  const day = formatDay(achievements.asOf, language)
  return (
    <>
      <p className="kicker">{achievements.title}</p>
      <h1>{text.title}</h1>
      <p className="quiet">{text.lead(`${achievements.period.start}—${achievements.period.end}`, day)}</p>
      {edition !== null && (
        <p className="notice">
          {text.frozen(edition, day)} <a href={`/${code}/progress`}>{text.latest}</a>
        </p>
      )}
    </>
  )
}

function Numbers({ achievements: { total, townships, years } }: { achievements: AchievementsView }) {
  const text = useProgressText()
  const language = useLanguage()
  const reached = townships.filter(({ deliveries }) => deliveries > 0).length
  return (
    <section aria-labelledby="done">
      <h2 id="done">{text.done}</h2>
      <ul className="numbers">
        <li>
          <strong>{formatCount(total.deliveries, language)}</strong> {text.events}
        </li>
        <li>
          <strong>{formatCount(total.personTimes, language)}</strong> {text.personTimes}
          <small>{text.personTimesHint}</small>
        </li>
        <li>
          <strong>{text.of(reached, townships.length)}</strong> {text.townshipsReached}
        </li>
      </ul>
      <Bars title={text.byYear} rows={years.map(({ year, ...work }) => ({ name: String(year), ...work }))} />
    </section>
  )
}

function Audiences({ achievements: { audiences } }: { achievements: AchievementsView }) {
  const text = useProgressText()
  const terms = useTerms()
  return (
    <section aria-labelledby="for-whom">
      <h2 id="for-whom">{text.forWhom}</h2>
      <Bars
        title={text.audience}
        rows={audiences.map(({ audience, deliveries, personTimes }) => ({
          name: terms.audience[audience],
          deliveries,
          personTimes,
        }))}
      />
    </section>
  )
}

interface BarRow {
  readonly name: string
  readonly deliveries: number
  readonly personTimes: number
}

/** A table whose numbers are drawn as bars: read by eye and by screen reader alike. */
function Bars({ title, rows }: { title: string; rows: readonly BarRow[] }) {
  const text = useProgressText()
  const language = useLanguage()
  const highest = Math.max(...rows.map(({ personTimes }) => personTimes), 1)
  return (
    <table className="bars">
      <caption>{title}</caption>
      <thead className="unseen">
        <tr>
          <th scope="col">{title}</th>
          <th scope="col">{text.personTimes}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, deliveries, personTimes }) => (
          <tr key={name}>
            <th scope="row">
              {name} <small className="quiet">{`${formatCount(deliveries, language)} ${text.events}`}</small>
            </th>
            <td>
              <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                <rect width={(Math.max(personTimes, 0) / highest) * 100} height="10" />
              </svg>
              {formatCount(personTimes, language)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
