import {
  AddWebhook,
  ChangeWebhook,
  ReplayDelivery,
  RotateWebhook,
  TestWebhook,
  WebhookSecret,
} from '@kepu/contract/webhook'
import { z } from 'zod'
import { verb } from '../../../lib/verb.ts'

export const addWebhook = verb('POST', '/webhooks', AddWebhook, WebhookSecret)
export const changeWebhook = verb('PUT', '/webhooks/{webhookId}', ChangeWebhook, z.unknown())
export const rotateWebhook = verb('POST', '/webhooks/{webhookId}/key', RotateWebhook, WebhookSecret)
export const testWebhook = verb('POST', '/webhooks/{webhookId}/test', TestWebhook, z.unknown())
export const replayDelivery = verb('POST', '/webhook-deliveries/{deliveryId}/replay', ReplayDelivery, z.unknown())
