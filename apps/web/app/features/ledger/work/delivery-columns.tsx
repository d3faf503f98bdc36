import type { DeliveryView } from '@kepu/contract/ledger'
import { Tag } from 'antd'
import { Link } from 'react-router'
import { formatNumber } from '../../../lib/format.ts'
import { useTerms } from '../../../lib/screen.tsx'
import type { Columns } from '../../../ui/data-table.tsx'
import { useLedgerText } from './words.ts'

/** 人次 of an entry over all groups. */
export function personTimesOf({ reach }: Pick<DeliveryView, 'reach'>): number {
  return reach.reduce((sum, { personTimes }) => sum + personTimes, 0)
}

export function useDeliveryColumns(): Columns<DeliveryView> {
  const text = useLedgerText()
  const { deliveryKind, audience } = useTerms()
  return [
    { title: text.occurredOn, dataIndex: 'occurredOn', key: 'occurredOn', className: 'day' },
    {
      title: text.what,
      key: 'what',
      className: 'wrapping',
      render: (_, delivery) => (
        <>
          <Link to={`/desk/ledger/${delivery.id}`}>{delivery.title}</Link>{' '}
          {delivery.reverses !== null && <Tag color="red">{text.reversal}</Tag>}
          {delivery.reversedBy !== null && <Tag>{text.reversed}</Tag>}
        </>
      ),
    },
    { title: text.kind, key: 'kind', render: (_, { kind }) => deliveryKind[kind] },
    { title: text.unit, dataIndex: 'unitName', key: 'unit' },
    { title: text.region, dataIndex: 'regionName', key: 'region' },
    {
      title: text.audience,
      key: 'audience',
      render: (_, { reach }) => reach.map((one) => audience[one.audience]).join('、'),
    },
    {
      title: text.personTimes,
      key: 'personTimes',
      className: 'numbers',
      render: (_, delivery) => formatNumber(personTimesOf(delivery)),
    },
  ]
}
