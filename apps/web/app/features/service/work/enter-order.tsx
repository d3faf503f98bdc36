import type { RegionView } from '@kepu/contract/organization'
import type { PlacedOrder } from '@kepu/contract/service'
import { Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTerms } from '../../../lib/screen.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import { enterOrder } from './verbs.ts'
import { useServiceText } from './words.ts'

interface Entered {
  readonly wish: string
  readonly regionCode: string
  readonly called?: string
  readonly phone?: string
  readonly channel: 'helper' | 'phone' | 'paper'
}

const CHANNELS = ['helper', 'phone', 'paper'] as const

/** 代点单: what, where, who and, if there is one, a telephone; how it came is chosen already. */
export function EnterOrderDialog({ regions }: { regions: readonly RegionView[] }) {
  const text = useServiceText()
  const terms = useTerms()
  const { run, running, problem, clear } = useCommand(enterOrder)
  const [slip, setSlip] = useState<PlacedOrder | null>(null)
  const submit = async (values: Entered) => {
    const outcome = await run({ ...values, called: values.called ?? null, phone: values.phone || null })
    if (outcome.ok) setSlip(outcome.value)
    return outcome.ok
  }
  return (
    <>
      <FormDialog<Entered>
        title={text.enter}
        button={{ type: 'primary' }}
        initial={{ channel: 'helper' }}
        running={running}
        problem={problem}
        onOpen={clear}
        onSubmit={submit}
      >
        <Form.Item name="wish" label={text.enterWish} rules={[{ required: true, min: 2 }]}>
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
        <Form.Item name="regionCode" label={text.enterPlace} rules={[{ required: true }]}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={placeOptions(regions)} />
        </Form.Item>
        <Form.Item name="called" label={text.enterCalled}>
          <Input maxLength={20} autoComplete="off" />
        </Form.Item>
        <Form.Item name="phone" label={text.enterPhone}>
          <Input inputMode="tel" autoComplete="off" />
        </Form.Item>
        <Form.Item name="channel" label={text.enterChannel}>
          <Select options={CHANNELS.map((value) => ({ value, label: terms.orderChannel[value] }))} />
        </Form.Item>
      </FormDialog>
      <SlipDialog slip={slip} onClose={() => setSlip(null)} />
    </>
  )
}

/** Township and village together: 白公街道 · 下桥村. */
export function placeOptions(regions: readonly RegionView[]) {
  const names = new Map(regions.map(({ code, name }) => [code, name]))
  return regions.flatMap(({ code, name, level, parentCode }) =>
    level === 'village' ? [{ value: code, label: `${names.get(parentCode ?? '') ?? ''} ${name}` }] : [],
  )
}

function SlipDialog({ slip, onClose }: { slip: PlacedOrder | null; onClose: () => void }) {
  const text = useServiceText()
  return (
    <Modal
      title={text.slipTitle}
      open={slip !== null}
      onOk={onClose}
      onCancel={onClose}
      okText={text.close}
      cancelButtonProps={{ hidden: true }}
    >
      <p>{text.slipText}</p>
      <dl className="order-slip">
        <dt>{text.slipNumber}</dt>
        <dd>{slip?.number.replaceAll(/(\d{4})(?=\d)/g, '$1 ')}</dd>
        <dt>{text.slipCode}</dt>
        <dd>{slip?.code}</dd>
      </dl>
    </Modal>
  )
}
