import { Day, Id, pageOf } from '@kepu/contract'
import { ListRecords, RecordFilter, RecordSum, RecordView } from '@kepu/contract/people-record'
import { sql } from 'kysely'
import { z } from 'zod'
import { unitsOf } from '../../../platform/actor.ts'
import { decodeCursor, pageOfRows } from '../../../platform/page.ts'
import { query, type Read } from '../../../platform/query.ts'
import { recordConditions, recordView, selectRecords, sumRecords } from './record-rows.ts'

/** Day and id of the last row of a page. */
const SortKey = z.tuple([Day, Id])

/** Records of services that the actor's units organised, and of their own people elsewhere. */
export function recordsMeeting(read: Read, filter: RecordFilter) {
  const units = read.actor === null ? [] : unitsOf(read.actor, 'people.record.list')
  return recordConditions(read.county, filter, units)
}

export const listRecords = query({
  name: 'people.record.list',
  access: 'permission',
  input: ListRecords,
  output: pageOf(RecordView),
  async run(read, { cursor, limit, ...filter }) {
    let where = recordsMeeting(read, filter)
    if (cursor) {
      const [day, id] = decodeCursor(cursor, SortKey)
      where = sql`${where} and (record.served_on, record.id) < (${day}::date, ${id}::uuid)`
    }
    const page = pageOfRows(await selectRecords(read.tx, where, limit + 1), limit, (row) => [row.served_on, row.id])
    return { items: page.items.map((row) => recordView(row, read.actor)), next: page.next }
  },
})

export const sumOfRecords = query({
  name: 'people.record.sum',
  access: 'permission',
  input: RecordFilter,
  output: RecordSum,
  async run(read, filter) {
    return sumRecords(read.tx, recordsMeeting(read, filter))
  },
})
