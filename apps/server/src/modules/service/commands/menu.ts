import { Id } from '@kepu/contract'
import {
  ApproveMenuItem,
  MenuStatus,
  ProposeMenuItem,
  RetireMenuItem,
  ReturnMenuItem,
  ReviseMenuItem,
} from '@kepu/contract/service-menu'
import { z } from 'zod'
import { holds } from '../../../platform/actor.ts'
import { command, type Work } from '../../../platform/command.ts'
import { unitForActor } from '../../organization/index.ts'
import { lockMenuItem, menuColumns, menuItemOf, refuseSameTitle, stopMenu, updateMenuItem } from '../menu-rows.ts'
import { type MenuAction, menuStatusAfter, whyNotMenu } from '../rules/menu.ts'
import type { MenuItem } from '../types.ts'

const Answer = z.object({ menuItemId: Id, status: MenuStatus, version: z.number() })
const answerOf = ({ id, status, version }: MenuItem) => ({ menuItemId: id, status, version })

/** 申报服务项目: an office says what it can give; the keeper of the menu proposes to nobody but themselves. */
export const proposeMenuItem = command({
  name: 'service.menuItem.propose',
  input: ProposeMenuItem,
  output: Answer,
  async run(work, { unitId, item }) {
    await unitForActor(work, unitId, 'service.menuItem.propose')
    await refuseSameTitle(work, item.title, null)
    const row = await work.tx
      .insertInto('service.menu_item')
      .values({
        county_code: work.county,
        id: work.newId(),
        unit_id: unitId,
        ...(await menuColumns(work, item)),
        status: 'proposed',
        created_at: work.now,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    work.record({ subject: ['menuItem', row.id], detail: { title: item.title, unitId } })
    return answerOf(menuItemOf(row))
  },
})

function statusAfter(work: Work, item: MenuItem, action: MenuAction): MenuStatus {
  const refusal = whyNotMenu(item.status, action, holds(work.actor, 'service.menuItem.approve'))
  const status = menuStatusAfter(item.status, action)
  if (refusal || status === null) stopMenu(refusal ?? { code: 'service.menuItem.state', menuStatus: item.status })
  return status
}

export const reviseMenuItem = command({
  name: 'service.menuItem.revise',
  input: ReviseMenuItem,
  output: Answer,
  async run(work, { item: said, ...seen }) {
    const item = await lockMenuItem(work, seen, 'service.menuItem.revise')
    const status = statusAfter(work, item, 'revise')
    await refuseSameTitle(work, said.title, item.id)
    const changed = await updateMenuItem(work, item, { ...(await menuColumns(work, said)), status, reason: null })
    work.record({ subject: ['menuItem', item.id], detail: { title: said.title } })
    return answerOf(changed)
  },
})

export const approveMenuItem = command({
  name: 'service.menuItem.approve',
  input: ApproveMenuItem,
  output: Answer,
  async run(work, seen) {
    const item = await lockMenuItem(work, seen, 'service.menuItem.approve')
    const status = statusAfter(work, item, 'approve')
    const changed = await updateMenuItem(work, item, { status, reason: null, offered_at: work.now })
    work.record({ subject: ['menuItem', item.id], detail: { title: item.title } })
    return answerOf(changed)
  },
})

export const returnMenuItem = command({
  name: 'service.menuItem.return',
  input: ReturnMenuItem,
  output: Answer,
  async run(work, { reason, ...seen }) {
    const item = await lockMenuItem(work, seen, 'service.menuItem.return')
    const changed = await updateMenuItem(work, item, { status: statusAfter(work, item, 'return'), reason })
    work.record({ subject: ['menuItem', item.id], detail: { title: item.title, reason } })
    return answerOf(changed)
  },
})

/** 下架: orders that were placed for it go on. */
export const retireMenuItem = command({
  name: 'service.menuItem.retire',
  input: RetireMenuItem,
  output: Answer,
  async run(work, { reason, ...seen }) {
    const item = await lockMenuItem(work, seen, 'service.menuItem.retire')
    const changed = await updateMenuItem(work, item, { status: statusAfter(work, item, 'retire'), reason })
    work.record({ subject: ['menuItem', item.id], detail: { title: item.title, reason } })
    return answerOf(changed)
  },
})
