import { UnitDutiesView } from '@kepu/contract/plan'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, path } from '../../../lib/api.ts'
import { formatCount } from '../../../lib/format.ts'
import { useLanguage, useTerms } from '../../../lib/screen.tsx'
import { useCounty } from '../../../shell/portal.tsx'
import { useShellText } from '../../../shell/words.ts'
import { Crumbs } from './parts.tsx'
import { usePlanText } from './words.ts'

export async function loader(call: LoaderFunctionArgs) {
  const { county, unitId } = call.params
  return apiOf(call).get(path`/counties/${county}/units/${unitId}/duties`, UnitDutiesView)
}

type Duty = UnitDutiesView['duties'][number]

/** A body's own page: what it leads, what it supports, and what came of it. */
export default function PublicUnit() {
  const { unitName, duties, planTitle } = useLoaderData<typeof loader>()
  const text = usePlanText()
  const shell = useShellText()
  const { code } = useCounty()
  const leads = duties.filter((duty) => duty.role === 'lead')
  return (
    <article>
      <title>{unitName}</title>
      <Crumbs
        label={shell.youAreHere}
        crumbs={[
          { href: `/${code}`, label: shell.home },
          { href: `/${code}/plan/matrix`, label: shell.matrix },
        ]}
        here={unitName}
      />
      <h1>{unitName}</h1>
      {planTitle && <p className="quiet">{planTitle}</p>}
      {duties.length === 0 ? (
        <p className="empty">{text.unitNoDuty}</p>
      ) : (
        <>
          <p>{text.unitLead(leads.length, duties.length - leads.length)}</p>
          <ol className="task-list">
            {duties.map((duty) => (
              <DutyItem key={`${duty.taskId} ${duty.measureId} ${duty.role}`} duty={duty} unitName={unitName} />
            ))}
          </ol>
        </>
      )}
    </article>
  )
}

function DutyItem({ duty, unitName }: { duty: Duty; unitName: string }) {
  const text = usePlanText()
  const terms = useTerms()
  const language = useLanguage()
  const { code } = useCounty()
  return (
    <li>
      <h2>
        <span className={`role ${duty.role}`}>{terms.responsibility[duty.role]}</span>{' '}
        <a href={`/${code}/plan/tasks/${duty.taskId}`}>{duty.taskTitle}</a>
      </h2>
      {duty.measureTitle && <p>{duty.measureTitle}</p>}
      <p>
        {duty.deliveries === 0
          ? text.noDeliveries
          : `${formatCount(duty.deliveries, language)} ${text.events}，${formatCount(duty.personTimes, language)} ${text.personTimes}`}
      </p>
      {duty.with.length > 0 && (
        <p className="quiet">
          {text.togetherWith}：{duty.with.join('、')}
        </p>
      )}
      {duty.asWritten !== unitName && <p className="quiet">{text.asWritten(duty.asWritten)}</p>}
    </li>
  )
}
