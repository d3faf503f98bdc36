import { LedgerSummary } from '@kepu/contract/ledger'
import { PlanView, type TaskView } from '@kepu/contract/plan'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, notFound, path, withQuery } from '../../../lib/api.ts'
import { formatCount } from '../../../lib/format.ts'
import { useLanguage } from '../../../lib/screen.tsx'
import { useCounty } from '../../../shell/portal.tsx'
import { useShellText } from '../../../shell/words.ts'
import { Bodies, Crumbs } from './parts.tsx'
import { usePlanText } from './words.ts'

export async function loader(call: LoaderFunctionArgs) {
  const { county, taskId } = call.params
  const api = apiOf(call)
  const plan = await api.find(path`/counties/${county}/plans/current`, PlanView)
  const task = plan?.tasks.find((one) => one.id === taskId)
  if (!plan || !task) notFound()
  const summary = await api.get(withQuery(path`/counties/${county}/ledger/summary`, { taskId }), LedgerSummary)
  return { task, summary }
}

/** One task: who answers for it, its measures, and what has been done. */
export default function PublicTask() {
  const { task, summary } = useLoaderData<typeof loader>()
  const shell = useShellText()
  const { code } = useCounty()
  return (
    <article>
      <title>{task.title}</title>
      <Crumbs
        label={shell.youAreHere}
        crumbs={[
          { href: `/${code}`, label: shell.home },
          { href: `/${code}/plan`, label: shell.plan },
        ]}
        here={task.title}
      />
      <p className="kicker">
        {task.category} {task.number}
      </p>
      <h1>{task.title}</h1>
      <Responsibilities task={task} />
      {task.measures.length > 0 && <Measures task={task} />}
      <WorkDone summary={summary} />
    </article>
  )
}

function Responsibilities({ task }: { task: TaskView }) {
  const text = usePlanText()
  const { code } = useCounty()
  const { quantity } = task
  return (
    <>
      <dl className="facts">
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
        {task.implementers.length > 0 && (
          <div>
            <dt>{text.implementers}</dt>
            <dd>
              <Bodies bodies={task.implementers} />
            </dd>
          </div>
        )}
        {task.deadline && (
          <div>
            <dt>{text.deadline}</dt>
            <dd>{task.deadline}</dd>
          </div>
        )}
        {quantity && (
          <div>
            <dt>{text.quantity}</dt>
            <dd>{text.quantityText(quantity.value, quantity.unit, quantity.period?.each ?? null)}</dd>
          </div>
        )}
      </dl>
      {task.span && (
        <p>
          <a href={`/${code}/plan/text#s${task.span[0]}`}>{text.inSource}</a>
        </p>
      )}
    </>
  )
}

function Measures({ task }: { task: TaskView }) {
  const text = usePlanText()
  const { code } = useCounty()
  return (
    <section aria-labelledby="measures">
      <h2 id="measures">{text.measures}</h2>
      <ol className="measures">
        {task.measures.map((measure) => (
          <li key={measure.id} id={`m${measure.id}`}>
            <p>{measure.title}</p>
            {measure.lead.length + measure.responsible.length > 0 && (
              <Bodies bodies={[...measure.lead, ...measure.responsible]} />
            )}
            <p className="quiet">
              {measure.deadline && `${text.deadline} ${measure.deadline} `}
              {measure.span && <a href={`/${code}/plan/text#s${measure.span[0]}`}>{text.inSource}</a>}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** So many bodies in sight; the others unfold. */
const SHOWN = 10

function WorkDone({ summary }: { summary: LedgerSummary }) {
  const text = usePlanText()
  const language = useLanguage()
  return (
    <section aria-labelledby="work-done">
      <h2 id="work-done">{text.workDone}</h2>
      {summary.total.deliveries === 0 ? (
        <p className="empty">{text.workNone}</p>
      ) : (
        <>
          <ul className="numbers">
            <li>
              <strong>{formatCount(summary.total.deliveries, language)}</strong> {text.events}
            </li>
            <li>
              <strong>{formatCount(summary.total.personTimes, language)}</strong> {text.personTimes}
            </li>
          </ul>
          <UnitTable caption={text.byUnit} rows={summary.byUnit.slice(0, SHOWN)} />
          {summary.byUnit.length > SHOWN && (
            <details>
              <summary>{text.moreUnits(summary.byUnit.length - SHOWN)}</summary>
              <UnitTable caption={text.byUnit} rows={summary.byUnit.slice(SHOWN)} />
            </details>
          )}
        </>
      )}
    </section>
  )
}

function UnitTable({ caption, rows }: { caption: string; rows: LedgerSummary['byUnit'] }) {
  const text = usePlanText()
  const language = useLanguage()
  const { code } = useCounty()
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{text.unit}</th>
          <th scope="col" className="right">
            {text.events}
          </th>
          <th scope="col" className="right">
            {text.personTimes}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.unitId}>
            <th scope="row">
              <a href={`/${code}/units/${row.unitId}`}>{row.unitName}</a>
            </th>
            <td className="right">{formatCount(row.deliveries, language)}</td>
            <td className="right">{formatCount(row.personTimes, language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
