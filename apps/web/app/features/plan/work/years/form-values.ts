import type { Audience } from '@kepu/contract'
import type { DeliveryKind } from '@kepu/contract/ledger'
import type { AnnualTaskDraft, ProgressRule, QuantityScope } from '@kepu/contract/plan-year'

/** What the form holds while it's being filled in. */
export interface TaskValues {
  readonly title?: string
  readonly taskId?: string
  readonly measureId?: string | null | undefined
  readonly deliverable?: string | null
  readonly counted?: boolean
  readonly quantity?: number | null
  readonly unit?: string
  readonly scope?: QuantityScope
  readonly counts?: ProgressRule['counts']
  readonly purpose?: ProgressRule['purpose']
  readonly doers?: ProgressRule['doers']
  readonly kinds?: DeliveryKind[]
  readonly audiences?: Audience[]
  readonly startsOn?: string
  readonly dueOn?: string
  readonly leads?: string[]
  readonly supports?: string[]
  readonly nodes?: NodeValues[]
  readonly reason?: string
}

export interface NodeValues {
  readonly id?: string | undefined
  readonly title?: string
  readonly dueOn?: string
  readonly quantity?: number | null
}

export function valuesOf(task: Partial<AnnualTaskDraft>, year: number): TaskValues {
  const unitsOf = (role: 'lead' | 'support') =>
    (task.duties ?? []).filter((duty) => duty.role === role).map(({ unitId }) => unitId)
  const { target } = task
  return {
    ...(task.title ? { title: task.title } : {}),
    ...(task.taskId ? { taskId: task.taskId } : {}),
    measureId: task.measureId ?? undefined,
    deliverable: task.deliverable ?? null,
    counted: target !== null && target !== undefined,
    quantity: target?.quantity ?? null,
    unit: target?.unit ?? '场',
    scope: target?.scope ?? 'together',
    counts: target?.rule.counts ?? 'deliveries',
    purpose: target?.rule.purpose ?? 'measure',
    doers: target?.rule.doers ?? 'any',
    kinds: [...(target?.rule.kinds ?? [])],
    audiences: [...(target?.rule.audiences ?? [])],
    startsOn: task.startsOn ?? `${year}-01-01`,
    dueOn: task.dueOn ?? `${year}-12-31`,
    leads: unitsOf('lead'),
    supports: unitsOf('support'),
    nodes: (task.nodes ?? []).map(({ id, title, dueOn, quantity }) => ({ id, title, dueOn, quantity })),
  }
}

/** What was filled in, as the contract has it. What is still missing the server names. */
export function draftOf(values: TaskValues): AnnualTaskDraft {
  const measureId = values.measureId ?? null
  const leads = values.leads ?? []
  return {
    taskId: values.taskId ?? '',
    measureId,
    title: values.title ?? '',
    deliverable: values.deliverable?.trim() || null,
    target: targetOf(values, measureId),
    startsOn: values.startsOn ?? '',
    dueOn: values.dueOn ?? '',
    duties: [
      ...leads.map((unitId) => ({ unitId, role: 'lead' as const })),
      ...(values.supports ?? [])
        .filter((unitId) => !leads.includes(unitId))
        .map((unitId) => ({ unitId, role: 'support' as const })),
    ],
    nodes: (values.nodes ?? [])
      .map(({ id, title = '', dueOn = '', quantity }) => ({
        ...(id === undefined ? {} : { id }),
        title,
        dueOn,
        quantity: values.counted ? (quantity ?? null) : null,
      }))
      .sort((a, b) => a.dueOn.localeCompare(b.dueOn)),
  }
}

function targetOf(values: TaskValues, measureId: string | null): AnnualTaskDraft['target'] {
  if (!values.counted) return null
  const wanted = values.purpose ?? 'measure'
  return {
    quantity: values.quantity ?? 0,
    unit: values.unit ?? '',
    scope: values.scope ?? 'together',
    rule: {
      counts: values.counts ?? 'deliveries',
      purpose: wanted === 'measure' && measureId === null ? 'task' : wanted,
      doers: values.doers ?? 'any',
      kinds: values.kinds ?? [],
      audiences: values.audiences ?? [],
    },
  }
}
