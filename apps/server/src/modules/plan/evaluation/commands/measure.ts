import {
  CorrectMeasuredValue,
  type EvaluationRefusal,
  type MeasuredValueInput,
  MeasuredValueView,
  RecordMeasuredValue,
  WithdrawMeasuredValue,
} from '@kepu/contract/plan-evaluation'
import { canonical } from '../../../../platform/canonical.ts'
import { command, type Work } from '../../../../platform/command.ts'
import { Refused, refuse } from '../../../../platform/problem.ts'
import { currentPlanId } from '../../document/read-plan.ts'
import { requirePlanRight } from '../../document/store.ts'
import {
  appendVersion,
  currentValues,
  findByRecord,
  findValue,
  type KnownIndicator,
  saidBy,
} from '../measured-values.ts'
import { whyNotAnother, whyNotMeasured } from '../rules/measured.ts'
import type { MeasuredValue } from '../types.ts'

function stop(reason: EvaluationRefusal): never {
  throw new Refused(reason)
}

/** The indicator in the plan in force, its row locked: two who record the same value stand in line. */
async function lockIndicator(work: Work, indicatorId: string): Promise<KnownIndicator> {
  const planId = await currentPlanId(work.tx, work.county, work.today)
  const row =
    planId === null
      ? undefined
      : await work.tx
          .selectFrom('plan.indicator')
          .select(['id', 'unit'])
          .where('county_code', '=', work.county)
          .where('plan_id', '=', planId)
          .where('id', '=', indicatorId)
          .executeTakeFirst()
  if (!row || planId === null) stop({ code: 'plan.measuredValue.indicator', indicatorId })
  await work.tx
    .selectFrom('plan.plan')
    .select('id')
    .where('county_code', '=', work.county)
    .where('id', '=', planId)
    .forUpdate()
    .executeTakeFirst()
  return { planId, id: row.id, unit: row.unit }
}

function requireSound(work: Work, indicator: KnownIndicator, said: MeasuredValueInput): void {
  const reason = whyNotMeasured({ said, unit: indicator.unit, today: work.today })
  if (reason) throw new Refused(reason)
}

/** A value for somebody who saw `version`, if it can be corrected here. */
async function lockValue(work: Work, valueId: string, version: number) {
  const before = await findValue(work.tx, work.county, valueId)
  const indicator = await lockIndicator(work, before.indicatorId)
  const value = await findValue(work.tx, work.county, valueId)
  if (value.version !== version) refuse({ code: 'platform.stale', version: value.version })
  if (value.status === 'withdrawn') stop({ code: 'plan.measuredValue.withdrawn' })
  if (value.sourceModule !== 'manual') stop({ code: 'plan.measuredValue.fromModule', module: value.sourceModule })
  return { value, indicator }
}

const BY_HAND = { module: 'manual', record: null }

/** A value that the county has from elsewhere: a survey of the province, a report. */
export const recordMeasuredValue = command({
  name: 'plan.measuredValue.record',
  input: RecordMeasuredValue,
  output: MeasuredValueView,
  async run(work, { indicatorId, ...said }) {
    await requirePlanRight(work, 'plan.measuredValue.record')
    const indicator = await lockIndicator(work, indicatorId)
    requireSound(work, indicator, said)
    const reason = whyNotAnother(said, indicatorId, await currentValues(work.tx, work.county))
    if (reason) throw new Refused(reason)
    const id = work.newId()
    await appendVersion(work, { id, version: 1, indicator, said, origin: BY_HAND, reason: null, withdrawn: false })
    work.record({ subject: ['measuredValue', id], detail: { indicatorId, year: said.year, value: said.value } })
    return findValue(work.tx, work.county, id)
  },
})

/** A mistake is put right by a further version with the reason; who cited the first still finds it. */
export const correctMeasuredValue = command({
  name: 'plan.measuredValue.correct',
  input: CorrectMeasuredValue,
  output: MeasuredValueView,
  async run(work, { valueId, version, reason, ...said }) {
    await requirePlanRight(work, 'plan.measuredValue.correct')
    const { value, indicator } = await lockValue(work, valueId, version)
    requireSound(work, indicator, said)
    await appendVersion(work, {
      id: valueId,
      version: version + 1,
      indicator,
      said,
      origin: BY_HAND,
      reason,
      withdrawn: false,
    })
    work.record({ subject: ['measuredValue', valueId], detail: { before: value.value, after: said.value, reason } })
    return findValue(work.tx, work.county, valueId)
  },
})

export const withdrawMeasuredValue = command({
  name: 'plan.measuredValue.withdraw',
  input: WithdrawMeasuredValue,
  output: MeasuredValueView,
  async run(work, { valueId, version, reason }) {
    await requirePlanRight(work, 'plan.measuredValue.withdraw')
    const { value, indicator } = await lockValue(work, valueId, version)
    await appendVersion(work, {
      id: valueId,
      version: version + 1,
      indicator,
      said: saidBy(value),
      origin: BY_HAND,
      reason,
      withdrawn: true,
    })
    work.record({ subject: ['measuredValue', valueId], detail: { value: value.value, reason } })
    return findValue(work.tx, work.county, valueId)
  },
})

export interface EstimateOfModule {
  readonly indicatorId: string
  readonly said: MeasuredValueInput
  /** Who tells it: the module and its own record, e.g. an estimate of a survey. */
  readonly origin: { readonly module: string; readonly record: string }
}

/**
 * For modules that measure: their estimate becomes a value of the indicator, inside their own command, which records it.
 * Told again unchanged nothing happens; told otherwise it's a further version of the same value.
 */
export async function recordIndicatorValue(
  work: Work,
  { indicatorId, said, origin }: EstimateOfModule,
): Promise<MeasuredValue> {
  const indicator = await lockIndicator(work, indicatorId)
  requireSound(work, indicator, said)
  const known = await findByRecord(work.tx, work.county, origin.module, origin.record)
  if (known && known.status === 'current' && canonical(saidBy(known)) === canonical(said)) return known
  const id = known?.id ?? work.newId()
  await appendVersion(work, {
    id,
    version: (known?.version ?? 0) + 1,
    indicator,
    said,
    origin,
    reason: known ? '重新估计' : null,
    withdrawn: false,
  })
  return findValue(work.tx, work.county, id)
}
