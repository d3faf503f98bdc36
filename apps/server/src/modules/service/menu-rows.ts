import type { Audience } from '@kepu/contract'
import type { DeliveryKind } from '@kepu/contract/ledger'
import type { Topic } from '@kepu/contract/people'
import type { KitKind, MenuItemInput, MenuRefusal, MenuStatus } from '@kepu/contract/service-menu'
import type { Selectable, Updateable } from 'kysely'
import type { Work } from '../../platform/command.ts'
import type { Tx } from '../../platform/database.ts'
import { Refused, refuse } from '../../platform/problem.ts'
import type { ServiceMenuItem } from '../../schema.gen.ts'
import { listPurposes } from '../ledger/index.ts'
import { requireOver } from './order-rows.ts'
import type { Offer } from './rules/classify.ts'
import type { MenuItem } from './types.ts'

/** The contract and the column's check constraint let no other words in. */
export function menuItemOf(row: Selectable<ServiceMenuItem>): MenuItem {
  return {
    id: row.id,
    unitId: row.unit_id,
    title: row.title,
    summary: row.summary,
    topic: row.topic as Topic,
    audiences: row.audiences as Audience[],
    kind: row.kind as DeliveryKind,
    months: row.months,
    minutes: row.minutes,
    minPeople: row.min_people,
    kits: row.kits as KitKind[],
    keywords: row.keywords,
    taskId: row.task_id,
    measureId: row.measure_id,
    status: row.status as MenuStatus,
    reason: row.reason,
    version: row.version,
  }
}

/** What can be ordered now, with the words that mean it. */
export async function listOffers(tx: Tx, county: string): Promise<Offer[]> {
  const rows = await tx
    .selectFrom('service.menu_item')
    .select(['id', 'title', 'topic', 'keywords'])
    .where('county_code', '=', county)
    .where('status', '=', 'offered')
    .orderBy('title')
    .execute()
  // The contract lets no other topic in.
  return rows.map((row) => ({ ...row, topic: row.topic as Topic }))
}

export async function findMenuItem(tx: Tx, county: string, id: string): Promise<MenuItem | null> {
  const row = await tx
    .selectFrom('service.menu_item')
    .selectAll()
    .where('county_code', '=', county)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? menuItemOf(row) : null
}

export async function lockMenuItem(
  work: Work,
  { menuItemId, version }: { menuItemId: string; version: number },
  permission: string,
): Promise<MenuItem> {
  const row = await work.tx
    .selectFrom('service.menu_item')
    .selectAll()
    .where('county_code', '=', work.county)
    .where('id', '=', menuItemId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) refuse({ code: 'platform.notFound', kind: 'menuItem' })
  await requireOver(work, row.unit_id, permission)
  if (row.version !== version) refuse({ code: 'platform.stale', version: row.version })
  return menuItemOf(row)
}

export async function updateMenuItem(
  work: Work,
  item: MenuItem,
  change: Updateable<ServiceMenuItem>,
): Promise<MenuItem> {
  const row = await work.tx
    .updateTable('service.menu_item')
    .set({ ...change, version: item.version + 1 })
    .where('county_code', '=', work.county)
    .where('id', '=', item.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return menuItemOf(row)
}

/** What a service says, as its row keeps it; a measure brings its task with it. */
export async function menuColumns(work: Work, item: MenuItemInput) {
  const purpose = await purposeOf(work, item)
  return {
    title: item.title,
    summary: item.summary,
    topic: item.topic,
    audiences: item.audiences,
    kind: item.kind,
    months: [...item.months].sort((a, b) => a - b),
    minutes: item.minutes,
    min_people: item.minPeople,
    kits: item.kits,
    keywords: item.keywords,
    task_id: purpose.taskId,
    measure_id: purpose.measureId,
  }
}

async function purposeOf(work: Work, { taskId, measureId }: MenuItemInput) {
  const wanted = measureId ?? taskId
  if (wanted === null) return { taskId: null, measureId: null }
  const purpose = (await listPurposes(work.tx, work.county)).find((one) => one.id === wanted && one.active)
  if (!purpose || (taskId !== null && purpose.taskId !== taskId))
    stopMenu({ code: 'service.menuItem.purpose', taskId: wanted })
  return { taskId: purpose.taskId, measureId }
}

export async function refuseSameTitle(work: Work, title: string, butId: string | null): Promise<void> {
  let rows = work.tx
    .selectFrom('service.menu_item')
    .select('id')
    .where('county_code', '=', work.county)
    .where('title', '=', title)
    .where('status', 'in', ['proposed', 'offered'])
  if (butId !== null) rows = rows.where('id', '<>', butId)
  if (await rows.executeTakeFirst()) stopMenu({ code: 'service.menuItem.title', name: title })
}

export function stopMenu(reason: MenuRefusal): never {
  throw new Refused(reason)
}
