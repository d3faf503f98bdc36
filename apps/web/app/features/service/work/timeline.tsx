import { type OrderEvent, orderActions } from '@kepu/contract/service'
import { formatInstant } from '../../../lib/format.ts'
import { useTerms } from '../../../lib/screen.tsx'
import { useServiceText } from './words.ts'

/** Everything that happened to an order, the first at the top; prints as it stands. */
export function Timeline({ events }: { events: readonly OrderEvent[] }) {
  const text = useServiceText()
  const terms = useTerms()
  const named = useActionName()
  return (
    <ol className="timeline">
      {events.map((event) => (
        <li key={event.id}>
          <time dateTime={event.at}>{formatInstant(event.at)}</time>
          <div>
            <strong>{named(event.action)}</strong>
            <span className="quiet">
              {' '}
              {event.unitName === null ? text.byPublic : `${event.unitName} ${event.byName}`}
            </span>
            {event.from !== event.to && <span className="order-status small">{terms.orderStatus[event.to]}</span>}
            {event.reason && <p>{event.reason}</p>}
            {typeof event.facts['team'] === 'string' && event.facts['team'] !== '' && (
              <p className="quiet">{text.withTeam(event.facts['team'])}</p>
            )}
          </div>
        </li>
      ))}
    </ol>
  )
}

function useActionName(): (action: string) => string {
  const text = useServiceText()
  const terms = useTerms()
  const events = new Map(Object.entries(text.events))
  const actions = new Map(orderActions.map((action) => [String(action), terms.orderAction[action]]))
  return (action) => events.get(action) ?? actions.get(action) ?? action
}
