import { type ProgressView, progressTables } from '@kepu/contract/plan-evaluation'
import { formatDay } from '../../../lib/format.ts'
import { useLanguage } from '../../../lib/screen.tsx'
import { useCounty } from '../../../shell/portal.tsx'
import { useProgressText } from './words.ts'

/** The figures to take away: each table as CSV and JSON, of today or of an edition that stays. */
export function ProgressData({ progress: { edition, editions } }: { progress: ProgressView }) {
  const text = useProgressText()
  const language = useLanguage()
  const { code } = useCounty()
  const api = `/api/v1/counties/${code}/progress`
  // Cited addresses carry their edition.
  const cited = edition ?? editions[0]?.edition ?? null
  const query = cited === null ? '' : `?edition=${cited}`
  return (
    <section aria-labelledby="open-data">
      <h2 id="open-data">{text.openData}</h2>
      <p className="quiet">{text.openDataLead}</p>
      {cited === null && <p className="quiet">{text.noEditions}</p>}
      <ul className="cards">
        {progressTables.map((table) => (
          <li key={table}>
            <a href={`/${code}/progress/data#${table}`}>
              <strong>{text.tables[table]}</strong>
            </a>
            <p>
              <a href={`${api}/tables/${table}.csv${query}`} aria-label={`${text.tables[table]} ${text.csv}`}>
                {text.csv}
              </a>{' '}
              <a href={`${api}/tables/${table}${query}`} aria-label={`${text.tables[table]} ${text.json}`}>
                {text.json}
              </a>
            </p>
          </li>
        ))}
      </ul>
      {editions.length > 0 && (
        <>
          <h3>{text.editions}</h3>
          <ul className="bodies">
            {editions.map((one) => (
              <li key={one.edition}>
                <a href={`/${code}/progress?edition=${one.edition}`}>
                  {text.edition(one.edition, formatDay(one.asOf, language))}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a href={`/${code}/progress/data`}>{text.dictionary}</a> · <a href={api}>{text.json}</a>
      </p>
    </section>
  )
}
