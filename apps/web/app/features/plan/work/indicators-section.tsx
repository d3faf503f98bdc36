import { DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons'
import type { IndicatorValue, PlanEdit, ProposedIndicator } from '@kepu/contract/plan'
import { Button, Form, Input, InputNumber, Modal, Select, Space } from 'antd'
import { useState } from 'react'
import { valueKey } from './marks.ts'
import { Node } from './node.tsx'
import { useReview } from './review-context.ts'
import { useReviewText } from './words.ts'

type Value = Omit<IndicatorValue, 'span'>
const BLANK: Value = { year: null, value: 0, role: 'target', comparator: '=', of: null }

/** Goals: each figure with its year, relation and role. */
export function IndicatorsSection() {
  const { draft } = useReview()
  const text = useReviewText()
  const { indicators } = draft.proposal
  if (indicators.length === 0) return <p className="quiet">{text.none}</p>
  return indicators.map((indicator, index) => <Indicator key={indicator.name} indicator={indicator} index={index} />)
}

function Indicator({ indicator, index }: { indicator: ProposedIndicator; index: number }) {
  const { canEdit, edit } = useReview()
  const text = useReviewText()
  const [editing, setEditing] = useState<number | 'new' | null>(null)
  const save = async (to: Value) => {
    const value = editing === 'new' ? null : editing
    if (await edit({ edit: 'indicatorValue', indicator: index, value, to } satisfies PlanEdit)) setEditing(null)
  }
  return (
    <div className="indicator">
      <strong>{indicator.name}</strong>
      {indicator.values.map((value, v) => (
        <Node
          key={`${value.span[0]}-${value.year}-${value.value}`}
          nodeKey={valueKey(index, v)}
          inSource={value.span[1] > value.span[0]}
        >
          <ValueLine value={value} unit={indicator.unit} />
          {canEdit && (
            <Space size={4}>
              <Button
                type="text"
                size="small"
                icon={<EditOutlined />}
                aria-label={`${text.edit}：${value.value}${indicator.unit}`}
                onClick={() => setEditing(v)}
              />
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                aria-label={`${text.remove}：${value.value}${indicator.unit}`}
                onClick={() => void edit({ edit: 'indicatorValue', indicator: index, value: v, to: null })}
              />
            </Space>
          )}
        </Node>
      ))}
      {canEdit && (
        <Button size="small" type="dashed" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
          {text.addValue}
        </Button>
      )}
      {editing !== null && (
        <ValueDialog
          title={indicator.name}
          unit={indicator.unit}
          start={editing === 'new' ? BLANK : (indicator.values[editing] ?? BLANK)}
          onSave={save}
          onClose={() => setEditing(null)}
        />
      )}
    </div>
  )
}

function ValueLine({ value, unit }: { value: Value; unit: string }) {
  const text = useReviewText()
  return (
    <span>
      {value.year ?? '—'}{' '}
      {value.role === 'target' || value.comparator !== '=' ? text.comparators[value.comparator] : ''}{' '}
      <b>{`${value.value}${unit}`}</b>{' '}
      <span className="quiet">
        {text.indicatorRoles[value.role]}
        {value.of && `（${value.of}）`}
      </span>
    </span>
  )
}

interface ValueDialogProps {
  readonly title: string
  readonly unit: string
  readonly start: Value
  readonly onSave: (value: Value) => Promise<void>
  readonly onClose: () => void
}

function ValueDialog({ title, unit, start, onSave, onClose }: ValueDialogProps) {
  const text = useReviewText()
  const [form] = Form.useForm<Value>()
  const options = <T extends string>(words: Record<T, string>) =>
    Object.entries<string>(words).map(([value, label]) => ({ value, label }))
  return (
    <Modal open title={title} okText={text.save} cancelText={text.cancel} onOk={form.submit} onCancel={onClose}>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ ...start }}
        onFinish={({ year, value, role, comparator, of }) =>
          onSave({ year: year ?? null, value, role, comparator, of: of || null })
        }
      >
        <Form.Item name="year" label={text.year}>
          <InputNumber min={1990} max={2100} precision={0} />
        </Form.Item>
        <Form.Item name="comparator" label={text.comparator}>
          <Select options={options(text.comparators)} />
        </Form.Item>
        <Form.Item name="value" label={text.value} rules={[{ required: true }]}>
          <InputNumber suffix={unit} />
        </Form.Item>
        <Form.Item name="role" label={text.indicatorRole}>
          <Select options={options(text.indicatorRoles)} />
        </Form.Item>
        <Form.Item name="of" label={text.of}>
          <Input placeholder={text.ownRegion} maxLength={60} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
