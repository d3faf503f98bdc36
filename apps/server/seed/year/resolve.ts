import { AnnualTaskInput } from '@kepu/contract/plan-year'
import type { NodeWish, TaskWish } from './wish.ts'

/** What a wish's words are looked up in. */
export interface YearSetting {
  readonly tasks: readonly {
    readonly id: string
    readonly title: string
    readonly measures: readonly { readonly id: string; readonly title: string }[]
  }[]
  readonly unitIds: ReadonlyMap<string, string>
  readonly townships: readonly string[]
}

/** The task of a year that a wish means; null when the county's plan or the year has no such task, or nobody leads it. */
export function taskOf(setting: YearSetting, year: number, wish: TaskWish): AnnualTaskInput | null {
  const purpose = setting.tasks.find(({ title }) => title.includes(wish.task))
  const quantity = wish.quantity?.[year] ?? null
  if (!purpose || (wish.quantity && quantity === null)) return null
  const ids = (names: readonly string[]) => names.flatMap((name) => setting.unitIds.get(name) ?? [])
  const leads = ids(wish.leads)
  if (leads.length === 0) return null
  const supports = wish.everyTownship ? setting.townships : ids(wish.supports ?? [])
  const { measure } = wish
  return AnnualTaskInput.parse({
    taskId: purpose.id,
    measureId: measure ? (purpose.measures.find(({ title }) => title.includes(measure))?.id ?? null) : null,
    title: wish.title,
    deliverable: wish.deliverable ?? null,
    target: quantity === null ? null : targetOf(wish, quantity),
    startsOn: `${year}-${wish.from ?? '01-01'}`,
    dueOn: `${year}-${wish.to ?? '12-31'}`,
    duties: [
      ...leads.map((unitId) => ({ unitId, role: 'lead' })),
      ...supports.map((unitId) => ({ unitId, role: 'support' })),
    ],
    nodes: wish.nodes.map((node) => nodeOf(node, year, quantity)),
  })
}

function targetOf(wish: TaskWish, quantity: number) {
  return {
    quantity,
    unit: wish.unit ?? '场',
    scope: wish.everyTownship ? 'each' : 'together',
    rule: {
      counts: wish.counts ?? 'deliveries',
      purpose: wish.anyWork ? 'any' : wish.measure ? 'measure' : 'task',
      doers: wish.everyTownship ? 'duty' : 'any',
      kinds: wish.kinds ?? [],
      audiences: wish.audiences ?? [],
    },
  }
}

function nodeOf({ title, on, share }: NodeWish, year: number, quantity: number | null) {
  const part = share === undefined || quantity === null ? null : Math.ceil(quantity * share)
  return { title, dueOn: `${year}-${on}`, quantity: part }
}
