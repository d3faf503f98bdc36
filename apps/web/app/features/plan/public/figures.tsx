import { PlanView } from '@kepu/contract/plan'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, path } from '../../../lib/api.ts'
import { figureText } from '../../../lib/figure.ts'
import { useCounty } from '../../../shell/portal.tsx'
import { NoPlan } from './parts.tsx'
import { byYear, OpenData } from './plan.tsx'
import { usePlanText } from './words.ts'

export async function loader(call: LoaderFunctionArgs) {
  return { plan: await apiOf(call).find(path`/counties/${call.params['county']}/plans/current`, PlanView) }
}

/** All figures of the plan in force, each with its address and its files. */
export default function PublicFigures() {
  const { plan } = useLoaderData<typeof loader>()
  const text = usePlanText()
  const { code } = useCounty()
  if (plan === null) return <NoPlan />
  const figures = plan.indicators.flatMap((indicator) =>
    [...indicator.values].sort(byYear).map((value) => ({ indicator, value })),
  )
  return (
    <>
      <title>{text.figuresTitle}</title>
      <h1>{text.figuresTitle}</h1>
      <p className="quiet">{text.figuresLead}</p>
      <ul className="cards">
        {figures.map(({ indicator, value }) => (
          <li key={value.id}>
            <a href={`/${code}/figures/${value.id}`}>
              <strong>{figureText(value, indicator.unit)}</strong>
              <span>{indicator.name}</span>
              <small>
                {value.year ?? text.noYear} · {text.roles[value.role]}
                {value.of && `（${value.of}）`}
              </small>
            </a>
            <p>
              <a href={`/api/v1/counties/${code}/figures/${value.id}.csv`}>{text.csv}</a>{' '}
              <a href={`/api/v1/counties/${code}/figures/${value.id}`}>{text.json}</a>
            </p>
          </li>
        ))}
      </ul>
      <OpenData planId={plan.header.id} />
      <p>
        <a href="/api/v1/openapi.json">{text.apiHint}</a>
      </p>
    </>
  )
}
