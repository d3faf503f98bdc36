import { pageOf } from '@kepu/contract'
import { AuditEntryView, MeView } from '@kepu/contract/identity'
import { DeliveryView } from '@kepu/contract/ledger'
import { TodayView } from '@kepu/contract/plan-today'
import { Button } from 'antd'
import { type LoaderFunctionArgs, Outlet, useLoaderData } from 'react-router'
import { apiOf, withQuery } from '../../../../lib/api.ts'
import { formatDay } from '../../../../lib/format.ts'
import { useLanguage } from '../../../../lib/screen.tsx'
import { useCan, useWorkbench } from '../../../../shell/workbench.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { AuditorPage } from './auditor.tsx'
import { BodyPage } from './body.tsx'
import { CoordinatorPage } from './coordinator.tsx'
import { LeaderPage } from './leader.tsx'
import todayCss from './today.css?url'
import { useTodayText } from './words.ts'

const RECENT = 5
const ACTS = 10

export async function loader(call: LoaderFunctionArgs) {
  const api = apiOf(call)
  const [me, view] = await Promise.all([api.get('/me', MeView), api.get('/today', TodayView)])
  const works = view.page === 'body' || view.page === 'village'
  const [recent, acts] = await Promise.all([
    works
      ? api.get(withQuery('/ledger/deliveries', { unitId: me.unitId, limit: RECENT }), pageOf(DeliveryView))
      : { items: [] },
    view.page === 'auditor' ? api.find(withQuery('/audit', { limit: ACTS }), pageOf(AuditEntryView)) : null,
  ])
  return { view, recent: recent.items, acts: acts?.items ?? [] }
}

/** The page to start the day with, by role; the inbox stands in it. */
export default function Today() {
  const { view, recent, acts } = useLoaderData<typeof loader>()
  const text = useTodayText()
  const language = useLanguage()
  const canRecord = useCan('ledger.delivery.record')
  const { me } = useWorkbench()
  // Who only reads has seldom anything to do.
  const showsInbox = me.openTodos > 0 || (view.page !== 'leader' && view.page !== 'auditor')
  return (
    <>
      <link rel="stylesheet" href={todayCss} precedence="today" />
      <PageHeader
        title={text.title(formatDay(view.today, language))}
        lead={text.leads[view.page]}
        actions={
          <>
            {canRecord && (
              <Button type="primary" href="/desk/ledger/new">
                {text.record}
              </Button>
            )}
            {view.page === 'leader' && <Button onClick={() => window.print()}>{text.print}</Button>}
          </>
        }
      />
      {view.page === 'coordinator' && <CoordinatorPage view={view} />}
      {(view.page === 'body' || view.page === 'village') && <BodyPage view={view} recent={recent} />}
      {view.page === 'leader' && <LeaderPage view={view} />}
      {view.page === 'auditor' && <AuditorPage view={view} acts={acts} />}
      {showsInbox && (
        <div className="no-print">
          <Outlet />
        </div>
      )}
    </>
  )
}
