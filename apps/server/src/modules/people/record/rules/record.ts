import type { RecordProof, RecordRefusal } from '@kepu/contract/people-record'

const DAY_HOURS = 24

/** Why a service can't be recorded for a person, or null. `dayHours` is what the day holds already. */
export function whyNotRecordService(
  service: { readonly servedOn: string; readonly hours: number },
  person: { readonly name: string; readonly dayHours: number },
  today: string,
): RecordRefusal | null {
  const { servedOn, hours } = service
  if (servedOn > today) return { code: 'people.record.future', servedOn, today }
  const total = person.dayHours + hours
  if (total > DAY_HOURS) return { code: 'people.record.dayFull', personName: person.name, servedOn, hours: total }
  return null
}

/** Why a record can't be reversed, or null. */
export function whyNotReverseRecord(record: {
  readonly reverses: string | null
  readonly reversedBy: string | null
}): RecordRefusal | null {
  if (record.reverses !== null) return { code: 'people.record.isReversal' }
  if (record.reversedBy !== null) return { code: 'people.record.reversed', reversedBy: record.reversedBy }
  return null
}

/** Why a record can't be confirmed, or null: only a claim that stands. */
export function whyNotConfirm(record: {
  readonly reverses: string | null
  readonly reversedBy: string | null
  readonly proof: RecordProof
}): RecordRefusal | null {
  const gone = whyNotReverseRecord(record)
  if (gone) return gone
  return record.proof === 'claimed' ? null : { code: 'people.record.proven', proof: record.proof }
}
