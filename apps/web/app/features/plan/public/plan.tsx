import { PlanView } from '@kepu/contract/plan'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, path } from '../../../lib/api.ts'
import { figureText } from '../../../lib/figure.ts'
import { dayOf, formatDay } from '../../../lib/format.ts'
import { useLanguage } from '../../../lib/screen.tsx'
import { useCounty } from '../../../shell/portal.tsx'
import { Bodies, byCategory, NoPlan } from './parts.tsx'
import { usePlanText } from './words.ts'

export async function loader(call: LoaderFunctionArgs) {
  return { plan: await apiOf(call).find(path`/counties/${call.params['county']}/plans/current`, PlanView) }
}

/** The plan in force: what it aims at, when, who answers for what. */
export default function PublicPlan() {
  const { plan } = useLoaderData<typeof loader>()
  if (plan === null) return <NoPlan />
  return (
    <>
      <title>{plan.header.title}</title>
      <h1>{plan.header.title}</h1>
      <Header plan={plan} />
      <Figures plan={plan} />
      <Phases plan={plan} />
      <Tasks plan={plan} />
      <Campaigns plan={plan} />
      <OpenData planId={plan.header.id} />
    </>
  )
}

function Header({ plan: { header } }: { plan: PlanView }) {
  const text = usePlanText()
  const language = useLanguage()
  return (
    <dl className="facts">
      {header.issuer && <Fact label={text.issuer} value={header.issuer} />}
      {header.documentNumber && <Fact label={text.documentNumber} value={header.documentNumber} />}
      {header.issuedOn && <Fact label={text.issuedOn} value={formatDay(header.issuedOn, language)} />}
      {header.period && <Fact label={text.period} value={text.years(header.period.start, header.period.end)} />}
    </dl>
  )
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}

/** The figures with their words in the document. */
function Figures({ plan }: { plan: PlanView }) {
  const text = usePlanText()
  const { code } = useCounty()
  return (
    <section aria-labelledby="goals">
      <h2 id="goals">{text.goals}</h2>
      <p className="quiet">{text.goalsLead}</p>
      {plan.indicators.map((indicator) => (
        <table key={indicator.id} className="figures">
          <caption>{indicator.name}</caption>
          <thead>
            <tr>
              <th scope="col">{text.year}</th>
              <th scope="col">{text.value}</th>
              <th scope="col">{text.kind}</th>
              <th scope="col">{text.quote}</th>
            </tr>
          </thead>
          <tbody>
            {[...indicator.values].sort(byYear).map((value) => (
              <tr key={value.id}>
                <th scope="row" data-label={text.year}>
                  {value.year ?? text.noYear}
                </th>
                <td data-label={text.value}>
                  <a href={`/${code}/figures/${value.id}`} className="number">
                    {figureText(value, indicator.unit)}
                  </a>
                </td>
                <td data-label={text.kind}>
                  {text.roles[value.role]}
                  {value.of && `（${value.of}）`}
                </td>
                <td data-label={text.quote}>{value.quote ?? '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </section>
  )
}

/** In the order of time; a value without a year comes last. */
export function byYear(a: { year: number | null }, b: { year: number | null }): number {
  return (a.year ?? 9999) - (b.year ?? 9999)
}

function Phases({ plan }: { plan: PlanView }) {
  const text = usePlanText()
  const year = Number(dayOf(useCounty().now).slice(0, 4))
  if (plan.phases.length === 0) return null
  return (
    <section aria-labelledby="phases">
      <h2 id="phases">{text.phases}</h2>
      <ol className="phases">
        {plan.phases.map(({ name, startYear, endYear }) => {
          const now = startYear !== null && endYear !== null && startYear <= year && year <= endYear
          return (
            <li key={`${name}${startYear}`} className={now ? 'now' : undefined}>
              <strong>{name}</strong>
              {startYear !== null && <span>{text.years(startYear, endYear ?? startYear)}</span>}
              {now && <em>{text.phaseNow}</em>}
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function Tasks({ plan }: { plan: PlanView }) {
  const text = usePlanText()
  const { code } = useCounty()
  return (
    <section aria-labelledby="tasks">
      <h2 id="tasks">{text.tasks}</h2>
      {byCategory(plan.tasks).map(([category, tasks]) => (
        <section key={category}>
          {category && <h3>{category}</h3>}
          <ol className="task-list">
            {tasks.map((task) => (
              <li key={task.id}>
                <h4>
                  <a href={`/${code}/plan/tasks/${task.id}`}>{task.title}</a>
                  {task.measures.length > 0 && <small>{text.measuresCount(task.measures.length)}</small>}
                </h4>
                <dl>
                  <div>
                    <dt>{text.lead}</dt>
                    <dd>
                      <Bodies bodies={task.lead} />
                    </dd>
                  </div>
                  <div>
                    <dt>{text.responsible}</dt>
                    <dd>
                      <Bodies bodies={task.responsible} />
                    </dd>
                  </div>
                </dl>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </section>
  )
}

function Campaigns({ plan }: { plan: PlanView }) {
  const text = usePlanText()
  if (plan.campaigns.length === 0) return null
  return (
    <section aria-labelledby="campaigns">
      <h2 id="campaigns">{text.campaigns}</h2>
      <ul className="tags">
        {plan.campaigns.map((campaign) => (
          <li key={campaign.name}>{campaign.name}</li>
        ))}
      </ul>
    </section>
  )
}

/** The plan in forms that programs and offices read. */
export function OpenData({ planId }: { planId: string }) {
  const text = usePlanText()
  const { code } = useCounty()
  const base = `/api/v1/counties/${code}/plans/${planId}`
  const forms = [
    [base, text.planJson],
    [`${base}/matrix.csv`, text.matrixCsv],
    [`${base}/matrix.xlsx`, text.matrixXlsx],
    [`${base}/duties.docx`, text.dutiesDocx],
  ] as const
  return (
    <section aria-labelledby="open-data">
      <h2 id="open-data">{text.wholeData}</h2>
      <ul className="links">
        {forms.map(([href, label]) => (
          <li key={href}>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}
