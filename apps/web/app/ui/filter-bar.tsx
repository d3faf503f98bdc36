import { Button, DatePicker, Input, Segmented, Select } from 'antd'
import dayjs from 'dayjs'
import type { ReactNode } from 'react'
import { useFilters } from './use-filters.ts'
import { useUiText } from './words.ts'

/** A row of filters with a way back to everything. */
export function FilterBar({ children }: { children: ReactNode }) {
  const filters = useFilters()
  const text = useUiText()
  return (
    <search className="filters">
      {children}
      {filters.any && (
        <Button type="link" onClick={filters.reset}>
          {text.reset}
        </Button>
      )}
    </search>
  )
}

interface FilterProps {
  /** Name of the parameter in the address and in the API. */
  readonly name: string
  readonly label: string
}

/** Free text; searches on Enter or on leaving the field. */
export function FilterText({ name, label }: FilterProps) {
  const filters = useFilters()
  const value = filters.get(name) ?? ''
  const set = (typed: string) => typed.trim() !== value && filters.set({ [name]: typed.trim() })
  return (
    <Input.Search
      key={value}
      defaultValue={value}
      placeholder={label}
      aria-label={label}
      allowClear
      onSearch={set}
      onBlur={(event) => set(event.target.value)}
      className="filter"
    />
  )
}

export interface FilterOption {
  readonly value: string
  readonly label: string
}

/** One of a list. */
export function FilterSelect({ name, label, options }: FilterProps & { options: readonly FilterOption[] }) {
  const filters = useFilters()
  return (
    <Select
      value={filters.get(name)}
      onChange={(value) => filters.set({ [name]: value })}
      options={[...options]}
      placeholder={label}
      aria-label={label}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      className="filter"
    />
  )
}

/** One of a few, all in sight; the first is the usual and leaves no parameter. */
export function FilterSegments({ name, label, options }: FilterProps & { options: readonly FilterOption[] }) {
  const filters = useFilters()
  const usual = options[0]?.value ?? ''
  return (
    <Segmented
      aria-label={label}
      value={filters.get(name) ?? usual}
      onChange={(value) => filters.set({ [name]: value === usual ? null : value })}
      options={[...options]}
    />
  )
}

/** From one day to another: parameters `from` and `to`. */
export function FilterPeriod({ label }: { label: readonly [string, string] }) {
  const filters = useFilters()
  const dayOf = (name: string) => {
    const day = filters.get(name)
    return day ? dayjs(day) : null
  }
  return (
    <DatePicker.RangePicker
      value={[dayOf('from'), dayOf('to')]}
      onChange={(_, [from, to]) => filters.set({ from, to })}
      placeholder={[label[0], label[1]]}
      allowEmpty={[true, true]}
      className="filter period"
    />
  )
}
