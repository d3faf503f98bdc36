import type { ReceiptView, YearPlanHeader } from '@kepu/contract/plan-year'
import { App, Button, Checkbox, Space, Tag } from 'antd'
import { formatInstant } from '../../../../lib/format.ts'
import { useWorkbench } from '../../../../shell/workbench.tsx'
import { type Columns, DataTable } from '../../../../ui/data-table.tsx'
import { ProblemAlert } from '../../../../ui/problem-alert.tsx'
import { useCommand } from '../../../../ui/use-command.ts'
import { useFilters } from '../../../../ui/use-filters.ts'
import { receiveYear, remindYear } from './verbs.ts'
import { useYearsText } from './words.ts'

interface ReceiptsProps {
  readonly header: YearPlanHeader
  readonly receipts: readonly ReceiptView[]
}

/** 签收: who has signed for the year's plan; the rest can be reminded. */
export function Receipts({ header, receipts }: ReceiptsProps) {
  const text = useYearsText()
  const filters = useFilters()
  const { message } = App.useApp()
  const { run, running, problem } = useCommand(remindYear)
  const unsigned = receipts.filter(({ receivedAt }) => receivedAt === null)
  const onlyUnsigned = filters.get('unsigned') === '1'
  const remind = async () => {
    const outcome = await run({ yearPlanId: header.id })
    if (outcome.ok) void message.success(text.reminded(outcome.value.reminded))
  }
  return (
    <>
      <Space wrap className="no-print receipts-head">
        <span>{text.receiptSummary(receipts.length - unsigned.length, receipts.length)}</span>
        <Checkbox
          checked={onlyUnsigned}
          onChange={({ target }) => filters.set({ unsigned: target.checked ? '1' : null })}
        >
          {text.onlyUnsigned}
        </Checkbox>
        {header.can.includes('plan.year.remind') && unsigned.length > 0 && (
          <Button loading={running} onClick={() => void remind()}>
            {text.remind}
          </Button>
        )}
      </Space>
      <ProblemAlert problem={problem} />
      <DataTable
        label={text.tabs.receipts}
        rows={onlyUnsigned ? unsigned : receipts}
        rowKey={({ unitId }) => unitId}
        columns={useColumns(header)}
        empty={text.noReceipts}
      />
    </>
  )
}

function useColumns(header: YearPlanHeader): Columns<ReceiptView> {
  const text = useYearsText()
  const instant = (at: string | null) => (at ? formatInstant(at) : '—')
  return [
    { title: text.unit, dataIndex: 'unitName', key: 'unitName' },
    { title: text.issuedAt, key: 'issuedAt', render: (_, { issuedAt }) => instant(issuedAt) },
    {
      title: text.receivedAt,
      key: 'receivedAt',
      render: (_, receipt) =>
        receipt.receivedAt ? formatInstant(receipt.receivedAt) : <Unsigned receipt={receipt} header={header} />,
    },
    { title: text.receivedBy, key: 'by', render: (_, { receivedByName }) => receivedByName ?? '—' },
    { title: text.remindedAt, key: 'remindedAt', render: (_, { remindedAt }) => instant(remindedAt) },
  ]
}

/** A body's own people sign here; for others it says that nobody has. */
function Unsigned({ receipt, header }: { receipt: ReceiptView; header: YearPlanHeader }) {
  const text = useYearsText()
  const { me } = useWorkbench()
  const { message } = App.useApp()
  const { run, running, problem } = useCommand(receiveYear)
  const own = me.grants.some(({ unitId }) => unitId === receipt.unitId) && me.can.includes('plan.year.receive')
  if (!own || header.status !== 'issued') return <Tag color="gold">{text.notReceived}</Tag>
  const sign = async () => {
    const outcome = await run({ yearPlanId: header.id, unitId: receipt.unitId })
    if (outcome.ok) void message.success(text.received)
  }
  return (
    <>
      <Button type="primary" size="small" loading={running} onClick={() => void sign()}>
        {text.receive}
      </Button>
      <ProblemAlert problem={problem} />
    </>
  )
}
