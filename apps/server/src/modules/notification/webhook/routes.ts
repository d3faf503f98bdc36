import type { Api } from '../../../platform/http.ts'
import type { Outbound } from '../../../platform/outbound.ts'
import { replayDelivery, rotateWebhook, testWebhook, webhookCommands } from './commands.ts'
import { listWebhookDeliveries, listWebhooks } from './queries.ts'

export function webhookRoutes(api: Api, outbound: Outbound): void {
  const { addWebhook, changeWebhook } = webhookCommands(outbound)
  api.query(listWebhooks, '/webhooks')
  api.query(listWebhookDeliveries, '/webhook-deliveries')
  api.command(addWebhook, { method: 'post', path: '/webhooks', status: 201 })
  api.command(changeWebhook, { method: 'put', path: '/webhooks/{webhookId}' })
  api.command(rotateWebhook, { method: 'post', path: '/webhooks/{webhookId}/key' })
  api.command(testWebhook, { method: 'post', path: '/webhooks/{webhookId}/test' })
  api.command(replayDelivery, { method: 'post', path: '/webhook-deliveries/{deliveryId}/replay' })
}
