import type { OrderView } from '@kepu/contract/service'
import { confirmWays } from '@kepu/contract/service-visit'
import { Form, Select } from 'antd'
import { useTerms } from '../../../lib/screen.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import { type ActionProps, useDone } from './order-action.ts'
import { ReasonField } from './reason-field.tsx'
import { mergeOrder, noteConfirmation } from './verbs.ts'
import { useServiceText } from './words.ts'

const MERGEABLE = new Set(['submitted', 'dispatched', 'claimed', 'offered', 'open', 'accepted', 'scheduled'])

export function Merge({ order, choices }: ActionProps) {
  const text = useServiceText()
  const terms = useTerms()
  const done = useDone()
  const { run, running, problem, clear } = useCommand(mergeOrder)
  const others = choices.others.filter(({ status }) => MERGEABLE.has(status))
  const submit = async (said: { intoId: string; reason: string }) =>
    done((await run({ orderId: order.id, version: order.version, ...said })).ok)
  return (
    <FormDialog<{ intoId: string; reason: string }>
      title={terms.orderAction.merge}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={submit}
    >
      <Form.Item name="intoId" label={text.intoNumber} rules={[{ required: true }]}>
        <Select
          placeholder={others.length === 0 ? text.noOther : undefined}
          showSearch={{ optionFilterProp: 'label' }}
          options={others.map(({ id, title, regionName }) => ({ value: id, label: `${regionName} ${title}` }))}
        />
      </Form.Item>
      <ReasonField />
    </FormDialog>
  )
}

const NOTED_WAYS = confirmWays.filter((way) => way !== 'asker')

export function Confirm({ order }: { order: OrderView }) {
  const text = useServiceText()
  const terms = useTerms()
  const done = useDone()
  const { run, running, problem, clear } = useCommand(noteConfirmation)
  const [first] = order.askerList
  const submit = async (said: { askerId: string; way: 'helper' | 'phone' }) =>
    done((await run({ orderId: order.id, version: order.version, ...said })).ok)
  return (
    <FormDialog<{ askerId: string; way: 'helper' | 'phone' }>
      title={text.verbs.confirm}
      button={{ type: 'primary' }}
      initial={{ way: 'phone', ...(first ? { askerId: first.id } : {}) }}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={submit}
    >
      <Form.Item name="askerId" label={text.confirmAsker} rules={[{ required: true }]}>
        <Select
          options={order.askerList.map(({ id, called, phoneMasked, number }) => ({
            value: id,
            label: [called, phoneMasked].filter((one) => one !== null).join(' ') || number,
          }))}
        />
      </Form.Item>
      <Form.Item name="way" label={text.confirmWay} rules={[{ required: true }]}>
        <Select options={NOTED_WAYS.map((value) => ({ value, label: terms.confirmWay[value] }))} />
      </Form.Item>
    </FormDialog>
  )
}
