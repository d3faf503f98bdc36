import { FigureView } from '@kepu/contract/plan'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, path, withQuery } from '../../../lib/api.ts'
import { figureText } from '../../../lib/figure.ts'
import { useCounty } from '../../../shell/portal.tsx'
import { useShellText } from '../../../shell/words.ts'
import { Crumbs } from './parts.tsx'
import { usePlanText } from './words.ts'

export async function loader(call: LoaderFunctionArgs) {
  const { searchParams, origin, pathname } = new URL(call.request.url)
  const { county, figureId } = call.params
  const address = path`/counties/${county}/figures/${figureId}`
  const figure = await apiOf(call).get(withQuery(address, { revision: searchParams.get('revision') }), FigureView)
  return {
    figure,
    address: `${origin}${pathname}?revision=${figure.revision}`,
    api: `/api/v1${address}`,
  }
}

/** One figure at its permanent address. */
export default function PublicFigure() {
  const { figure, address, api } = useLoaderData<typeof loader>()
  const text = usePlanText()
  const shell = useShellText()
  const { code } = useCounty()
  const edition = `revision=${figure.revision}`
  const year = figure.year === null ? text.noYear : String(figure.year)
  return (
    <article>
      <title>{`${figure.indicator} ${year}`}</title>
      <Crumbs
        label={shell.youAreHere}
        crumbs={[
          { href: `/${code}`, label: shell.home },
          { href: `/${code}/figures`, label: shell.figures },
        ]}
        here={`${figure.indicator}（${year}）`}
      />
      <h1>{figure.indicator}</h1>
      <p className="figure">
        <strong>{figureText(figure, figure.unit)}</strong>
        <span>
          {year} · {text.roles[figure.role]}
          {figure.of && `（${figure.of}）`}
        </span>
      </p>
      {figure.superseded && <p className="notice">{text.supersededFigure}</p>}
      {figure.quote && <blockquote>{figure.quote}</blockquote>}
      <dl className="facts">
        <div>
          <dt>{text.source}</dt>
          <dd>
            {figure.source}（{text.revision(figure.revision)}）
          </dd>
        </div>
        <div>
          <dt>{text.permanent}</dt>
          <dd>
            <a href={address} className="address">
              {address}
            </a>
          </dd>
        </div>
        <div>
          <dt>{text.openData}</dt>
          <dd>
            <ul className="bodies">
              <li>
                <a href={`${api}.csv?${edition}`}>{text.csv}</a>
              </li>
              <li>
                <a href={`${api}?${edition}`}>{text.json}</a>
              </li>
            </ul>
          </dd>
        </div>
      </dl>
    </article>
  )
}
