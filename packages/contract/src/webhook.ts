import { z } from 'zod'
import { Id, Instant, PageQuery, pageOf, Version } from './common.ts'

/** 待推送、已送达、未送达. */
export const webhookStatuses = ['waiting', 'delivered', 'failed'] as const
export const WebhookStatus = z.enum(webhookStatuses)
export type WebhookStatus = z.infer<typeof WebhookStatus>

/** Why the last try came to nothing: 对方返回错误、地址不正确、内网地址未放行、超时、连接不上. */
export const webhookFailures = ['status', 'address', 'privateAddress', 'timeout', 'connection'] as const
export const WebhookFailure = z.enum(webhookFailures)
export type WebhookFailure = z.infer<typeof WebhookFailure>

/** Why the system stopped sending by itself: 对方声明停用、连续多日未送达. */
export const webhookStops = ['gone', 'failing'] as const

/** One event by its name, or all of a module: `service.order.claimed`, `service.*`. */
export const EventPattern = z
  .string()
  .regex(/^[a-z]+\.(\*|[a-zA-Z]+\.[a-zA-Z]+|[a-zA-Z]+)$/, '事件名称，如 service.order.claimed；整个模块写作 service.*')

const Title = z.string().trim().min(2).max(60)
const Address = z.url({ protocol: /^https?$/, message: '以 http:// 或 https:// 开头的网址' }).max(500)
const Events = z.array(EventPattern).min(1).max(30)

export const AddWebhook = z.object({ title: Title, url: Address, events: Events })
export const ChangeWebhook = z.object({
  webhookId: Id,
  version: Version,
  title: Title,
  url: Address,
  events: Events,
  active: z.boolean(),
})
export const RotateWebhook = z.object({ webhookId: Id, version: Version })
export const TestWebhook = z.object({ webhookId: Id })
export const ReplayDelivery = z.object({ deliveryId: Id })

/** The key, told once: `whsec_` and base64, as Standard Webhooks has it. */
export const WebhookSecret = z.object({ webhookId: Id, secret: z.string(), previousUntil: Instant.nullable() })
export type WebhookSecret = z.infer<typeof WebhookSecret>

export const WebhookView = z.object({
  id: Id,
  title: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  active: z.boolean(),
  stoppedReason: z.enum(webhookStops).nullable(),
  /** Until then the key before the last one signs too. */
  previousUntil: Instant.nullable(),
  /** Of the last seven days. */
  delivered: z.number().int(),
  failed: z.number().int(),
  waiting: z.number().int(),
  version: Version,
  can: z.array(z.string()),
})
export type WebhookView = z.infer<typeof WebhookView>

export const WebhookDeliveryView = z.object({
  id: Id,
  webhookId: Id,
  webhookTitle: z.string(),
  event: z.string(),
  happenedAt: Instant,
  status: WebhookStatus,
  attempts: z.number().int(),
  replays: z.number().int(),
  nextAt: Instant.nullable(),
  lastStatus: z.number().int().nullable(),
  lastFailure: WebhookFailure.nullable(),
  deliveredAt: Instant.nullable(),
  data: z.record(z.string(), z.unknown()),
})
export type WebhookDeliveryView = z.infer<typeof WebhookDeliveryView>

export const ListDeliveries = PageQuery.extend({ webhookId: Id.optional(), status: WebhookStatus.optional() })
export const WebhookDeliveryPage = pageOf(WebhookDeliveryView)

export type WebhookRefusal =
  | { code: 'notification.webhook.address'; url: string }
  | { code: 'notification.webhook.stopped' }
  | { code: 'notification.delivery.waiting' }
