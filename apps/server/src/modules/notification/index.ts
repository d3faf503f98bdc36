import type { Kernel } from '../../platform/kernel.ts'
import type { Module } from '../../platform/module.ts'
import type { Outbound } from '../../platform/outbound.ts'
import { showDigest } from './digest.ts'
import { listTodos } from './queries.ts'
import { webhookRights } from './webhook/rights.ts'
import { webhookRoutes } from './webhook/routes.ts'
import { fanOut, forgetDeliveries, sendWebhook } from './webhook/send.ts'

export { type TextChannel, webhookChannel } from './channels.ts'
export { sendDigests } from './digest.ts'
export { countOpenTodos } from './queries.ts'
export { closeTodos, openTodos } from './store.ts'

/** `kernel` is asked for only when an event or a job comes in: by then the process has made it. */
export function notificationModule(kernel: () => Kernel, outbound: Outbound): Module {
  return {
    name: 'notification',
    rights: webhookRights,
    routes(api) {
      api.query(listTodos, '/todos')
      api.query(showDigest, '/digests/{digestId}')
      webhookRoutes(api, outbound)
    },
    subscriptions: [fanOut(kernel)],
    jobs: [sendWebhook(kernel, outbound), forgetDeliveries(kernel)],
  }
}
