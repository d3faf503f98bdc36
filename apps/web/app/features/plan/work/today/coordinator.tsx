import type { TodayView } from '@kepu/contract/plan-today'
import { useWorkbench } from '../../../../shell/workbench.tsx'
import { NodeList } from './node-list.tsx'
import { Reports } from './reports.tsx'
import { Tiles } from './tiles.tsx'
import { useTodayText } from './words.ts'
import { YearPicture } from './year-picture.tsx'

/** 科协统筹: what needs me, what is red, what is coming. */
export function CoordinatorPage({ view }: { view: TodayView }) {
  const text = useTodayText()
  const { me } = useWorkbench()
  const waiting = view.rounds.reduce((sum, round) => sum + round.waiting, 0)
  const out = view.rounds.reduce((sum, round) => sum + round.withBodies, 0)
  return (
    <>
      <Tiles
        tiles={[
          { label: text.todos, value: me.openTodos, href: '/desk/inbox' },
          { label: text.red, value: view.lights.red, href: '#red', tone: 'red' },
          { label: text.coming, value: view.coming.length, href: '#coming' },
          { label: text.reportsWaiting, value: waiting, href: '#reports' },
          { label: text.reportsOut, value: out, href: '#reports' },
        ]}
      />
      <div className="today-columns">
        <div>
          <NodeList id="red" title={text.redTitle} nodes={view.red} more={view.moreRed} empty={text.redEmpty} />
        </div>
        <div>
          <NodeList id="coming" title={text.comingTitle} nodes={view.coming} empty={text.comingEmpty} />
          <Reports rounds={view.rounds} />
          <YearPicture view={view} />
        </div>
      </div>
    </>
  )
}
