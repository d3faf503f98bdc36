import { LedgerSummary } from '@kepu/contract/ledger'
import { PlanView } from '@kepu/contract/plan'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, path, withQuery } from '../../../lib/api.ts'
import { figureText } from '../../../lib/figure.ts'
import { dayOf } from '../../../lib/format.ts'
import { useCounty } from '../../../shell/portal.tsx'
import { GoalPicture } from './goal-picture.tsx'
import { goalOf } from './goal-points.ts'
import { TaskCards } from './task-cards.tsx'
import { useHomeText } from './words.ts'
import { WorkDone } from './work-done.tsx'

export async function loader(call: LoaderFunctionArgs) {
  const { county } = call.params
  const api = apiOf(call)
  const plan = await api.find(path`/counties/${county}/plans/current`, PlanView)
  const start = plan?.header.period?.start
  const from = start === undefined ? null : `${start}-01-01`
  const summary = await api.get(withQuery(path`/counties/${county}/ledger/summary`, { from }), LedgerSummary)
  return { plan, summary, from }
}

/** The county's action plan at a glance: the goal, the tasks, what has been done. */
export default function PublicHome() {
  const { plan, summary, from } = useLoaderData<typeof loader>()
  const text = useHomeText()
  const { name } = useCounty()
  return (
    <>
      <title>{text.title(name)}</title>
      {plan ? <Goals plan={plan} /> : <NoPlanYet />}
      {plan && <TaskCards plan={plan} />}
      <WorkDone summary={summary} from={from} />
    </>
  )
}

function NoPlanYet() {
  const text = useHomeText()
  return (
    <section className="empty">
      <h1>{text.noPlan}</h1>
      <p>{text.noPlanText}</p>
    </section>
  )
}

function Goals({ plan }: { plan: PlanView }) {
  const text = useHomeText()
  const { code, now } = useCounty()
  const goal = goalOf(plan.indicators)
  const year = Number(dayOf(now).slice(0, 4))
  const phase = plan.phases.find(
    ({ startYear, endYear }) => startYear !== null && startYear <= year && year <= (endYear ?? startYear),
  )
  return (
    <section className="hero">
      <div>
        <p className="kicker">{plan.header.title}</p>
        <h1>{goal ? text.goal(goal.target.year, goal.name, figureText(goal.target, goal.unit)) : plan.header.title}</h1>
        {phase && <p className="phase">{text.phaseNow(phase.name)}</p>}
        <p>
          <a className="button" href={`/${code}/plan`}>
            {text.seePlan}
          </a>
        </p>
      </div>
      {goal && <GoalPicture goal={goal} county={code} />}
    </section>
  )
}
