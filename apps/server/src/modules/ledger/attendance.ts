import type { DeliveryKind } from '@kepu/contract/ledger'
import { CheckDelivery, HintView } from '@kepu/contract/ledger-hint'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../platform/database.ts'
import { refuse } from '../../platform/problem.ts'
import { query } from '../../platform/query.ts'
import { findUnit } from '../organization/index.ts'
import { type Attendance, hintOnAttendance, hintOnPersons, hintsOnTwins } from './rules/plausibility.ts'

/** A year and the one before: what a body usually does is not what it did long ago. */
const MONTHS_LOOKED_BACK = 24

/** The first day of what a number of a day is held against. */
export function comparedFrom(day: string): string {
  const date = new Date(day)
  date.setUTCMonth(date.getUTCMonth() - MONTHS_LOOKED_BACK)
  return date.toISOString().slice(0, 10)
}

/**
 * Deliveries in force between two days with their 人次. Cost: one index range of the county's deliveries; two years are some
 * thousand narrow rows.
 */
export async function attendanceBetween(
  tx: Tx,
  county: string,
  days: { readonly from: string; readonly to: string },
  kind?: DeliveryKind,
): Promise<Attendance[]> {
  const only: RawBuilder<unknown> = kind === undefined ? sql`true` : sql`delivery.kind = ${kind}`
  const found = await sql<{
    id: string
    occurred_on: string
    unit_id: string
    unit_kind: string
    region_code: string
    kind: DeliveryKind
    person_times: number
  }>`
    select delivery.id, delivery.occurred_on, delivery.unit_id, unit.kind as unit_kind, delivery.region_code, delivery.kind,
      coalesce(sum(r.person_times), 0)::bigint as person_times
    from ledger.delivery delivery
    join organization.unit unit on unit.county_code = delivery.county_code and unit.id = delivery.unit_id
    left join ledger.reach r on r.county_code = delivery.county_code and r.occurred_on = delivery.occurred_on
      and r.delivery_id = delivery.id
    where delivery.county_code = ${county} and delivery.occurred_on between ${days.from}::date and ${days.to}::date
      and delivery.reverses is null and ${only}
      and not exists (select from ledger.delivery reversal where reversal.county_code = delivery.county_code
        and reversal.occurred_on = delivery.occurred_on and reversal.reverses = delivery.id)
    group by delivery.county_code, delivery.occurred_on, delivery.id, unit.kind
    order by delivery.occurred_on, delivery.id`.execute(tx)
  return found.rows.map((row) => ({
    id: row.id,
    occurredOn: row.occurred_on,
    unitId: row.unit_id,
    unitKind: row.unit_kind,
    regionCode: row.region_code,
    kind: row.kind,
    personTimes: row.person_times,
  }))
}

/** What the form asks before it records: hints for the person who types, nothing that stops. */
export const checkDelivery = query({
  name: 'ledger.delivery.check',
  access: 'signedIn',
  input: CheckDelivery,
  output: z.object({ hints: z.array(HintView) }),
  async run(read, { unitId, kind, occurredOn, regionCode, personTimes, persons }) {
    const unit = (await findUnit(read.tx, read.county, unitId)) ?? refuse({ code: 'platform.notFound', kind: 'unit' })
    const days = { from: comparedFrom(occurredOn), to: occurredOn }
    const before = await attendanceBetween(read.tx, read.county, days, kind)
    const times = (rows: readonly Attendance[]) => rows.map((row) => row.personTimes)
    const own = before.filter((row) => row.unitId === unitId)
    const peers = before.filter((row) => row.unitId !== unitId && row.unitKind === unit.kind)
    const twins = own.filter(
      (row) => row.occurredOn === occurredOn && row.regionCode === regionCode && row.personTimes === personTimes,
    )
    const hints = [
      hintOnPersons(personTimes, persons),
      hintOnAttendance(personTimes, times(own), times(peers)),
      // The one being typed has no id yet: it's compared under the unit's.
      ...twins.slice(0, 1).flatMap((row) => hintsOnTwins([row, { ...row, id: unitId }])),
    ]
    return { hints: hints.filter((hint) => hint !== null).map((hint) => withoutId(hint, unitId)) }
  },
})

function withoutId(hint: HintView, id: string): HintView {
  return hint.code === 'twice' ? { ...hint, deliveryIds: hint.deliveryIds.filter((one) => one !== id) } : hint
}
