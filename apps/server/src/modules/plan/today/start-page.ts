import type { StartPage } from '@kepu/contract/plan-today'
import { type Actor, holds } from '../../../platform/actor.ts'

/** Which page a person starts the day with: by what they may do, the widest first. */
export function startPageOf(actor: Actor): StartPage {
  if (holds(actor, 'plan.year.open')) return 'coordinator'
  if (holds(actor, 'plan.objection.raise')) return 'body'
  if (holds(actor, 'plan.node.complete')) return 'village'
  if (holds(actor, 'identity.audit.list') && holds(actor, 'plan.appraisal.showAll')) return 'auditor'
  return holds(actor, 'plan.appraisal.showAll') ? 'leader' : 'other'
}

/** The units that a body's page is about: those of the grants that do work, themselves and not what is below. */
export function unitsAtWork(actor: Actor): ReadonlySet<string> {
  const working = actor.scopes.filter(({ permissions }) => permissions.has('plan.node.complete'))
  return new Set(working.map(({ unitId }) => unitId))
}
