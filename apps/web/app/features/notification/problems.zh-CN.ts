import type { WebhookRefusal } from '@kepu/contract/webhook'
import type { ProblemText } from '../../lib/problem.ts'

/** Why not, for every refusal of what is sent to other systems. */
export const notificationProblemsZh: ProblemText<WebhookRefusal> = {
  'notification.webhook.address': ({ url }) =>
    `不能向“${url}”推送：它指向本机或内网，或网址中带有密码。确需推送到内网系统，请运维人员在配置 KEPU_PRIVATE_NETWORKS 中放行`,
  'notification.webhook.stopped': () => '这个推送地址已停用，启用后再试',
  'notification.delivery.waiting': () => '这条记录还在推送中，不必重发',
}
