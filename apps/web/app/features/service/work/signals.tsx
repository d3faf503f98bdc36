import { type OrderSignal, verdicts } from '@kepu/contract/service-rating'
import { Form, Input, Select } from 'antd'
import { Link } from 'react-router'
import { useTerms } from '../../../lib/screen.tsx'
import { type Columns, DataTable } from '../../../ui/data-table.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import { judgeSignal } from './verbs.ts'
import { useServiceText } from './words.ts'

/** Orders that look invented, for a person to look at. */
export function Signals({ signals }: { signals: readonly OrderSignal[] }) {
  const text = useServiceText()
  const terms = useTerms()
  const columns: Columns<OrderSignal> = [
    {
      title: text.service,
      key: 'title',
      className: 'wrapping',
      render: (_, one) => <Link to={`/desk/service/orders/${one.orderId}`}>{one.title}</Link>,
    },
    { title: text.place, key: 'place', dataIndex: 'regionName', className: 'nowrap' },
    {
      title: text.signal,
      key: 'signal',
      className: 'wrapping',
      render: (_, { kinds }) => kinds.map(({ kind }) => terms.signalKind[kind]).join('、'),
    },
    {
      title: text.verdict,
      key: 'verdict',
      className: 'wrapping',
      render: (_, one) => (
        <>
          {one.verdict !== null && `${terms.verdict[one.verdict]}（${one.judgedByName}）：${one.note} `}
          <Judge signal={one} />
        </>
      ),
    },
  ]
  return (
    <section className="panel">
      <h2>{text.signals}</h2>
      <p className="quiet">{text.signalsLead}</p>
      <DataTable
        label={text.signals}
        rows={signals}
        columns={columns}
        rowKey={({ orderId }) => orderId}
        empty={text.noSignals}
      />
    </section>
  )
}

function Judge({ signal }: { signal: OrderSignal }) {
  const text = useServiceText()
  const terms = useTerms()
  const { run, running, problem, clear } = useCommand(judgeSignal)
  return (
    <FormDialog<{ verdict: (typeof verdicts)[number]; note: string }>
      title={text.judge}
      button={{ size: 'small' }}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={async (said) => (await run({ orderId: signal.orderId, ...said })).ok}
    >
      <Form.Item name="verdict" label={text.verdict} rules={[{ required: true }]}>
        <Select options={verdicts.map((value) => ({ value, label: terms.verdict[value] }))} />
      </Form.Item>
      <Form.Item name="note" label={text.judgeNote} rules={[{ required: true, min: 2 }]}>
        <Input.TextArea rows={3} maxLength={300} />
      </Form.Item>
    </FormDialog>
  )
}
