import type { AuditEntryView } from '@kepu/contract/identity'
import type { TodayFrozen, TodayView } from '@kepu/contract/plan-today'
import { Link } from 'react-router'
import { formatInstant } from '../../../../lib/format.ts'
import { useTodayText } from './words.ts'

const PLACES = ['plans', 'ledger', 'appraisals', 'audit'] as const

/** 审计: everything to read, nothing to write. */
export function AuditorPage({ view, acts }: { view: TodayView; acts: readonly AuditEntryView[] }) {
  const text = useTodayText()
  return (
    <>
      <nav className="panel" aria-label={text.links}>
        <ul className="places">
          {PLACES.map((place) => (
            <li key={place}>
              <Link to={`/desk/${place}`}>{text.places[place]}</Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="today-columns">
        <Frozen frozen={view.frozen} />
        <section className="panel" aria-labelledby="acts">
          <h2 id="acts">{text.audit}</h2>
          <ul className="today-list">
            {acts.map((act) => (
              <li key={`${act.chain}.${act.seq}`}>
                <code>{act.action}</code> {act.actorName} <span className="quiet">{formatInstant(act.at)}</span>
              </li>
            ))}
          </ul>
          <p>
            <Link to="/desk/audit">{text.allAudit}</Link>
          </p>
        </section>
      </div>
    </>
  )
}

function addressOf({ kind, id }: TodayFrozen): string {
  if (kind === 'appraisal') return `/desk/appraisals/${id}`
  return kind === 'scheme' ? `/desk/appraisals/schemes/${id}` : '/desk/evaluation'
}

function Frozen({ frozen }: { frozen: readonly TodayFrozen[] }) {
  const text = useTodayText()
  return (
    <section className="panel" aria-labelledby="frozen">
      <h2 id="frozen">{text.frozenTitle}</h2>
      {frozen.length === 0 && <p className="quiet">{text.frozenEmpty}</p>}
      <ul className="today-list">
        {frozen.map((one) => (
          <li key={one.sha256}>
            {text.frozenKinds[one.kind]} <Link to={addressOf(one)}>{text.frozenTitleOf(one.kind, one.title)}</Link>{' '}
            <span className="quiet">{formatInstant(one.at)}</span>
            <br />
            <code className="hash">{one.sha256}</code>
          </li>
        ))}
      </ul>
    </section>
  )
}
