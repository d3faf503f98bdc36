import { Topic } from '@kepu/contract/people'
import { PublicMenu, type PublicMenuItem } from '@kepu/contract/service-menu'
import { type LoaderFunctionArgs, useLoaderData, useSearchParams } from 'react-router'
import { apiOf, path, withQuery } from '../../../lib/api.ts'
import { useTerms } from '../../../lib/screen.tsx'
import { useCounty } from '../../../shell/portal.tsx'
import { useServiceText } from './words.tsx'

export async function loader(call: LoaderFunctionArgs) {
  const { county } = call.params
  const topic = Topic.safeParse(new URL(call.request.url).searchParams.get('topic'))
  const whole = await apiOf(call).get(withQuery(path`/counties/${county}/service/menu`, {}), PublicMenu)
  const topics = [...new Set(whole.items.map((item) => item.topic))]
  const items = topic.success ? whole.items.filter((item) => item.topic === topic.data) : whole.items
  return { items, topics }
}

/** 服务清单: three large ways in, then what there is. */
export default function ServiceMenu() {
  const { items, topics } = useLoaderData<typeof loader>()
  const text = useServiceText()
  const terms = useTerms()
  const { code } = useCounty()
  const [search] = useSearchParams()
  const root = `/${code}/service`
  return (
    <article>
      <title>{text.title}</title>
      <h1>{text.title}</h1>
      <p>{text.lead}</p>
      <ServiceEntrances />
      <h2>{text.menuTitle}</h2>
      {topics.length > 1 && (
        <nav aria-label={text.byTopic} className="chips">
          <a href={root} aria-current={search.has('topic') ? undefined : 'page'}>
            {text.all}
          </a>
          {topics.map((topic) => (
            <a
              key={topic}
              href={`${root}?topic=${topic}`}
              aria-current={search.get('topic') === topic ? 'page' : undefined}
            >
              {terms.topic[topic]}
            </a>
          ))}
        </nav>
      )}
      {items.length === 0 ? (
        <p className="empty">{text.menuEmpty}</p>
      ) : (
        <ul className="offers">
          {items.map((item) => (
            <Offer key={item.id} item={item} />
          ))}
        </ul>
      )}
    </article>
  )
}

export function ServiceEntrances({ at }: { at?: string }) {
  const text = useServiceText()
  const { code } = useCounty()
  const root = `/${code}/service`
  const place = at === undefined ? '' : `at=${at}&via=qr`
  return (
    <p className="entrances">
      <a className="button large" href={`${root}/order?${place}`}>
        {text.orderNow}
      </a>
      <a className="button large second" href={`${root}/order?for=other&${place}`}>
        {text.orderOther}
      </a>
      <a className="button large second" href={`${root}/track`}>
        {text.track}
      </a>
    </p>
  )
}

function Offer({ item }: { item: PublicMenuItem }) {
  const text = useServiceText()
  const terms = useTerms()
  const { code } = useCounty()
  return (
    <li>
      <h3>{item.title}</h3>
      <p>{item.summary}</p>
      <p className="quiet">
        {[
          terms.topic[item.topic],
          item.audiences.map((audience) => terms.audience[audience]).join('、'),
          text.minutes(item.minutes),
          ...(item.minPeople > 1 ? [text.minPeople(item.minPeople)] : []),
          text.from(item.unitName),
        ].join(' · ')}
      </p>
      {!item.inSeason && <p className="quiet">{text.outOfSeason(item.months.join('、'))}</p>}
      <a className="button" href={`/${code}/service/order?item=${item.id}`}>
        {text.pick}
        <span className="unseen">：{item.title}</span>
      </a>
    </li>
  )
}
