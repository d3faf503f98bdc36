import type { LightColour, LightReason } from '@kepu/contract/plan-supervision'
import { type LightPause, SupervisionSettingView } from '@kepu/contract/plan-supervision'
import { sql } from 'kysely'
import type { Tx } from '../../../platform/database.ts'
import { lightKey } from './facts.ts'
import { DEFAULT_THRESHOLD } from './rules/history.ts'
import type { LightChange, Threshold } from './types.ts'

/** How far the lights of a year are written down. */
export interface Sweep {
  /** The day on which somebody first watched. */
  readonly beganOn: string
  readonly closedThrough: string | null
}

export async function readSweep(tx: Tx, county: string, yearPlanId: string, today: string): Promise<Sweep> {
  const row = await tx
    .selectFrom('plan.light_sweep')
    .select(['began_on', 'closed_through'])
    .where('county_code', '=', county)
    .where('year_plan_id', '=', yearPlanId)
    .executeTakeFirst()
  return { beganOn: row?.began_on ?? today, closedThrough: row?.closed_through ?? null }
}

/** What was shown, by light, oldest first. */
export async function readRecorded(
  tx: Tx,
  county: string,
  yearPlanId: string,
): Promise<ReadonlyMap<string, LightChange[]>> {
  const rows = await tx
    .selectFrom('plan.light_change')
    .select(['node_id', 'unit_id', 'shown_on', 'colour', 'reason', 'last_day'])
    .where('county_code', '=', county)
    .where('year_plan_id', '=', yearPlanId)
    .orderBy('shown_on')
    .execute()
  const changes = new Map<string, LightChange[]>()
  for (const row of rows) {
    const key = lightKey(row.node_id, row.unit_id)
    const own = changes.get(key) ?? []
    // The sweep writes what the contract's lists hold.
    own.push({
      on: row.shown_on,
      colour: row.colour as LightColour,
      reason: row.reason as LightReason,
      lastDay: row.last_day,
    })
    changes.set(key, own)
  }
  return changes
}

export async function readThresholds(tx: Tx, county: string): Promise<Threshold[]> {
  const rows = await tx
    .selectFrom('plan.supervision_setting')
    .select(['valid_from', 'blue_days', 'yellow_days', 'behind_percent'])
    .where('county_code', '=', county)
    .orderBy('valid_from')
    .execute()
  const own = rows.map((row) => ({
    validFrom: row.valid_from,
    blueDays: row.blue_days,
    yellowDays: row.yellow_days,
    behindPercent: row.behind_percent,
  }))
  return [DEFAULT_THRESHOLD, ...own]
}

const DEFAULT_DIGESTS_PER_WEEK = 2

/** The setting that holds on a day. */
export async function settingOn(tx: Tx, county: string, day: string): Promise<SupervisionSettingView> {
  const row = await tx
    .selectFrom('plan.supervision_setting as setting')
    .leftJoin('organization.unit as unit', (join) =>
      join.onRef('unit.county_code', '=', 'setting.county_code').onRef('unit.id', '=', 'setting.office_unit_id'),
    )
    .selectAll('setting')
    .select('unit.name as office_name')
    .where('setting.county_code', '=', county)
    .where('setting.valid_from', '<=', day)
    .orderBy('setting.valid_from', 'desc')
    .executeTakeFirst()
  const { validFrom, ...numbers } = DEFAULT_THRESHOLD
  if (!row)
    return {
      ...numbers,
      digestsPerWeek: DEFAULT_DIGESTS_PER_WEEK,
      office: null,
      validFrom: null,
      setByName: null,
      setAt: null,
    }
  return SupervisionSettingView.parse({
    blueDays: row.blue_days,
    yellowDays: row.yellow_days,
    behindPercent: row.behind_percent,
    digestsPerWeek: row.digests_per_week,
    office:
      row.office_unit_id === null
        ? null
        : { unitId: row.office_unit_id, unitName: row.office_name, legalBasis: row.legal_basis },
    validFrom: row.valid_from,
    setByName: row.set_by_name,
    setAt: row.set_at.toISOString(),
  })
}

/** Who is awaited now, by light. */
export async function readPauses(tx: Tx, county: string, yearPlanId: string): Promise<ReadonlyMap<string, LightPause>> {
  const { rows } = await sql<{
    node_id: string
    owner_id: string | null
    since: string
    awaited_id: string
    awaited_name: string
    what: string
  }>`
    select w.node_id, w.owner_id, w.since, w.awaited_id, unit.name as awaited_name, w.what
    from plan.annual_task task
    join plan.wait w on w.county_code = task.county_code and w.annual_task_id = task.id
    join organization.unit unit on unit.county_code = w.county_code and unit.id = w.awaited_id
    where task.county_code = ${county} and task.year_plan_id = ${yearPlanId} and w.ended_on is null`.execute(tx)
  return new Map(
    rows.map((row) => [
      lightKey(row.node_id, row.owner_id),
      { since: row.since, awaitedId: row.awaited_id, awaitedName: row.awaited_name, what: row.what },
    ]),
  )
}
