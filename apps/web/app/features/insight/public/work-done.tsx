import type { LedgerSummary } from '@kepu/contract/ledger'
import { dayOf, formatCount, formatDay } from '../../../lib/format.ts'
import { useLanguage, useTerms } from '../../../lib/screen.tsx'
import { useCounty } from '../../../shell/portal.tsx'
import { useHomeText } from './words.ts'

/** What the ledger says has been done. Nothing is typed in for this page. */
export function WorkDone({ summary, from }: { summary: LedgerSummary; from: string | null }) {
  const text = useHomeText()
  const language = useLanguage()
  const { now } = useCounty()
  const first = from ?? summary.byMonth[0]?.month.concat('-01') ?? dayOf(now)
  return (
    <section aria-labelledby="done">
      <h2 id="done">{text.done}</h2>
      {summary.total.deliveries === 0 ? (
        <p className="empty">{text.nothingDone}</p>
      ) : (
        <>
          <p className="quiet">{text.doneLead(formatDay(first, language), formatDay(dayOf(now), language))}</p>
          <Numbers summary={summary} />
          <h3>{text.byYear}</h3>
          <Months months={summary.byMonth} />
          <div className="columns">
            <Audiences summary={summary} />
            <Kinds summary={summary} />
          </div>
        </>
      )}
    </section>
  )
}

function Numbers({ summary }: { summary: LedgerSummary }) {
  const text = useHomeText()
  const language = useLanguage()
  const numbers = [
    [summary.total.deliveries, text.events, null],
    [summary.total.personTimes, text.personTimes, text.personTimesHint],
    [summary.byUnit.length, text.units, null],
    [summary.byTownship.filter((row) => row.regionCode.length === 9).length, text.townships, null],
  ] as const
  return (
    <ul className="numbers">
      {numbers.map(([value, label, hint]) => (
        <li key={label}>
          <strong>{formatCount(value, language)}</strong> {label}
          {hint && <small>{hint}</small>}
        </li>
      ))}
    </ul>
  )
}

/** A bar a month. To a screen reader it's a list of months with their numbers. */
function Months({ months }: { months: LedgerSummary['byMonth'] }) {
  const text = useHomeText()
  const highest = Math.max(...months.map((month) => month.deliveries), 1)
  return (
    <ol className="months">
      {months.map(({ month, deliveries }, index) => (
        <li key={month} title={text.eventsIn(month, deliveries)}>
          <span className="unseen">{text.eventsIn(month, deliveries)}</span>
          <i style={{ height: `${(Math.max(deliveries, 0) / highest) * 100}%` }} />
          {(index === 0 || month.endsWith('-01')) && <b aria-hidden="true">{month.slice(0, 4)}</b>}
        </li>
      ))}
    </ol>
  )
}

function Audiences({ summary }: { summary: LedgerSummary }) {
  const text = useHomeText()
  const terms = useTerms()
  const rows = summary.byAudience.map((row) => [terms.audience[row.audience], row.personTimes] as const)
  return <Bars title={text.byAudience} rows={rows} unit={text.personTimes} />
}

function Kinds({ summary }: { summary: LedgerSummary }) {
  const text = useHomeText()
  const terms = useTerms()
  const rows = summary.byKind
    .map((row) => [terms.deliveryKind[row.kind], row.deliveries] as const)
    .sort((a, b) => b[1] - a[1])
  return <Bars title={text.byKind} rows={rows} unit={text.events} />
}

/** A table whose numbers are drawn as bars: read by eye and by screen reader alike. */
function Bars({ title, rows, unit }: { title: string; rows: readonly (readonly [string, number])[]; unit: string }) {
  const language = useLanguage()
  const highest = Math.max(...rows.map(([, value]) => value), 1)
  return (
    <table className="bars">
      <caption>{title}</caption>
      <thead className="unseen">
        <tr>
          <th scope="col">{title}</th>
          <th scope="col">{unit}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, value]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>
              <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                <rect width={(Math.max(value, 0) / highest) * 100} height="10" />
              </svg>
              {formatCount(value, language)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
