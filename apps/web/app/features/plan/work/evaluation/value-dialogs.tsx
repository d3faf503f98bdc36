import {
  CorrectMeasuredValue,
  MeasuredValueView,
  RecordMeasuredValue,
  WithdrawMeasuredValue,
} from '@kepu/contract/plan-evaluation'
import { Form, Input, InputNumber, Select } from 'antd'
import { verb } from '../../../../lib/verb.ts'
import { DayField } from '../../../../ui/day-field.tsx'
import { FormDialog } from '../../../../ui/form-dialog.tsx'
import { useCommand } from '../../../../ui/use-command.ts'
import { useEvaluationText } from './words.ts'

const record = verb('POST', '/measured-values', RecordMeasuredValue, MeasuredValueView)
const correct = verb('PUT', '/measured-values/{valueId}', CorrectMeasuredValue, MeasuredValueView)
const withdraw = verb('POST', '/measured-values/{valueId}/withdrawal', WithdrawMeasuredValue, MeasuredValueView)

interface Fields {
  readonly indicatorId?: string
  readonly year: number
  readonly measuredOn?: string
  readonly value: number
  readonly low?: number | null
  readonly high?: number | null
  readonly level?: number | null
  readonly sampleSize?: number | null
  readonly designEffect?: number | null
  readonly method: string
  readonly source: string
  readonly scoringRule?: string
  readonly reason?: string
}

function saidBy({
  year,
  measuredOn,
  value,
  low,
  high,
  level,
  sampleSize,
  designEffect,
  method,
  source,
  scoringRule,
}: Fields) {
  const given = (number: number | null | undefined): number is number => number !== null && number !== undefined
  return {
    year,
    measuredOn: measuredOn ?? null,
    value,
    interval: given(low) && given(high) ? { low, high, level: (level ?? 95) / 100 } : null,
    sampleSize: sampleSize ?? null,
    designEffect: designEffect ?? null,
    method,
    source,
    scoringRule: scoringRule?.trim() ? scoringRule.trim() : null,
  }
}

interface Known {
  readonly id: string
  readonly name: string
  readonly unit: string
}

export function AddValue({ indicators }: { indicators: readonly Known[] }) {
  const text = useEvaluationText()
  const { run, running, problem, clear } = useCommand(record)
  const [only] = indicators
  return (
    <FormDialog<Fields>
      title={text.add}
      button={{ type: 'primary' }}
      initial={{ level: 95, ...(only && indicators.length === 1 ? { indicatorId: only.id } : {}) }}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={async (values) => (await run({ indicatorId: values.indicatorId ?? '', ...saidBy(values) })).ok}
    >
      <Form.Item name="indicatorId" label={text.indicator} rules={[{ required: true, message: text.required }]}>
        <Select options={indicators.map(({ id, name, unit }) => ({ value: id, label: `${name}（${unit}）` }))} />
      </Form.Item>
      <ValueFields />
    </FormDialog>
  )
}

export function CorrectValue({ value }: { value: MeasuredValueView }) {
  const text = useEvaluationText()
  const { run, running, problem, clear } = useCommand(correct)
  const { interval, measuredOn, scoringRule, ...facts } = value
  return (
    <FormDialog<Fields>
      title={text.correct}
      button={{ size: 'small' }}
      initial={{
        ...facts,
        low: interval?.low ?? null,
        high: interval?.high ?? null,
        level: (interval?.level ?? 0.95) * 100,
        ...(measuredOn === null ? {} : { measuredOn }),
        ...(scoringRule === null ? {} : { scoringRule }),
        reason: '',
      }}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={async (values) =>
        (await run({ valueId: value.id, version: value.version, reason: values.reason ?? '', ...saidBy(values) })).ok
      }
    >
      <ReasonField />
      <ValueFields />
    </FormDialog>
  )
}

export function WithdrawValue({ value }: { value: MeasuredValueView }) {
  const text = useEvaluationText()
  const { run, running, problem, clear } = useCommand(withdraw)
  return (
    <FormDialog<{ reason: string }>
      title={text.withdraw}
      button={{ size: 'small', danger: true, 'aria-label': text.withdrawTitle(value.year) }}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={async ({ reason }) => (await run({ valueId: value.id, version: value.version, reason })).ok}
    >
      <ReasonField />
    </FormDialog>
  )
}

function ReasonField() {
  const text = useEvaluationText()
  return (
    <Form.Item name="reason" label={text.reason} rules={[{ required: true, min: 2, message: text.required }]}>
      <Input maxLength={200} />
    </Form.Item>
  )
}

function ValueFields() {
  const text = useEvaluationText()
  const required = [{ required: true, message: text.required }]
  const pairs = { low: 'high', high: 'low' } as const
  const end = (name: 'low' | 'high') => (
    <Form.Item
      name={name}
      label={text[name]}
      dependencies={[pairs[name]]}
      rules={[
        ({ getFieldValue }) => ({
          validator: async (_, value: number | null | undefined) => {
            const other: unknown = getFieldValue(pairs[name])
            if ((value ?? null) === null && typeof other === 'number') throw new Error(text.pair)
          },
        }),
      ]}
    >
      <InputNumber step={0.1} />
    </Form.Item>
  )
  return (
    <>
      <div className="field-row">
        <Form.Item name="year" label={text.yearColumn} rules={required}>
          <InputNumber min={1990} max={2100} precision={0} />
        </Form.Item>
        <Form.Item name="value" label={text.value} rules={required}>
          <InputNumber step={0.1} />
        </Form.Item>
      </div>
      <Form.Item name="measuredOn" label={text.measuredOn} extra={text.measuredOnHint}>
        <DayField />
      </Form.Item>
      <div className="field-row">
        {end('low')}
        {end('high')}
        <Form.Item name="level" label={text.level}>
          <InputNumber min={50} max={99.9} />
        </Form.Item>
      </div>
      <div className="field-row">
        <Form.Item name="sampleSize" label={text.sample}>
          <InputNumber min={1} precision={0} />
        </Form.Item>
        <Form.Item name="designEffect" label={text.designEffect}>
          <InputNumber min={0.1} step={0.1} />
        </Form.Item>
      </div>
      <p className="quiet">{text.unknownHint}</p>
      <Form.Item name="method" label={text.method} rules={required}>
        <Input placeholder={text.methodHint} maxLength={300} />
      </Form.Item>
      <Form.Item name="source" label={text.source} rules={required}>
        <Input placeholder={text.sourceHint} maxLength={300} />
      </Form.Item>
      <Form.Item name="scoringRule" label={text.rule} extra={text.ruleHint}>
        <Input maxLength={40} />
      </Form.Item>
    </>
  )
}
