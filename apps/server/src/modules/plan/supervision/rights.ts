import type { Rights } from '../../../platform/module.ts'

/** The science association coordinates; officers of the authorised office supervise. Whoever is neither is refused by the command. */
const ISSUERS = ['coordinator', 'officer'] as const
const BODIES = ['coordinator', 'officer', 'township', 'village'] as const

export const supervisionRights: Rights = {
  // Sees the lights of every body; the others see their own.
  'plan.light.all': ['coordinator', 'leader', 'auditor'],
  // Done by the system every night: no role has it.
  'plan.light.sweep': [],
  'plan.supervision.remind': [],
  'plan.supervision.set': ['coordinator'],
  'plan.extension.ask': BODIES,
  'plan.extension.withdraw': BODIES,
  'plan.extension.answer': ['coordinator'],
  'plan.wait.tell': BODIES,
  'plan.wait.answer': BODIES,
  'plan.wait.end': BODIES,
  'plan.order.open': ISSUERS,
  'plan.order.submit': ISSUERS,
  'plan.order.approve': ['leader', 'coordinator'],
  'plan.order.sendBack': ['leader', 'coordinator'],
  'plan.order.issue': ISSUERS,
  'plan.order.receive': BODIES,
  'plan.order.handle': BODIES,
  'plan.order.report': BODIES,
  'plan.order.return': ISSUERS,
  'plan.order.accept': ISSUERS,
  'plan.order.raise': ISSUERS,
  'plan.order.excuse': ISSUERS,
  'plan.order.withdraw': ISSUERS,
}
