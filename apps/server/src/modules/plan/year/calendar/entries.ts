import type { CalendarEntryView } from '@kepu/contract/plan-calendar'
import type { AnnualTask } from '../types.ts'

const ROLE = { lead: '牵头', support: '配合' } as const

/** The days of a task that a body with a duty has to look at: its nodes, and its end when no node falls on it. */
export function entriesOf(task: AnnualTask, unitId: string, county: string, changedAt: Date): CalendarEntryView[] {
  const duty = task.duties.find((one) => one.unitId === unitId)
  if (!duty || task.status === 'withdrawn') return []
  const unit = task.target?.unit ?? ''
  const entry = (id: string, day: string, title: string, amount: number | null): CalendarEntryView => ({
    uid: `${id}@${county}.kepu`,
    day,
    title: `${title}｜${task.title}`,
    detail: [
      `本单位${ROLE[duty.role]}`,
      ...(amount === null ? [] : [`应达到 ${amount} ${unit}`]),
      ...(task.deliverable === null ? [] : [`成果：${task.deliverable}`]),
    ].join('\n'),
    sequence: task.version - 1,
    changedAt: changedAt.toISOString(),
  })
  const nodes = task.nodes.map(({ id, title, dueOn, quantity }) => entry(id, dueOn, title, quantity))
  if (task.nodes.some(({ dueOn }) => dueOn === task.dueOn)) return nodes
  return [...nodes, entry(task.id, task.dueOn, '任务截止', task.target?.quantity ?? null)]
}
