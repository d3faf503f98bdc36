import type { OrderRow } from '@kepu/contract/service'
import { Tag } from 'antd'
import { formatDay } from '../../../lib/format.ts'
import { useLanguage } from '../../../lib/screen.tsx'
import { useServiceText } from './words.ts'

/** Who has to act, and until when: the same on every screen of an order. */
export function Next({ order }: { order: OrderRow }) {
  const text = useServiceText()
  const { next } = order
  if (next.actor === 'nobody') return <span className="quiet">{text.nobody}</span>
  const unit = next.unitName ?? ''
  if (next.actor === 'asker') return <span>{next.paused ? text.paused : text.askerNext}</span>
  return <strong>{next.actor === 'team' ? (next.teamName ?? unit) : unit}</strong>
}

export function Due({ order: { next } }: { order: OrderRow }) {
  const text = useServiceText()
  const language = useLanguage()
  if (next.dueOn === null) return null
  return (
    <>
      {text.dueOn(formatDay(next.dueOn, language))} {next.overdue && <Tag color="red">{text.overdue}</Tag>}
    </>
  )
}
