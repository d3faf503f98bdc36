import { OrderView } from '@kepu/contract/service'
import { TeamRanking } from '@kepu/contract/service-match'
import { Alert, Button, Descriptions } from 'antd'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, path } from '../../../lib/api.ts'
import { formatDay, formatInstant } from '../../../lib/format.ts'
import { useLanguage, useTerms } from '../../../lib/screen.tsx'
import { type Columns, DataTable } from '../../../ui/data-table.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useMatchText } from '../match-words.ts'
import { readChoices } from './choices.ts'
import type { ServiceText } from './messages.zh-CN.ts'
import { Due, Next } from './next-step.tsx'
import { OrderActions } from './order-actions.tsx'
import { Ranking } from './ranking.tsx'
import serviceCss from './service.css?url'
import { Timeline } from './timeline.tsx'
import { useServiceText } from './words.ts'

export async function loader(call: LoaderFunctionArgs) {
  const api = apiOf(call)
  const order = await api.get(path`/orders/${call.params['orderId']}`, OrderView)
  const asks = order.can.includes('service.order.offer')
  const ranking = asks ? await api.find(path`/orders/${order.id}/teams`, TeamRanking) : null
  return { order, ranking, choices: await readChoices(api, order) }
}

/** One order: who acts next, what is known, what can be done, and all that happened to it. */
export default function OrderPageView() {
  const { order, choices, ranking } = useLoaderData<typeof loader>()
  const match = useMatchText()
  const text = useServiceText()
  const terms = useTerms()
  return (
    <>
      <link rel="stylesheet" href={serviceCss} precedence="service" />
      <PageHeader
        title={order.title}
        crumbs={[{ href: '/desk/service', label: text.title }]}
        lead={`${text.number} ${order.number.replaceAll(/(\d{4})(?=\d)/g, '$1 ')}`}
        actions={<Button onClick={() => window.print()}>{text.print}</Button>}
      />
      <section className="panel order-next" aria-label={text.next}>
        <p>
          <span className="order-status">{terms.orderStatus[order.status]}</span>
          {order.round > 1 && <span className="quiet">{text.round(order.round)}</span>}
        </p>
        <p>
          {text.next}：<Next order={order} /> <Due order={order} />
        </p>
        {order.question !== null && <Alert type="info" showIcon title={text.question(order.question)} />}
        {order.mergedInto && (
          <p>
            <Link to={`/desk/service/orders/${order.mergedInto}`}>{text.mergedInto}</Link>
          </p>
        )}
        <OrderActions order={order} choices={choices} />
      </section>
      {ranking && (
        <section className="panel">
          <h2>{match.rankingTitle}</h2>
          <Ranking ranking={ranking} />
        </section>
      )}
      <Facts order={order} />
      <section className="panel">
        <h2>{text.askers}</h2>
        <DataTable
          label={text.askers}
          rows={order.askerList}
          columns={askerColumns(text, terms)}
          rowKey={({ id }) => id}
        />
      </section>
      <section className="panel">
        <h2>{text.timeline}</h2>
        <Timeline events={order.events} />
      </section>
    </>
  )
}

function Facts({ order }: { order: OrderView }) {
  const text = useServiceText()
  const terms = useTerms()
  const language = useLanguage()
  const day = (iso: string | null) => (iso === null ? '' : formatDay(iso, language))
  const kind = order.topic === null ? text.unclassified : terms.topic[order.topic]
  const why = order.words.length > 0 ? text.words(order.words) : text.chosenByHand
  const wanted = [
    order.wantedFrom || order.wantedTo ? `${day(order.wantedFrom)}–${day(order.wantedTo)}` : '',
    order.dayPart === null ? '' : terms.dayPart[order.dayPart],
  ]
  const items: [string, string][] = [
    [text.wish, order.wish],
    [text.topic, order.topic === null ? kind : `${kind}（${why}）`],
    [text.place, order.regionName],
    [text.where, order.place ?? ''],
    [text.wanted, wanted.filter((one) => one !== '').join(' ') || text.anyTime],
    [text.audience, order.audience === null ? '' : terms.audience[order.audience]],
    [text.people, order.people === null ? '' : String(order.people)],
    [text.channel, terms.orderChannel[order.channel]],
    [text.placedAt, formatInstant(order.placedAt)],
    [text.department, order.departmentName ?? ''],
    [text.team, order.teamName ?? ''],
    [text.visitOn, day(order.visitOn)],
  ]
  return (
    <section className="panel">
      <h2>{text.facts}</h2>
      <Descriptions
        column={{ xs: 1, sm: 1, md: 2 }}
        size="small"
        items={items
          .filter(([, value]) => value !== '')
          .map(([label, value]) => ({ key: label, label, children: value }))}
      />
    </section>
  )
}

type Asker = OrderView['askerList'][number]

function askerColumns(text: ServiceText, terms: ReturnType<typeof useTerms>): Columns<Asker> {
  return [
    { title: text.called, key: 'called', render: (_, { called }) => called ?? '—' },
    { title: text.phone, key: 'phone', render: (_, { phoneMasked }) => phoneMasked ?? '—', className: 'nowrap' },
    { title: text.channel, key: 'channel', render: (_, { channel }) => terms.orderChannel[channel] },
    { title: text.people, key: 'people', render: (_, { people }) => people ?? '—' },
    {
      title: text.placedAt,
      key: 'joinedAt',
      render: (_, { joinedAt }) => formatInstant(joinedAt),
      className: 'nowrap',
    },
    {
      title: text.confirmedAt,
      key: 'confirmedAt',
      className: 'nowrap',
      render: (_, { confirmedAt }) => (confirmedAt === null ? '—' : formatInstant(confirmedAt)),
    },
  ]
}
