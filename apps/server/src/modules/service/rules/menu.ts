import type { MenuRefusal, MenuStatus } from '@kepu/contract/service-menu'

export type MenuAction = 'revise' | 'approve' | 'return' | 'retire'

const next = {
  proposed: { revise: 'proposed', approve: 'offered', return: 'returned' },
  returned: { revise: 'proposed' },
  offered: { revise: 'offered', retire: 'retired' },
  retired: { revise: 'proposed' },
} as const satisfies Record<MenuStatus, Partial<Record<MenuAction, MenuStatus>>>
const table: Readonly<Record<MenuStatus, Partial<Record<MenuAction, MenuStatus>>>> = next

export function menuStatusAfter(status: MenuStatus, action: MenuAction): MenuStatus | null {
  return table[status][action] ?? null
}

/** What stands on the menu only its keeper changes: an office's own change of it is a new proposal, and the menu shows no proposals. */
export function whyNotMenu(status: MenuStatus, action: MenuAction, mayApprove: boolean): MenuRefusal | null {
  const changesOffer = action === 'revise' && status === 'offered' && !mayApprove
  return menuStatusAfter(status, action) === null || changesOffer
    ? { code: 'service.menuItem.state', menuStatus: status }
    : null
}

const YEAR_DAYS = 365

/** Has it been on the menu for a year without one order? */
export function isUnused(
  item: { status: MenuStatus; offeredOn: string | null; lastOrderedOn: string | null },
  today: string,
): boolean {
  const before = new Date(Date.parse(today) - YEAR_DAYS * 86_400_000).toISOString().slice(0, 10)
  if (item.status !== 'offered' || item.offeredOn === null || item.offeredOn > before) return false
  return item.lastOrderedOn === null || item.lastOrderedOn < before
}

/** Can it be had in this month? */
export function isInSeason(months: readonly number[], month: number): boolean {
  return months.length === 0 || months.includes(month)
}
