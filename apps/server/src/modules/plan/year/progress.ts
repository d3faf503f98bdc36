import type { AnnualProgress, NodeStateView } from '@kepu/contract/plan-year'
import type { Tx } from '../../../platform/database.ts'
import { workBetween } from '../../ledger/index.ts'
import { type Counted, countedWork, nodeStates, progressOf } from './rules/progress.ts'
import { readAncestors } from './store.ts'
import { readAnnualTasks, readCompletions } from './task-rows.ts'
import type { AnnualTask, YearPlan } from './types.ts'

/** A task of the year with all that the ledger and the bodies say of it. */
export interface TaskStanding {
  readonly task: AnnualTask
  readonly counted: readonly Counted[]
  readonly progress: readonly AnnualProgress[]
  readonly nodeStates: readonly NodeStateView[]
}

/**
 * How every task of a year stands on a day: what happened up to and on `asOf`. Six reads, one of them a year of the ledger;
 * the rest is arithmetic (rules/progress.ts). Reports, lights, scores and the final evaluation all stand on this.
 */
export async function readStanding(tx: Tx, county: string, year: YearPlan, asOf: string): Promise<TaskStanding[]> {
  const tasks = await readAnnualTasks(tx, county, year.id)
  const last = [asOf, `${year.year}-12-31`].sort()[0] ?? asOf
  const work = await workBetween(tx, county, `${year.year}-01-01`, last)
  const ancestors = await readAncestors(tx, county)
  const completions = (await readCompletions(tx, county, year.id)).filter(({ doneOn }) => doneOn <= asOf)
  return tasks.map((task) => {
    // A task that was withdrawn is owed by nobody.
    if (task.status === 'withdrawn') return { task, counted: [], progress: [], nodeStates: [] }
    const counted = countedWork(task, work, ancestors)
    return { task, counted, progress: progressOf(task, counted), nodeStates: nodeStates(task, counted, completions) }
  })
}
