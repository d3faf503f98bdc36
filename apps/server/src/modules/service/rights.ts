import type { Rights } from '../../platform/module.ts'
import { demandRights } from './demand/rights.ts'
import { matchRights } from './match/rights.ts'
import { open311Rights } from './open311/rights.ts'

const COORDINATING = ['coordinator'] as const
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
  'service.order.confirm': PLACES,
  'service.order.dispute': PLACES,
  // The system's own, at night.
  'service.order.escalate': [],
  'service.asker.empty': [],
  'service.menuItem.propose': DEPARTMENTS,
  'service.menuItem.revise': DEPARTMENTS,
  'service.menuItem.approve': COORDINATING,
  'service.menuItem.return': COORDINATING,
  'service.menuItem.retire': COORDINATING,
  'service.visit.list': [...STAFF, 'leader'],
  'service.visit.show': [...STAFF, 'leader'],
  'service.visit.schedule': STAFF,
  'service.visit.reschedule': STAFF,
  'service.visit.arrive': STAFF,
  'service.visit.finish': STAFF,
  'service.kit.add': DEPARTMENTS,
  'service.kit.change': DEPARTMENTS,
  'service.setting.change': COORDINATING,
  'service.rating.show': [...DEPARTMENTS, 'leader'],
  'service.callback.list': COORDINATING,
  'service.callback.draw': COORDINATING,
  'service.callback.showPhone': COORDINATING,
  'service.callback.note': COORDINATING,
  'service.signal.list': COORDINATING,
  'service.signal.judge': COORDINATING,
}
