import type { Rights } from '../../../platform/module.ts'

const COORDINATING = ['coordinator'] as const
const DEPARTMENTS = ['coordinator', 'officer', 'township'] as const

export const matchRights: Rights = {
  'service.order.rankTeams': DEPARTMENTS,
  'service.match.show': [...DEPARTMENTS, 'leader'],
  'service.match.change': COORDINATING,
  'service.place.locate': COORDINATING,
  'service.assignment.list': [...DEPARTMENTS, 'leader'],
  'service.assignment.show': [...DEPARTMENTS, 'leader'],
  'service.assignment.propose': DEPARTMENTS,
  'service.assignment.cancel': DEPARTMENTS,
  'service.assignment.change': DEPARTMENTS,
  'service.assignment.confirm': DEPARTMENTS,
}
