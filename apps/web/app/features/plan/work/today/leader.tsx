import type { TodayCounty, TodayView } from '@kepu/contract/plan-today'
import { figureText } from '../../../../lib/figure.ts'
import { formatCount, formatNumber } from '../../../../lib/format.ts'
import { useLanguage, useTerms } from '../../../../lib/screen.tsx'
import { NodeList } from './node-list.tsx'
import { Tiles } from './tiles.tsx'
import { useTodayText } from './words.ts'
import { YearPicture } from './year-picture.tsx'

/** 县领导: one screen, one sheet of A4. */
export function LeaderPage({ view }: { view: TodayView }) {
  const text = useTodayText()
  return (
    <div className="one-sheet">
      {view.county && <Goals goals={view.county.goals} />}
      <Tiles
        tiles={[
          { label: text.taskStates.done, value: view.tasks.done, href: '#year-picture' },
          { label: text.taskStates.running, value: view.tasks.running, href: '#year-picture' },
          { label: text.taskStates.late, value: view.tasks.late, href: '#red', tone: 'red' },
        ]}
      />
      <div className="today-columns">
        <YearPicture view={view} />
        {view.county && <Groups audiences={view.county.audiences.filter(({ audience }) => audience !== 'public')} />}
        <NodeList
          id="red"
          title={text.redTitle}
          nodes={view.red.slice(0, 8)}
          more={view.moreRed + Math.max(0, view.red.length - 8)}
          empty={text.redEmpty}
        />
        {view.county && <Townships townships={view.county.townships} />}
      </div>
    </div>
  )
}

function Goals({ goals }: { goals: TodayCounty['goals'] }) {
  const text = useTodayText()
  if (goals.length === 0) return null
  return (
    <section className="panel" aria-labelledby="goals">
      <h2 id="goals">{text.goals}</h2>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{text.goal}</th>
            <th scope="col">{text.target}</th>
            <th scope="col">{text.measured}</th>
            <th scope="col">{text.verdict}</th>
          </tr>
        </thead>
        <tbody>
          {goals.map(({ name, unit, target, measured, verdict }) => (
            <tr key={`${name} ${target.year ?? ''}`}>
              <th scope="row">{name}</th>
              <td>
                {target.year !== null && `${text.year(target.year)} `}
                <b>{figureText(target, unit)}</b>
              </td>
              <td>
                {measured === null ? (
                  text.noMeasure
                ) : (
                  <>
                    {`${text.year(measured.year)} `}
                    <b>
                      {formatNumber(measured.value, 2)}
                      {unit}
                    </b>
                    {measured.low !== null &&
                      measured.high !== null &&
                      text.interval(formatNumber(measured.low, 2), formatNumber(measured.high, 2))}
                  </>
                )}
              </td>
              <td>{text.verdicts[verdict]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** The five groups of the outline. */
function Groups({ audiences }: { audiences: TodayCounty['audiences'] }) {
  const text = useTodayText()
  const terms = useTerms()
  const language = useLanguage()
  const most = Math.max(1, ...audiences.map(({ personTimes }) => personTimes))
  return (
    <section className="panel" aria-labelledby="groups">
      <h2 id="groups">{text.groups}</h2>
      <dl className="bars">
        {audiences.map(({ audience, personTimes }) => (
          <div key={audience}>
            <dt>{terms.audience[audience]}</dt>
            <dd>
              <span className="bar-room" aria-hidden="true">
                <span className="bar" style={{ width: `${(personTimes / most) * 100}%` }} />
              </span>
              {formatCount(personTimes, language)} {text.personTimes}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Townships({ townships }: { townships: TodayCounty['townships'] }) {
  const text = useTodayText()
  return (
    <section className="panel" aria-labelledby="townships">
      <h2 id="townships">{text.townships}</h2>
      <ul className="townships">
        {townships.map(({ regionCode, name, deliveries, personTimes }) => (
          <li key={regionCode}>
            {name}{' '}
            <span className="quiet">
              {formatNumber(deliveries)} {text.deliveries}，{formatNumber(personTimes)} {text.personTimes}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
