import { Input, InputNumber, Select } from 'antd'
import { type ReactNode, useId } from 'react'

/** A label over a field, as in a form; the editor keeps its own state. */
export function Field({
  label,
  wide,
  children,
}: {
  label: string
  wide?: boolean
  children: (id: string) => ReactNode
}) {
  const id = useId()
  return (
    <div className={wide ? 'field wide' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}

interface Valued<T> {
  readonly label: string
  readonly value: T
  readonly onChange: (value: T) => void
}

export function NumberField({
  label,
  value,
  onChange,
  decimals = 0,
  max = 1000,
}: Valued<number> & { decimals?: number; max?: number }) {
  return (
    <Field label={label}>
      {(id) => (
        <InputNumber
          id={id}
          value={value}
          min={0}
          max={max}
          precision={decimals}
          onChange={(typed) => onChange(typed ?? 0)}
          className="number"
        />
      )}
    </Field>
  )
}

export function TextField({ label, value, onChange, wide, max }: Valued<string> & { wide?: boolean; max: number }) {
  return (
    <Field label={label} {...(wide ? { wide } : {})}>
      {(id) => <Input id={id} value={value} maxLength={max} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  )
}

export function ChoiceField<T extends string>({
  label,
  value,
  onChange,
  words,
}: Valued<T> & { words: Readonly<Record<T, string>> }) {
  const options = Object.entries<string>(words).map(([key, word]) => ({ value: key, label: word }))
  const choose = (chosen: string) => {
    const known = Object.keys(words).find((key): key is Extract<T, string> => key === chosen)
    if (known !== undefined) onChange(known)
  }
  return (
    <Field label={label}>
      {(id) => (
        <Select
          id={id}
          value={String(value)}
          options={options}
          onChange={choose}
          popupMatchSelectWidth={false}
          className="choice"
        />
      )}
    </Field>
  )
}
