import { DeliveryView, ReverseDelivery } from '@kepu/contract/ledger'
import { Button, Form, Input, Tag } from 'antd'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, path } from '../../../lib/api.ts'
import { formatDay, formatInstant, formatNumber } from '../../../lib/format.ts'
import { useLanguage, useTerms } from '../../../lib/screen.tsx'
import { verb } from '../../../lib/verb.ts'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import ledgerCss from './ledger.css?url'
import { useLedgerText } from './words.ts'

const reverseDelivery = verb('POST', '/ledger/deliveries/{deliveryId}/reversal', ReverseDelivery, DeliveryView)

export async function loader(call: LoaderFunctionArgs) {
  return apiOf(call).get(path`/ledger/deliveries/${call.params['deliveryId']}`, DeliveryView)
}

/** One entry of the ledger, whole, and its reversal. */
export default function Delivery() {
  const delivery = useLoaderData<typeof loader>()
  const text = useLedgerText()
  return (
    <>
      <link rel="stylesheet" href={ledgerCss} precedence="ledger" />
      <PageHeader
        title={delivery.title}
        crumbs={[{ href: '/desk/ledger', label: text.title }]}
        lead={
          <>
            {delivery.reverses !== null && <Tag color="red">{text.reversal}</Tag>}
            {delivery.reversedBy !== null && <Tag>{text.reversed}</Tag>}
          </>
        }
      />
      <section className="panel">
        <Facts delivery={delivery} />
      </section>
      {delivery.taskId !== null && (
        <p className="no-print">
          <a href={`/desk/plans/current/trace?source=delivery&id=${delivery.id}`}>{text.inPlan}</a>
        </p>
      )}
      {delivery.can.includes('ledger.delivery.reverse') && <Reverse delivery={delivery} />}
    </>
  )
}

function Facts({ delivery }: { delivery: DeliveryView }) {
  const text = useLedgerText()
  const { deliveryKind, audience } = useTerms()
  const language = useLanguage()
  const other = delivery.reverses ?? delivery.reversedBy
  const reach = delivery.reach.map(({ audience: group, personTimes, persons }) => {
    const people = persons === null ? text.personsUnknown : text.people(formatNumber(persons))
    return `${audience[group]} ${formatNumber(personTimes)} ${text.personTimes}（${people}）`
  })
  const rows: readonly (readonly [string, string | null])[] = [
    [text.day, formatDay(delivery.occurredOn, language)],
    [text.kind, deliveryKind[delivery.kind]],
    [text.unit, delivery.unitName],
    [text.region, delivery.regionName],
    [text.task, delivery.taskTitle],
    [text.reach, reach.join('；')],
    [text.note, delivery.note],
    [text.reason, delivery.reason],
    [text.source, text.sources[delivery.source.module] ?? delivery.source.module],
    [text.recordedBy, `${delivery.recordedBy}  ${formatInstant(delivery.recordedAt)}`],
  ]
  return (
    <>
      <dl className="facts">
        {rows.flatMap(([label, value]) =>
          value ? [<dt key={label}>{label}</dt>, <dd key={`${label} value`}>{value}</dd>] : [],
        )}
      </dl>
      {other !== null && (
        <p>
          <Link to={`/desk/ledger/${other}`}>{delivery.reverses === null ? text.openReversal : text.openOriginal}</Link>
        </p>
      )}
    </>
  )
}

function Reverse({ delivery }: { delivery: DeliveryView }) {
  const text = useLedgerText()
  const { run, running, problem } = useCommand(reverseDelivery)
  return (
    <section className="panel narrow no-print">
      <h2>{text.reverse}</h2>
      <p className="quiet">{text.reverseLead}</p>
      <Form
        layout="vertical"
        onFinish={({ reason }: { reason: string }) => void run({ deliveryId: delivery.id, reason })}
      >
        <Form.Item
          name="reason"
          label={text.reason}
          rules={[{ required: true, min: 2, max: 200, message: text.required }]}
        >
          <Input placeholder={text.reasonHint} maxLength={200} />
        </Form.Item>
        <ProblemAlert problem={problem} />
        <Button danger htmlType="submit" loading={running}>
          {text.reverse}
        </Button>
      </Form>
    </section>
  )
}
