import type { Rights } from '../../../platform/module.ts'

const OPERATING = ['administrator'] as const

export const webhookRights: Rights = {
  'notification.webhook.list': OPERATING,
  'notification.webhook.add': OPERATING,
  'notification.webhook.change': OPERATING,
  'notification.webhook.rotate': OPERATING,
  'notification.webhook.test': OPERATING,
  'notification.delivery.list': OPERATING,
  'notification.delivery.replay': OPERATING,
}
