import { SetSupervision, SupervisionSettingView } from '@kepu/contract/plan-supervision'
import { command } from '../../../../platform/command.ts'
import { refuse } from '../../../../platform/problem.ts'
import { findUnit } from '../../../organization/index.ts'
import { requirePlanRight } from '../../document/store.ts'
import { settingOn } from '../store.ts'

/** The county's own thresholds, throttle and authorised body, from today on. The last word of a day counts. */
export const setSupervision = command({
  name: 'plan.supervision.set',
  input: SetSupervision,
  output: SupervisionSettingView,
  async run(work, { office, ...numbers }) {
    await requirePlanRight(work, 'plan.supervision.set')
    if (office !== null && !(await findUnit(work.tx, work.county, office.unitId))?.active)
      refuse({ code: 'platform.notFound', kind: 'unit' })
    const row = {
      blue_days: numbers.blueDays,
      yellow_days: numbers.yellowDays,
      behind_percent: numbers.behindPercent,
      digests_per_week: numbers.digestsPerWeek,
      office_unit_id: office?.unitId ?? null,
      legal_basis: office?.legalBasis ?? null,
      set_by_name: work.actor.name,
      set_at: work.now,
    }
    await work.tx
      .insertInto('plan.supervision_setting')
      .values({ county_code: work.county, valid_from: work.today, ...row })
      .onConflict((conflict) => conflict.columns(['county_code', 'valid_from']).doUpdateSet(row))
      .execute()
    work.record({ subject: ['supervision', work.county], detail: { ...numbers, office } })
    return settingOn(work.tx, work.county, work.today)
  },
})
