import type { ShellText } from './messages.zh-CN.ts'

/** One entry of the workbench's menu. */
export interface MenuEntry {
  readonly href: string
  readonly label: (text: ShellText) => string
  /** The permission that the page asks for; null: everybody who has signed in. */
  readonly permission: string | null
  readonly group: 'work' | 'system'
}

/** The workbench's menu, in order. A new module adds its line. */
export const menu: readonly MenuEntry[] = [
  { href: '/desk', label: (text) => text.today, permission: null, group: 'work' },
  { href: '/desk/inbox', label: (text) => text.inbox, permission: null, group: 'work' },
  { href: '/desk/plans', label: (text) => text.plans, permission: null, group: 'work' },
  { href: '/desk/years', label: (text) => text.years, permission: null, group: 'work' },
  { href: '/desk/reports', label: (text) => text.reports, permission: 'plan.report.show', group: 'work' },
  { href: '/desk/supervision', label: (text) => text.supervision, permission: null, group: 'work' },
  { href: '/desk/appraisals', label: (text) => text.appraisals, permission: null, group: 'work' },
  { href: '/desk/evaluation', label: (text) => text.evaluation, permission: null, group: 'work' },
  { href: '/desk/ledger', label: (text) => text.ledger, permission: null, group: 'work' },
  { href: '/desk/service', label: (text) => text.orders, permission: 'service.order.list', group: 'work' },
  {
    href: '/desk/service/planning',
    label: (text) => text.planning,
    permission: 'service.assignment.list',
    group: 'work',
  },
  { href: '/desk/service/unmet', label: (text) => text.demand, permission: 'service.demand.show', group: 'work' },
  { href: '/desk/people', label: (text) => text.people, permission: 'people.person.list', group: 'work' },
  { href: '/desk/teams', label: (text) => text.teams, permission: null, group: 'work' },
  { href: '/desk/records', label: (text) => text.serviceRecords, permission: 'people.record.list', group: 'work' },
  { href: '/desk/surveys', label: (text) => text.surveys, permission: 'survey.survey.list', group: 'work' },
  { href: '/desk/handover', label: (text) => text.handover, permission: 'plan.handover.make', group: 'work' },
  { href: '/desk/burden', label: (text) => text.burden, permission: 'plan.burden.show', group: 'system' },
  { href: '/desk/units', label: (text) => text.units, permission: null, group: 'system' },
  { href: '/desk/accounts', label: (text) => text.accounts, permission: 'identity.account.list', group: 'system' },
  { href: '/desk/audit', label: (text) => text.audit, permission: 'identity.audit.list', group: 'system' },
  {
    href: '/desk/settings/webhooks',
    label: (text) => text.webhooks,
    permission: 'notification.webhook.list',
    group: 'system',
  },
  { href: '/desk/settings', label: (text) => text.settings, permission: 'organization.footer.change', group: 'system' },
]
