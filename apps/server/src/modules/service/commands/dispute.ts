import { NoteConfirmation, NoteDispute } from '@kepu/contract/service-visit'
import { command, type Work } from '../../../platform/command.ts'
import { refuse } from '../../../platform/problem.ts'
import { confirmOrder } from '../confirm.ts'
import { move } from '../move.ts'
import { MovedOrder, moved } from '../moved.ts'
import { lockOrder } from '../order-rows.ts'
import type { Order } from '../types.ts'

/** 反映未办好: nobody came, or it wasn't what was asked. Back to the department, which sends a team anew. */
export async function dispute(work: Work, order: Order, reason: string): Promise<Order> {
  return move(work, order, 'dispute', { change: backToDepartment(order), reason })
}

/** The department begins again: without the team, without the visit. */
export function backToDepartment(order: Order) {
  return {
    holder_unit_id: order.departmentId ?? order.regionUnitId,
    team_id: null,
    team_name: null,
    visit_id: null,
    visit_on: null,
  }
}

/** 代为确认: a helper, or the village on the telephone, notes what the asker said. */
export const noteConfirmation = command({
  name: 'service.order.confirm',
  input: NoteConfirmation,
  output: MovedOrder,
  async run(work, { askerId, way, ...seen }) {
    const order = await lockOrder(work, seen, 'service.order.confirm', 'region')
    const asker = await work.tx
      .selectFrom('service.asker')
      .select('id')
      .where('county_code', '=', work.county)
      .where('id', '=', askerId)
      .where('order_id', '=', order.id)
      .executeTakeFirst()
    if (!asker) refuse({ code: 'platform.notFound', kind: 'asker' })
    return moved(await confirmOrder(work, order, askerId, way))
  },
})

export const noteDispute = command({
  name: 'service.order.dispute',
  input: NoteDispute,
  output: MovedOrder,
  async run(work, { reason, ...seen }) {
    const order = await lockOrder(work, seen, 'service.order.dispute', 'region')
    return moved(await dispute(work, order, reason))
  },
})
