import { useMessages } from '../../../lib/screen.tsx'
import { webhooksEn } from './webhook-messages.en.ts'
import { type WebhooksText, webhooksZh } from './webhook-messages.zh-CN.ts'

export function useWebhooksText(): WebhooksText {
  return useMessages({ 'zh-CN': webhooksZh, en: webhooksEn })
}
