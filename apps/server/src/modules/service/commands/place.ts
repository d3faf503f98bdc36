import { EnterOrder, JoinOrder, PlacedOrder, PlaceOrder } from '@kepu/contract/service'
import { command } from '../../../platform/command.ts'
import { join, takeIn } from '../intake.ts'
import { requireOver } from '../order-rows.ts'
import { triesOf, useCode } from './code.ts'

const PER_CLIENT = { max: 60, seconds: 600 }

/** 点单: by anybody with a telephone, for themselves or for somebody who can't (代点单). */
export const placeOrder = command({
  name: 'service.order.place',
  input: PlaceOrder,
  output: PlacedOrder,
  open: { perClient: PER_CLIENT, per: triesOf },
  async run(work, { county, phone, code, called, channel, ...wanted }) {
    await useCode(work, phone, code)
    const { order, ...slip } = await takeIn(work, wanted, { channel, called, phone, people: wanted.people })
    return { orderId: order.id, ...slip, joined: false }
  },
})

/** 拼单: somebody wants the same nearby and joins. */
export const joinOrder = command({
  name: 'service.order.join',
  input: JoinOrder,
  output: PlacedOrder,
  open: { perClient: PER_CLIENT, per: triesOf },
  async run(work, { orderId, phone, code, called, people }) {
    await useCode(work, phone, code)
    const channel = called === null ? 'self' : 'helper'
    const { order, ...slip } = await join(work, orderId, { channel, called, phone, people })
    return { orderId: order.id, ...slip, joined: true }
  },
})

/** 代点单 by staff: at the door, by telephone or from paper. Who has no telephone gets number and code on a slip. */
export const enterOrder = command({
  name: 'service.order.enter',
  input: EnterOrder,
  output: PlacedOrder,
  async run(work, { phone, called, channel, ...wanted }) {
    const { order, ...slip } = await takeIn(work, wanted, { channel, called, phone, people: wanted.people })
    await requireOver(work, order.regionUnitId, 'service.order.enter')
    return { orderId: order.id, ...slip, joined: false }
  },
})
