import { WriteEvaluationSection } from '@kepu/contract/plan-evaluation'
import { z } from 'zod'
import { command } from '../../../../platform/command.ts'
import { refuse } from '../../../../platform/problem.ts'
import { findPlanRow, requirePlanRight } from '../../document/store.ts'

/**
 * Keeps a chapter's own paragraphs while they are written. Whoever saw an older version is told, also of two who write the
 * first words at once: the insert lets one through.
 */
export const writeEvaluationSection = command({
  name: 'plan.evaluation.write',
  input: WriteEvaluationSection,
  output: z.object({ version: z.number() }),
  async run(work, { planId, section, version, text, keepAssembled }) {
    await requirePlanRight(work, 'plan.evaluation.write')
    await findPlanRow(work.tx, work.county, planId)
    const next = {
      text,
      keep_assembled: keepAssembled,
      version: version + 1,
      updated_by_name: work.actor.name,
      updated_at: work.now,
    }
    const written =
      version === 0
        ? await work.tx
            .insertInto('plan.evaluation_section')
            .values({ county_code: work.county, plan_id: planId, section, ...next })
            .onConflict((conflict) => conflict.doNothing())
            .returning('version')
            .executeTakeFirst()
        : await work.tx
            .updateTable('plan.evaluation_section')
            .set(next)
            .where('county_code', '=', work.county)
            .where('plan_id', '=', planId)
            .where('section', '=', section)
            .where('version', '=', version)
            .returning('version')
            .executeTakeFirst()
    if (!written) {
      const there = await work.tx
        .selectFrom('plan.evaluation_section')
        .select('version')
        .where('county_code', '=', work.county)
        .where('plan_id', '=', planId)
        .where('section', '=', section)
        .executeTakeFirst()
      refuse({ code: 'platform.stale', version: there?.version ?? 0 })
    }
    work.record({ subject: ['plan', planId], detail: { section, version: version + 1, characters: text.length } })
    return { version: version + 1 }
  },
})
