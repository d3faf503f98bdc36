import { SupervisionOrderView, type SupervisionStep, supervisionSteps } from '@kepu/contract/plan-supervision-order'
import { Button, Steps, Tag, Timeline } from 'antd'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, path, withQuery } from '../../../../lib/api.ts'
import { formatDay, formatInstant } from '../../../../lib/format.ts'
import { useLanguage } from '../../../../lib/screen.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { Lamp } from './lamp.tsx'
import { OrderActions } from './order-actions.tsx'
import supervisionCss from './supervision.css?url'
import { useSupervisionText } from './words.ts'

export async function loader(call: LoaderFunctionArgs) {
  return apiOf(call).get(path`/supervision/orders/${call.params['orderId']}`, SupervisionOrderView)
}

/** A letter or an order: where it stands in its eight steps, what it asks, what was done. */
export default function Order() {
  const order = useLoaderData<typeof loader>()
  const text = useSupervisionText()
  const api = `/api/v1/supervision/orders/${order.id}`
  return (
    <>
      <link rel="stylesheet" href={supervisionCss} precedence="supervision" />
      <PageHeader
        title={order.title}
        crumbs={[
          { href: '/desk/supervision', label: text.title },
          { href: '/desk/supervision/orders', label: text.ordersTitle },
        ]}
        lead={
          <>
            {text.kind[order.kind]} {order.number} <Tag>{text.level[order.level]}</Tag>
          </>
        }
        actions={
          <>
            <Button href={`${api}.docx`}>{text.print}</Button>
            <Button href={`${api}/hand-over.docx`}>{text.handOver}</Button>
          </>
        }
      />
      <Progress order={order} />
      <OrderActions order={order} />
      <Facts order={order} />
      <Events order={order} />
    </>
  )
}

const EIGHT: readonly SupervisionStep[] = supervisionSteps.filter((step) => step !== 'withdrawn')

function Progress({ order }: { readonly order: SupervisionOrderView }) {
  const text = useSupervisionText()
  const withdrawn = order.step === 'withdrawn'
  const current = EIGHT.indexOf(order.step)
  const done = order.step === 'closed'
  return (
    <section className="panel" aria-label={text.progress}>
      {withdrawn ? (
        <p>{text.step.withdrawn}</p>
      ) : (
        <Steps
          className="order-steps"
          size="small"
          responsive
          current={done ? EIGHT.length : current}
          items={EIGHT.map((step) => ({ title: text.step[step] }))}
        />
      )}
    </section>
  )
}

function Facts({ order }: { readonly order: SupervisionOrderView }) {
  const text = useSupervisionText()
  const language = useLanguage()
  const { light } = order
  const node = withQuery(`/desk/supervision/nodes/${order.nodeId}`, { unitId: order.ownerId })
  return (
    <section className="panel">
      <dl className="light-facts">
        <div>
          <dt>{text.to}</dt>
          <dd>{order.unitName}</dd>
        </div>
        <div>
          <dt>{text.issuer}</dt>
          <dd>{order.issuerName}</dd>
        </div>
        <div>
          <dt>{text.deadline}</dt>
          <dd>
            {order.deadline === null ? text.noDeadline : formatDay(order.deadline, language)}
            {order.left !== null && <span className="quiet"> {text.leftDays(order.left)}</span>}
          </dd>
        </div>
        <div>
          <dt>{text.nodeNow}</dt>
          <dd>
            <Link to={node}>{order.nodeTitle}</Link> {light && <Lamp colour={light.colour} />}
          </dd>
        </div>
        {order.legalBasis !== null && (
          <div>
            <dt>{text.legalBasis}</dt>
            <dd>{order.legalBasis}</dd>
          </div>
        )}
      </dl>
      <h2>{text.basis}</h2>
      <p className="order-text">{order.basis}</p>
      <h2>{text.demand}</h2>
      <p className="order-text">{order.demand}</p>
    </section>
  )
}

function Events({ order }: { readonly order: SupervisionOrderView }) {
  const text = useSupervisionText()
  const items = order.events.map((event) => ({
    key: `${event.at} ${event.action}`,
    content: (
      <>
        <time dateTime={event.at}>{formatInstant(event.at)}</time> <b>{text.action[event.action]}</b>{' '}
        <span className="quiet">
          {[event.unitName, event.byName].filter(Boolean).join(' ')}
          {event.deadline !== null && `；${text.deadline} ${event.deadline}`}
        </span>
        {event.note !== null && <p className="timeline-note">{event.note}</p>}
      </>
    ),
  }))
  return (
    <section className="panel">
      <h2>{text.events}</h2>
      <Timeline items={items} />
    </section>
  )
}
