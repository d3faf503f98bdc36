import { MeasuredValueInput, MeasuredValueView } from '@kepu/contract/plan-evaluation'
import type { Selectable } from 'kysely'
import type { Work } from '../../../platform/command.ts'
import type { Tx } from '../../../platform/database.ts'
import { refuse } from '../../../platform/problem.ts'
import type { PlanMeasuredValue } from '../../../schema.gen.ts'
import type { MeasuredValue } from './types.ts'

type Row = Selectable<PlanMeasuredValue> & { name: string; unit: string }

/** Where the versions of a value stand; each row is one. */
function rowsOf(tx: Tx, county: string) {
  return tx
    .selectFrom('plan.measured_value as value')
    .innerJoin('plan.indicator as indicator', (join) =>
      join
        .onRef('indicator.county_code', '=', 'value.county_code')
        .onRef('indicator.plan_id', '=', 'value.plan_id')
        .onRef('indicator.id', '=', 'value.indicator_id'),
    )
    .selectAll('value')
    .select(['indicator.name', 'indicator.unit'])
    .where('value.county_code', '=', county)
}

function intervalOf({ low, high, level }: Row) {
  return low === null || high === null || level === null ? null : { low, high, level }
}

function measuredValueOf(row: Row, newest: number): MeasuredValue {
  return MeasuredValueView.parse({
    id: row.id,
    version: row.version,
    indicatorId: row.indicator_id,
    indicatorName: row.name,
    unit: row.unit,
    year: row.year,
    measuredOn: row.measured_on,
    value: row.value,
    interval: intervalOf(row),
    sampleSize: row.sample_size,
    designEffect: row.design_effect,
    method: row.method,
    source: row.source,
    scoringRule: row.scoring_rule,
    sourceModule: row.source_module,
    status: row.version < newest ? 'superseded' : row.withdrawn ? 'withdrawn' : 'current',
    reason: row.reason,
    recordedAt: row.recorded_at.toISOString(),
  })
}

/** Every version of every value of the county, by value and version: some dozens of rows in a plan's life. */
export async function listVersions(tx: Tx, county: string): Promise<MeasuredValue[]> {
  const rows = await rowsOf(tx, county).orderBy('value.year').orderBy('value.id').orderBy('value.version').execute()
  const newest = new Map(rows.map(({ id, version }) => [id, version]))
  return rows.map((row) => measuredValueOf(row, newest.get(row.id) ?? row.version))
}

/** What holds today: the newest version of each value, without those that were withdrawn. */
export async function currentValues(tx: Tx, county: string): Promise<MeasuredValue[]> {
  return (await listVersions(tx, county)).filter(({ status }) => status === 'current')
}

/** One value, in its newest version or in a named one. */
export async function findValue(tx: Tx, county: string, id: string, version?: number): Promise<MeasuredValue> {
  const rows = await rowsOf(tx, county).where('value.id', '=', id).orderBy('value.version').execute()
  const newest = rows.at(-1)
  const row = version === undefined ? newest : rows.find((one) => one.version === version)
  return row && newest
    ? measuredValueOf(row, newest.version)
    : refuse({ code: 'platform.notFound', kind: 'measuredValue' })
}

/** The value that a module has told before for this record of its own; null: never. */
export async function findByRecord(
  tx: Tx,
  county: string,
  module: string,
  record: string,
): Promise<MeasuredValue | null> {
  const row = await tx
    .selectFrom('plan.measured_value')
    .select('id')
    .where('county_code', '=', county)
    .where('source_module', '=', module)
    .where('source_record', '=', record)
    .executeTakeFirst()
  return row ? findValue(tx, county, row.id) : null
}

/** An indicator of the plan in force, with the edition that it stands in. */
export interface KnownIndicator {
  readonly planId: string
  readonly id: string
  readonly unit: string
}

export interface NewVersion {
  readonly id: string
  readonly version: number
  readonly indicator: KnownIndicator
  readonly said: MeasuredValueInput
  readonly origin: { readonly module: string; readonly record: string | null }
  readonly reason: string | null
  readonly withdrawn: boolean
}

/** Of two who append the same version at once, the second is told by the primary key. */
export async function appendVersion(work: Work, next: NewVersion): Promise<void> {
  const { said, indicator, origin } = next
  await work.tx
    .insertInto('plan.measured_value')
    .values({
      county_code: work.county,
      id: next.id,
      version: next.version,
      plan_id: indicator.planId,
      indicator_id: indicator.id,
      year: said.year,
      measured_on: said.measuredOn,
      value: said.value,
      low: said.interval?.low ?? null,
      high: said.interval?.high ?? null,
      level: said.interval?.level ?? null,
      sample_size: said.sampleSize,
      design_effect: said.designEffect,
      method: said.method,
      source: said.source,
      scoring_rule: said.scoringRule,
      source_module: origin.module,
      source_record: origin.record,
      withdrawn: next.withdrawn,
      reason: next.reason,
      recorded_by_name: work.actor.name,
      recorded_at: work.now,
    })
    .execute()
}

/** What a version says, as its next one would say it. */
export function saidBy(value: MeasuredValue): MeasuredValueInput {
  return MeasuredValueInput.parse(value)
}
