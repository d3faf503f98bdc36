import { Id } from '@kepu/contract'
import { DigestItem, DigestView } from '@kepu/contract/notification'
import { z } from 'zod'
import type { Work } from '../../platform/command.ts'
import type { Tx } from '../../platform/database.ts'
import { refuse } from '../../platform/problem.ts'
import { query } from '../../platform/query.ts'
import { isWorkingDay, shiftDay, workingCalendar } from '../organization/index.ts'
import { inboxUnits } from './queries.ts'
import { isTold, type SentDigest } from './rules/digest.ts'
import { closeTodos, openTodos } from './store.ts'

export const DIGEST_TODO = 'notification.digest'

/** All that a unit has open of a topic today; none closes what it had. */
export interface Digest {
  readonly unitId: string
  readonly items: readonly DigestItem[]
}

export interface Throttle {
  /** Which module's reminders: each is throttled for itself. */
  readonly topic: string
  readonly perWeek: number
}

const LOOK_BACK_DAYS = 60

/**
 * Merges what each unit has open into one list, and tells it if there is something new and the week has room. The new list
 * takes the place of the old one in the inbox; a unit with nothing open has none. Run under a lock of the caller.
 *
 * @param digests one for every unit that may have something open
 */
export async function sendDigests(
  work: Work,
  { topic, perWeek }: Throttle,
  digests: readonly Digest[],
): Promise<number> {
  const { tx, county, today } = work
  const sending = { today, perWeek, isWorkingDay: isWorkingDay(await workingCalendar(tx), today) }
  const before = Map.groupBy(
    await sentSince(tx, county, topic, shiftDay(today, -LOOK_BACK_DAYS)),
    ({ unitId }) => unitId,
  )
  const settled = digests.filter(({ items }) => items.length === 0)
  for (const { unitId } of settled) await closeTodos(work, DIGEST_TODO, topic, unitId)
  const told = digests.filter(({ unitId, items }) => isTold(items, before.get(unitId) ?? [], sending))
  for (const { unitId, items } of told) await tell(work, topic, unitId, items)
  return told.length
}

async function tell(work: Work, topic: string, unitId: string, items: readonly DigestItem[]): Promise<void> {
  const digestId = work.newId()
  await work.tx
    .insertInto('notification.digest')
    .values({
      county_code: work.county,
      id: digestId,
      unit_id: unitId,
      topic,
      sent_on: work.today,
      items: JSON.stringify(items),
    })
    .execute()
  await closeTodos(work, DIGEST_TODO, topic, unitId)
  await openTodos(work, [
    { unitId, kind: DIGEST_TODO, subject: ['digest', topic], facts: { digestId, count: items.length }, dueOn: null },
  ])
  await work.emit('notification.digest.sent', { digestId, unitId })
}

async function sentSince(tx: Tx, county: string, topic: string, since: string) {
  const rows = await tx
    .selectFrom('notification.digest')
    .select(['unit_id', 'sent_on', 'items'])
    .where('county_code', '=', county)
    .where('topic', '=', topic)
    .where('sent_on', '>=', since)
    .execute()
  return rows.map((row): SentDigest & { unitId: string } => ({
    unitId: row.unit_id,
    sentOn: row.sent_on,
    items: z.array(DigestItem).parse(row.items),
  }))
}

/** 今日提醒: the list behind the entry of the inbox. */
export const showDigest = query({
  name: 'notification.digest.show',
  access: 'signedIn',
  input: z.object({ digestId: Id }),
  output: DigestView,
  async run(read, { digestId }) {
    const row = await read.tx
      .selectFrom('notification.digest as digest')
      .innerJoin('organization.unit as unit', (join) =>
        join.onRef('unit.county_code', '=', 'digest.county_code').onRef('unit.id', '=', 'digest.unit_id'),
      )
      .selectAll('digest')
      .select('unit.name as unit_name')
      .where('digest.county_code', '=', read.county)
      .where('digest.id', '=', digestId)
      .executeTakeFirst()
    if (!row || !read.actor || !inboxUnits(read.actor).includes(row.unit_id))
      refuse({ code: 'platform.notFound', kind: 'digest' })
    return DigestView.parse({
      id: row.id,
      unitId: row.unit_id,
      unitName: row.unit_name,
      sentOn: row.sent_on,
      items: row.items,
    })
  },
})
