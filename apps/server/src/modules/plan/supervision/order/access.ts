import type { SupervisionAction } from '@kepu/contract/plan-supervision-order'
import { type Actor, may } from '../../../../platform/actor.ts'
import type { Ancestors } from '../../year/rules/progress.ts'
import type { SupervisionOrder } from './types.ts'

type Side = 'issuer' | 'approver' | 'body'

/** Whose act it is. */
const SIDE: Readonly<Record<SupervisionAction, Side>> = {
  open: 'issuer',
  submit: 'issuer',
  sendBack: 'approver',
  approve: 'approver',
  issue: 'issuer',
  receive: 'body',
  handle: 'body',
  report: 'body',
  return: 'issuer',
  accept: 'issuer',
  raise: 'issuer',
  excuse: 'issuer',
  withdraw: 'issuer',
}

/**
 * Does the person act for the authorised office itself? Who coordinates the county stands above all units in the tree of
 * rights and is none the more authorised: a grant over the office is needed, not over the county.
 */
export function actsForOffice(actor: Actor, officeId: string, permission: string): boolean {
  return actor.scopes.some((scope) => scope.unitId === officeId && scope.permissions.has(permission))
}

/** May this person do it to this order, whatever its step? `root`: the county's unit with all above it. */
export function mayAct(
  actor: Actor,
  order: Pick<SupervisionOrder, 'kind' | 'issuerId' | 'unitId'>,
  action: SupervisionAction,
  { ancestors, root }: { readonly ancestors: Ancestors; readonly root: readonly string[] },
): boolean {
  const permission = `plan.order.${action}`
  const side = SIDE[action]
  if (side === 'body') return may(actor, permission, ancestors.get(order.unitId) ?? [])
  if (side === 'approver') return may(actor, permission, root)
  return order.kind === 'supervision' ? actsForOffice(actor, order.issuerId, permission) : may(actor, permission, root)
}
