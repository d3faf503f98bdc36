import type { DeliveryView } from '@kepu/contract/ledger'
import type { TodayView } from '@kepu/contract/plan-today'
import { Link } from 'react-router'
import { useWorkbench } from '../../../../shell/workbench.tsx'
import { NodeList } from './node-list.tsx'
import { Reports } from './reports.tsx'
import { Tiles } from './tiles.tsx'
import { useTodayText } from './words.ts'
import { YearPicture } from './year-picture.tsx'

/** 部门、乡镇、村: own nodes with their days, the report in one click, what was recorded last. */
export function BodyPage({ view, recent }: { view: TodayView; recent: readonly DeliveryView[] }) {
  const text = useTodayText()
  const { me } = useWorkbench()
  const owed = view.lights.grey + view.lights.blue + view.lights.yellow + view.lights.red + view.lights.green
  return (
    <>
      <Tiles
        tiles={[
          { label: text.todos, value: me.openTodos, href: '/desk/inbox' },
          ...(owed > 0
            ? [
                { label: text.red, value: view.lights.red, href: '#red', tone: 'red' as const },
                { label: text.coming, value: view.coming.length, href: '#coming' },
              ]
            : []),
        ]}
      />
      <div className="today-columns">
        {owed > 0 && (
          <>
            <NodeList id="coming" title={text.comingTitle} nodes={view.coming} empty={text.comingEmpty} />
            <NodeList id="red" title={text.redTitle} nodes={view.red} more={view.moreRed} empty={text.redEmpty} />
          </>
        )}
        {view.page === 'body' && <Reports rounds={view.rounds} />}
        <Recent recent={recent} unitId={me.unitId} />
        {owed > 0 && <YearPicture view={view} />}
      </div>
    </>
  )
}

function Recent({ recent, unitId }: { recent: readonly DeliveryView[]; unitId: string }) {
  const text = useTodayText()
  return (
    <section className="panel" aria-labelledby="recent">
      <h2 id="recent">{text.recent}</h2>
      {recent.length === 0 ? (
        <p className="quiet">{text.recentEmpty}</p>
      ) : (
        <ul className="today-list">
          {recent.map(({ id, title, occurredOn }) => (
            <li key={id}>
              <Link to={`/desk/ledger/${id}`}>{title}</Link> <span className="quiet">{occurredOn}</span>
            </li>
          ))}
        </ul>
      )}
      <p>
        <Link to={`/desk/ledger?unitId=${unitId}`}>{text.allWork}</Link>
      </p>
    </section>
  )
}
