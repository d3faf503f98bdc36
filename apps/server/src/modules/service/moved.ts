import { Id, Version } from '@kepu/contract'
import { OrderStatus } from '@kepu/contract/service'
import { z } from 'zod'
import type { Order } from './types.ts'

/** What a command answers that has moved an order: screens read the rest anew. */
export const MovedOrder = z.object({ orderId: Id, status: OrderStatus, version: Version })

export function moved({ id, status, version }: Order): z.infer<typeof MovedOrder> {
  return { orderId: id, status, version }
}
