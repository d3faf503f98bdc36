import type { SupervisionOrderView } from '@kepu/contract/plan-supervision-order'
import { Refused } from '../../../../platform/problem.ts'
import type { Read } from '../../../../platform/query.ts'
import type { NodeLight } from '../lights.ts'
import { lightsOfNode } from '../node-rows.ts'
import type { SupervisionOrder } from './types.ts'

type Moment = Pick<Read, 'tx' | 'county' | 'today'>

/** The light that an order is about; null when a change has taken its node out of the plan. */
export async function findLight(
  { tx, county, today }: Moment,
  { nodeId, ownerId }: Pick<SupervisionOrder, 'nodeId' | 'ownerId'>,
): Promise<NodeLight | null> {
  try {
    const { lights } = await lightsOfNode(tx, county, nodeId, today)
    return lights.find(({ unitId }) => unitId === ownerId) ?? null
  } catch (error) {
    if (error instanceof Refused && error.refusal.code === 'platform.notFound') return null
    throw error
  }
}

export async function lightOfOrder(moment: Moment, order: SupervisionOrder): Promise<SupervisionOrderView['light']> {
  const light = await findLight(moment, order)
  return light && { colour: light.colour, dueOn: light.node.dueOn, doneOn: light.doneOn }
}
