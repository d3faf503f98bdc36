import { type AnnualTaskView, type YearPlanHeader, YearPlanView } from '@kepu/contract/plan-year'
import { CountedWorkPage } from '@kepu/contract/plan-year-work'
import type { LoaderFunctionArgs } from 'react-router'
import { apiOf, notFound, path, withQuery } from '../../../../lib/api.ts'

export interface TaskOfYear {
  readonly header: YearPlanHeader
  readonly task: AnnualTaskView
  readonly work: CountedWorkPage
}

/** A task with its year and a page of what counts toward it. */
export async function readTask(call: LoaderFunctionArgs): Promise<TaskOfYear> {
  const api = apiOf(call)
  const { searchParams } = new URL(call.request.url)
  const { annualTaskId } = call.params
  const filter = { unitId: searchParams.get('unitId'), cursor: searchParams.get('cursor'), limit: 20 }
  const work = await api.get(withQuery(path`/annual-tasks/${annualTaskId}/deliveries`, filter), CountedWorkPage)
  const { header, tasks } = await api.get(path`/years/${work.yearPlanId}`, YearPlanView)
  const task = tasks.find(({ id }) => id === annualTaskId)
  return task ? { header, task, work } : notFound()
}
