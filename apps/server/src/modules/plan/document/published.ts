import { Id } from '@kepu/contract'
import { refuse } from '../../../platform/problem.ts'
import type { Read } from '../../../platform/query.ts'
import { currentPlanId } from './read-plan.ts'
import { findPlanRow } from './store.ts'

function none(): never {
  refuse({ code: 'platform.notFound', kind: 'plan' })
}

/** A published plan by id, or `current`: the one in force. */
export async function publishedPlanId(read: Read, planId: string): Promise<string> {
  const id = planId === 'current' ? await currentPlanId(read.tx, read.county, read.today) : planId
  if (id === null || !Id.safeParse(id).success) none()
  const { status } = await findPlanRow(read.tx, read.county, id)
  return status === 'published' || status === 'superseded' ? id : none()
}
