import { UnitView } from '@kepu/contract/organization'
import { SupervisionSettingView } from '@kepu/contract/plan-supervision'
import { NodePageView } from '@kepu/contract/plan-supervision-node'
import { Tag } from 'antd'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { z } from 'zod'
import { apiOf, path, withQuery } from '../../../../lib/api.ts'
import { formatDay } from '../../../../lib/format.ts'
import { useLanguage } from '../../../../lib/screen.tsx'
import { useCan } from '../../../../shell/workbench.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { Answers, AskExtension, TellWait } from './dialogs.tsx'
import { Lamp } from './lamp.tsx'
import { timeOf } from './light-table.tsx'
import { OpenOrder } from './open-order.tsx'
import supervisionCss from './supervision.css?url'
import { NodeTimeline } from './timeline.tsx'
import { useSupervisionText } from './words.ts'

const Units = z.object({ items: z.array(UnitView) })

export async function loader(call: LoaderFunctionArgs) {
  const api = apiOf(call)
  const unitId = new URL(call.request.url).searchParams.get('unitId')
  const [page, units, setting] = await Promise.all([
    api.get(withQuery(path`/supervision/nodes/${call.params['nodeId']}`, { unitId }), NodePageView),
    api.get('/units', Units),
    api.get('/supervision/setting', SupervisionSettingView),
  ])
  const options = units.items
    .filter(({ active, kind }) => active && kind !== 'village')
    .map(({ id, name }) => ({ value: id, label: name }))
  return { page, units: options, setting }
}

/** One node: how it stands, what it showed on which day, and what can be done about it. */
export default function Node() {
  const { page, units, setting } = useLoaderData<typeof loader>()
  const text = useSupervisionText()
  const mayOpen = useCan('plan.order.open')
  const { light, can } = page
  return (
    <>
      <link rel="stylesheet" href={supervisionCss} precedence="supervision" />
      <PageHeader
        title={light.title}
        crumbs={[{ href: withQuery('/desk/supervision', { yearPlanId: page.yearPlanId }), label: text.title }]}
        lead={`${light.label} ${light.taskTitle}`}
        actions={
          <>
            {can.includes('plan.extension.ask') && <AskExtension page={page} />}
            {can.includes('plan.wait.tell') && <TellWait page={page} units={units} />}
            {mayOpen && light.colour === 'red' && <OpenOrder light={light} setting={setting} />}
          </>
        }
      />
      <Facts page={page} />
      <Answers page={page} />
      <section className="panel">
        <h2>{text.history}</h2>
        <p className="quiet">{text.historyLead}</p>
        <NodeTimeline page={page} />
      </section>
    </>
  )
}

function Facts({ page: { light, orders } }: { readonly page: NodePageView }) {
  const text = useSupervisionText()
  const language = useLanguage()
  return (
    <section className="panel" aria-label={text.nodeNow}>
      <dl className="light-facts">
        <div>
          <dt>{text.light}</dt>
          <dd>
            <Lamp colour={light.colour} /> {text.reason[light.reason]}
          </dd>
        </div>
        <div>
          <dt>{text.due}</dt>
          <dd>{formatDay(light.dueOn, language)}</dd>
        </div>
        <div>
          <dt>{text.lastDay}</dt>
          <dd>
            {light.lastDay === null ? text.stands : formatDay(light.lastDay, language)}
            <br />
            <span className="quiet">{timeOf(light, text, language)}</span>
          </dd>
        </div>
        <div>
          <dt>{text.answerable}</dt>
          <dd>{light.answerable.map(({ unitName }) => unitName).join('、')}</dd>
        </div>
        {light.quantity !== null && (
          <div>
            <dt>{text.amount}</dt>
            <dd>{text.of(light.achieved ?? 0, light.quantity)}</dd>
          </div>
        )}
        {orders.length > 0 && (
          <div>
            <dt>{text.orders}</dt>
            <dd>
              {orders.map(({ id, number }) => (
                <Tag key={id}>
                  <Link to={`/desk/supervision/orders/${id}`}>{number}</Link>
                </Tag>
              ))}
            </dd>
          </div>
        )}
      </dl>
    </section>
  )
}
