import { DatePicker } from 'antd'
import dayjs from 'dayjs'

export interface DayFieldProps {
  /** Given by `Form.Item`. */
  readonly id?: string
  /** ISO day, as in the contract. */
  readonly value?: string | undefined
  readonly onChange?: (day: string | undefined) => void
  /** The last day that may be chosen. */
  readonly latest?: string
}

/** A calendar day in a form; speaks ISO days, not date objects. */
export function DayField({ id, value, onChange, latest }: DayFieldProps) {
  return (
    <DatePicker
      {...(id ? { id } : {})}
      value={value ? dayjs(value) : null}
      onChange={(day) => onChange?.(day ? day.format('YYYY-MM-DD') : undefined)}
      {...(latest ? { maxDate: dayjs(latest) } : {})}
      className="filter"
    />
  )
}
