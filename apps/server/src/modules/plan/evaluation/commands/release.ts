import { createHash } from 'node:crypto'
import { type EvaluationRefusal, ProgressEditionView, ReleaseProgress } from '@kepu/contract/plan-evaluation'
import { canonical } from '../../../../platform/canonical.ts'
import { command } from '../../../../platform/command.ts'
import { Refused } from '../../../../platform/problem.ts'
import { requirePlanRight } from '../../document/store.ts'
import { editionView, listEditions } from '../editions.ts'
import { readAchievements } from '../read-achievements.ts'

/**
 * Freezes the public figures of today under a number of their own: what somebody cites stays as it was, while the page goes
 * on. One a day; of two at once the primary key lets one through.
 */
export const releaseProgress = command({
  name: 'plan.progress.release',
  input: ReleaseProgress,
  output: ProgressEditionView,
  async run(work, { planId }) {
    await requirePlanRight(work, 'plan.progress.release')
    const stop = (reason: EvaluationRefusal): never => {
      throw new Refused(reason)
    }
    const content =
      (await readAchievements(work.tx, work.county, planId, work.today)) ?? stop({ code: 'plan.evaluation.noPeriod' })
    const before = await listEditions(work.tx, work.county)
    const sameDay = before.find(({ asOf }) => asOf === content.asOf)
    if (sameDay) stop({ code: 'plan.progress.sameDay', edition: sameDay.edition })
    const row = {
      county_code: work.county,
      edition: (before[0]?.edition ?? 0) + 1,
      plan_id: planId,
      as_of: content.asOf,
      content: JSON.stringify(content),
      sha256: createHash('sha256').update(canonical(content)).digest('hex'),
      released_by_name: work.actor.name,
      released_at: work.now,
    }
    await work.tx.insertInto('plan.progress_edition').values(row).execute()
    work.record({ subject: ['progressEdition', String(row.edition)], detail: { asOf: row.as_of, sha256: row.sha256 } })
    return editionView(row)
  },
})
