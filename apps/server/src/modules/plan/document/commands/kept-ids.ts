import type { PlanProposal } from '@kepu/contract/plan'
import type { Work } from '../../../../platform/command.ts'
import { continues } from '../rules/lineage.ts'

export interface PlanIds {
  readonly tasks: readonly { readonly id: string; readonly measures: readonly string[] }[]
  readonly indicators: readonly { readonly id: string; readonly values: readonly string[] }[]
}

/** Ids for a plan's entries: those of the edition before where an entry lives on, new ones elsewhere. */
export async function keptIds(work: Work, before: string | null, proposal: PlanProposal): Promise<PlanIds> {
  const earlier = before === null ? EMPTY : await readEarlier(work, before)
  const oldTask = continues(earlier.tasks, proposal.tasks)
  const tasks = proposal.tasks.map((task, t) => {
    const old = earlier.tasks[oldTask[t] ?? -1]
    const oldMeasures = earlier.measures.filter((measure) => measure.taskId === old?.id)
    const kept = continues(
      oldMeasures,
      task.measures.map((measure) => ({ ...measure, category: null })),
    )
    return {
      id: old?.id ?? work.newId(),
      measures: task.measures.map((_, m) => oldMeasures[kept[m] ?? -1]?.id ?? work.newId()),
    }
  })
  const indicators = proposal.indicators.map((indicator) => ({
    id: earlier.values.find((value) => value.name === indicator.name)?.indicatorId ?? work.newId(),
    values: indicator.values.map(
      (value) =>
        earlier.values.find(
          (old) =>
            old.name === indicator.name && old.year === value.year && old.role === value.role && old.of === value.of,
        )?.id ?? work.newId(),
    ),
  }))
  return { tasks, indicators }
}

interface Earlier {
  readonly tasks: readonly { id: string; category: string | null; number: number; title: string }[]
  readonly measures: readonly { id: string; taskId: string; category: null; number: number; title: string }[]
  readonly values: readonly {
    id: string
    indicatorId: string
    name: string
    year: number | null
    role: string
    of: string | null
  }[]
}
const EMPTY: Earlier = { tasks: [], measures: [], values: [] }

async function readEarlier(work: Work, planId: string): Promise<Earlier> {
  const tasks = await work.tx
    .selectFrom('plan.task')
    .select(['id', 'category', 'number', 'title'])
    .where('county_code', '=', work.county)
    .where('plan_id', '=', planId)
    .orderBy('ordinal')
    .execute()
  const measures = await work.tx
    .selectFrom('plan.measure')
    .select(['id', 'task_id', 'number', 'title'])
    .where('county_code', '=', work.county)
    .where('plan_id', '=', planId)
    .orderBy('ordinal')
    .execute()
  const values = await work.tx
    .selectFrom('plan.indicator_value as value')
    .innerJoin('plan.indicator as indicator', (join) =>
      join
        .onRef('indicator.county_code', '=', 'value.county_code')
        .onRef('indicator.plan_id', '=', 'value.plan_id')
        .onRef('indicator.id', '=', 'value.indicator_id'),
    )
    .select(['value.id', 'value.indicator_id', 'indicator.name', 'value.year', 'value.role', 'value.of_place'])
    .where('value.county_code', '=', work.county)
    .where('value.plan_id', '=', planId)
    .execute()
  return {
    tasks,
    measures: measures.map((row) => ({
      id: row.id,
      taskId: row.task_id,
      category: null,
      number: row.number,
      title: row.title,
    })),
    values: values.map((row) => ({
      id: row.id,
      indicatorId: row.indicator_id,
      name: row.name,
      year: row.year,
      role: row.role,
      of: row.of_place,
    })),
  }
}
