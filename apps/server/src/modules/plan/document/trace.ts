import type { PlanView, TraceView } from '@kepu/contract/plan'
import type { WorkDone } from '../../ledger/index.ts'
import type { Cell } from './read-plan.ts'

type Matches = { taskId?: string; measureId?: string }

/** What is known of the tasks and measures besides their words. */
export interface Became {
  readonly deliveries: (matches: Matches) => WorkDone
  readonly annualTasks: (matches: Matches) => number
}

/** Every stretch of the document with what it became; the narrower lies inside the wider. */
export function traceOf(plan: PlanView, text: string, cells: readonly Cell[], became: Became): TraceView {
  const links: TraceView['links'] = []
  const add = (span: [number, number] | null, link: Omit<TraceView['links'][number], 'span'>) => {
    if (span !== null) links.push({ span, ...link })
  }
  for (const indicator of plan.indicators) {
    for (const value of indicator.values) {
      const year = value.year === null ? '' : `${value.year}年`
      add(value.span, {
        kind: 'indicator',
        id: value.id,
        label: `${indicator.name} ${year} ${value.value}${indicator.unit}`,
        deliveries: 0,
        annualTasks: 0,
      })
    }
  }
  for (const task of plan.tasks) {
    add(task.span, {
      kind: 'task',
      id: task.id,
      label: `${task.category ?? ''}${task.number} ${task.title}`,
      deliveries: became.deliveries({ taskId: task.id }).deliveries,
      annualTasks: became.annualTasks({ taskId: task.id }),
    })
    for (const measure of task.measures) {
      add(measure.span, {
        kind: 'measure',
        id: measure.id,
        label: measure.title,
        deliveries: became.deliveries({ measureId: measure.id }).deliveries,
        annualTasks: became.annualTasks({ measureId: measure.id }),
      })
    }
  }
  for (const phase of plan.phases)
    add(phase.span, { kind: 'phase', id: null, label: phase.name, deliveries: 0, annualTasks: 0 })
  for (const campaign of plan.campaigns)
    add(campaign.span, { kind: 'campaign', id: null, label: campaign.name, deliveries: 0, annualTasks: 0 })
  links.push(...dutyLinks(plan, text, cells))
  links.sort((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1])
  return { planId: plan.header.id, title: plan.header.title, text, links }
}

/** Where the document names the bodies of a task: from the first to the last name after the task's title in the table. */
function dutyLinks(plan: PlanView, text: string, cells: readonly Cell[]): TraceView['links'] {
  return plan.tasks.flatMap((task) => {
    const names = [...new Set(cells.filter((cell) => cell.taskId === task.id).map((cell) => cell.asWritten))]
    const titleAt = text.lastIndexOf(task.title)
    if (titleAt < 0 || names.length === 0) return []
    const places = names.map((name) => text.indexOf(name, titleAt)).filter((place) => place >= 0)
    if (places.length === 0) return []
    const end = Math.max(
      ...names.map((name) => {
        const at = text.indexOf(name, titleAt)
        return at < 0 ? 0 : at + name.length
      }),
    )
    const start = Math.min(...places)
    const near = end - start < 2_000
    return near
      ? [
          {
            span: [start, end] as [number, number],
            kind: 'responsibility' as const,
            id: task.id,
            label: `${task.title}：${names.length} 个单位`,
            deliveries: 0,
            annualTasks: 0,
          },
        ]
      : []
  })
}
