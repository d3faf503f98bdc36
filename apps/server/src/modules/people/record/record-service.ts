import type { RecordRefusal } from '@kepu/contract/people-record'
import type { Work } from '../../../platform/command.ts'
import { Refused } from '../../../platform/problem.ts'
import { lockPeople } from '../register/person-rows.ts'
import { whyNotRecordService } from './rules/record.ts'
import { appendRecords, canonicalPeople, hoursOnDay, recordedFor } from './store.ts'
import type { DoneService } from './types.ts'

function stop(reason: RecordRefusal): never {
  throw new Refused(reason)
}

/**
 * Writes one record for each person of a service that was done, inside the caller's transaction: the caller has asked
 * whether its actor may, and records its own audit entry. People who have a record of this source keep it as it is.
 *
 * @returns ids of the records that are new
 * @throws Refused people.record.*
 */
export async function recordService(work: Work, service: DoneService): Promise<string[]> {
  if (service.personIds.length === 0) return []
  const canonical = await canonicalPeople(work, service.personIds)
  const wanted = new Map<string, string>()
  for (const personId of service.personIds) {
    const person = canonical.get(personId)
    if (!person || person.status === 'erased') stop({ code: 'people.record.person', personId })
    wanted.set(person.id, person.name)
  }
  // One person's day is added up by one recorder at a time.
  await lockPeople(work, [...wanted.keys()])
  const known = await recordedFor(work, service)
  const hours = await hoursOnDay(work, [...wanted.keys()], service.servedOn)
  const fresh = [...wanted].filter(([id]) => !known.has(id))
  for (const [id, name] of fresh) {
    const reason = whyNotRecordService(service, { name, dayHours: hours.get(id) ?? 0 }, work.today)
    if (reason) stop(reason)
  }
  return appendRecords(
    work,
    fresh.map(([personId]) => ({ service, personId, reverses: null, reason: null })),
  )
}
