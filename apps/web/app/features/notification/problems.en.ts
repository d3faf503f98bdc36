import type { WebhookRefusal } from '@kepu/contract/webhook'
import type { ProblemText } from '../../lib/problem.ts'

export const notificationProblemsEn: ProblemText<WebhookRefusal> = {
  'notification.webhook.address': ({ url }) =>
    `Nothing is sent to “${url}”: it leads to this machine or an internal network, or holds a password. If it should, the operator allows its network in KEPU_PRIVATE_NETWORKS`,
  'notification.webhook.stopped': () => 'This address is stopped. Start it first',
  'notification.delivery.waiting': () => 'It is still being sent: no need to send it again',
}
