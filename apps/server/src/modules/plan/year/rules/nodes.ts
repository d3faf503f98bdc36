import type { AnnualTaskDraft } from '@kepu/contract/plan-year'
import type { ProposalNote } from '@kepu/contract/plan-year-proposal'
import type { WorkingCalendar } from '../../../organization/index.ts'
import { type Days, workedDay } from './days.ts'

type Node = AnnualTaskDraft['nodes'][number]

const QUARTERS = [
  { title: '一季度', on: '03-31', share: 0.25 },
  { title: '二季度', on: '06-30', share: 0.5 },
  { title: '三季度', on: '09-30', share: 0.75 },
  { title: '全年', on: '12-20', share: 1 },
]
/** What nobody counts somebody has to confirm: twice a year is enough. */
const HALVES = [
  { title: '上半年进展', on: '06-30' },
  { title: '全年完成', on: '12-20' },
]

/** Quarters of a counted task, halves of one that is confirmed: those within its days, on working days, the last on its end. */
export function usualNodes(
  calendar: WorkingCalendar,
  days: Days,
  quantity: number | null,
): { nodes: Node[]; notes: ProposalNote[] } {
  const year = days.dueOn.slice(0, 4)
  const wanted = quantity === null ? HALVES.map((half) => ({ ...half, share: null })) : QUARTERS
  const end = [`${year}-12-20`, days.dueOn].sort()[0] ?? days.dueOn
  const inside = wanted.map((one, i) => {
    const dueOn = i === wanted.length - 1 ? end : `${year}-${one.on}`
    return { title: one.title, dueOn, quantity: quantity === null ? null : Math.ceil(quantity * (one.share ?? 1)) }
  })
  const notes: ProposalNote[] = []
  const nodes = inside.flatMap((node, i) => {
    const { dueOn: from } = node
    const isLast = i === inside.length - 1
    // Two quarters with the same amount are one: the later.
    if (
      !isLast &&
      (from < days.startsOn || from >= end || (node.quantity === inside[i + 1]?.quantity && node.quantity !== null))
    )
      return []
    const to = workedDay(calendar, from, days)
    if (to !== from) notes.push({ code: 'dayMoved', from, to })
    return [{ ...node, dueOn: to }]
  })
  return { nodes, notes }
}
