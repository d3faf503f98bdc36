import type { Rights } from '../../platform/module.ts'
import { demandRights } from './demand/rights.ts'
import { matchRights } from './match/rights.ts'
import { open311Rights } from './open311/rights.ts'

const PLACES = ['coordinator', 'township', 'village'] as const
const DEPARTMENTS = ['coordinator', 'officer', 'township'] as const
const STAFF = ['coordinator', 'officer', 'township', 'village'] as const

/** Over the unit that has the order: a village's is its township's too; a team's is that of its unit. */
export const serviceRights: Rights = {
  ...matchRights,
  ...demandRights,
  ...open311Rights,
  'service.order.list': [...STAFF, 'leader'],
  'service.order.show': [...STAFF, 'leader'],
  'service.order.enter': STAFF,
  'service.order.classify': STAFF,
  'service.order.ask': STAFF,
  'service.order.answer': STAFF,
  'service.order.forward': PLACES,
  'service.order.dispatch': PLACES,
  'service.order.keep': PLACES,
  'service.order.reject': PLACES,
  'service.order.merge': STAFF,
  'service.order.withdraw': PLACES,
  'service.order.reroute': PLACES,
  'service.order.claim': DEPARTMENTS,
  'service.order.handBack': STAFF,
  'service.order.offer': DEPARTMENTS,
  'service.order.open': DEPARTMENTS,
  'service.order.recall': DEPARTMENTS,
  'service.order.accept': STAFF,
  'service.order.decline': STAFF,
  'service.order.take': STAFF,
}
