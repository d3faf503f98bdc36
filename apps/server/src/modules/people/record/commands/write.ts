import {
  AddedRecords,
  AddRecords,
  ConfirmRecord,
  type RecordRefusal,
  RecordView,
  ReverseRecord,
} from '@kepu/contract/people-record'
import { sql } from 'kysely'
import { command, type Work } from '../../../../platform/command.ts'
import { Refused, refuse } from '../../../../platform/problem.ts'
import { unitForActor } from '../../../organization/index.ts'
import { personForActor } from '../../register/person-rows.ts'
import { regionName } from '../../register/regions.ts'
import { type RecordRow, recordView, selectRecords } from '../record-rows.ts'
import { recordService } from '../record-service.ts'
import { whyNotConfirm, whyNotReverseRecord } from '../rules/record.ts'
import { appendRecords } from '../store.ts'

function stop(reason: RecordRefusal): never {
  throw new Refused(reason)
}

/** The record, locked by its person: what is asked of it stays true until commit. */
async function lockRecord(work: Work, recordId: string, permission: string): Promise<RecordRow> {
  await sql`select person.id from people.person person
    where person.county_code = ${work.county} and person.id = (select record.person_id from people.service_record record
      where record.county_code = ${work.county} and record.id = ${recordId}::uuid) for update`.execute(work.tx)
  const where = sql`record.county_code = ${work.county} and record.id = ${recordId}::uuid`
  const [row] = await selectRecords(work.tx, where, 1)
  if (!row) refuse({ code: 'platform.notFound', kind: 'record' })
  await unitForActor(work, row.organiser_id, permission)
  return row
}

async function viewOfRecord(work: Work, recordId: string): Promise<RecordView> {
  const where = sql`record.county_code = ${work.county} and record.id = ${recordId}::uuid`
  const [row] = await selectRecords(work.tx, where, 1)
  if (!row) throw new Error(`record ${recordId} is gone`)
  return recordView(row, work.actor)
}

/** What was done outside Kepu, entered by the body that organised it; what is done in Kepu comes by recordService. */
export const addRecords = command({
  name: 'people.record.add',
  input: AddRecords,
  output: AddedRecords,
  async run(work, { personIds, ...input }) {
    await unitForActor(work, input.organiserId, 'people.record.add')
    for (const personId of personIds) await personForActor(work, personId, 'people.record.add')
    if (!input.regionCode.startsWith(work.county) || (await regionName(work.tx, input.regionCode)) === null)
      stop({ code: 'people.record.region', regionCode: input.regionCode })
    const recordIds = await recordService(work, {
      ...input,
      personIds,
      source: { module: 'people', record: work.newId() },
      proof: input.hostName === null ? 'claimed' : 'confirmed',
      deliveryId: null,
    })
    for (const id of recordIds)
      work.record({ subject: ['record', id], detail: { servedOn: input.servedOn, hours: input.hours } })
    return { recordIds }
  },
})

export const confirmRecord = command({
  name: 'people.record.confirm',
  input: ConfirmRecord,
  output: RecordView,
  async run(work, { recordId, hostName }) {
    const row = await lockRecord(work, recordId, 'people.record.confirm')
    const reason = whyNotConfirm({ reverses: row.reverses, reversedBy: row.reversed_by, proof: row.proof })
    if (reason) stop(reason)
    await work.tx
      .insertInto('people.record_confirmation')
      .values({
        county_code: work.county,
        record_id: recordId,
        host_name: hostName,
        confirmed_by_name: work.actor.name,
        confirmed_at: work.now,
      })
      .execute()
    work.record({ subject: ['record', recordId], detail: {} })
    return viewOfRecord(work, recordId)
  },
})

/** Cancels a record by another one with negative hours; only one of two at once succeeds. */
export const reverseRecord = command({
  name: 'people.record.reverse',
  input: ReverseRecord,
  output: RecordView,
  async run(work, { recordId, reason }) {
    const row = await lockRecord(work, recordId, 'people.record.reverse')
    const refusal = whyNotReverseRecord({ reverses: row.reverses, reversedBy: row.reversed_by })
    if (refusal) stop(refusal)
    const view = recordView(row, null)
    const [id] = await appendRecords(work, [
      {
        personId: row.person_id,
        reverses: recordId,
        reason,
        service: {
          ...view,
          personIds: [],
          source: { module: 'people', record: `reversal of ${recordId}` },
          hours: -view.hours,
          personTimes: view.personTimes === null ? null : -view.personTimes,
        },
      },
    ])
    if (id === undefined) throw new Error('nothing was appended')
    work.record({ subject: ['record', recordId], detail: { reversal: id, reason } })
    await work.emit('people.record.reversed', { recordId, reversal: id })
    return viewOfRecord(work, id)
  },
})
