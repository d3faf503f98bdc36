import { AppraisalHeader, ReleaseAppraisal } from '@kepu/contract/plan-appraisal'
import { command } from '../../../../platform/command.ts'
import { closeTodos } from '../../../notification/index.ts'
import { frozen } from '../freeze.ts'
import { whyNotRelease } from '../rules/course.ts'
import { bumpAppraisal, editionOf, findAppraisal, lockForCounty, readObjections, readSheets, stopIf } from '../store.ts'
import type { Objection } from '../types.ts'
import { appraisalHeader } from '../views.ts'
import { SHEET_TODO } from './disclose.ts'

/** A person releases the appraisal: from now on it's read from its frozen bytes, and no command writes to it. */
export const releaseAppraisal = command({
  name: 'plan.appraisal.release',
  input: ReleaseAppraisal,
  output: AppraisalHeader,
  async run(work, { appraisalId, version }) {
    const appraisal = await lockForCounty(work, appraisalId, version, 'plan.appraisal.release')
    const sheets = await readSheets(work.tx, work.county, appraisalId)
    const objections = await readObjections(work.tx, work.county, appraisalId)
    const unconfirmed = sheets.filter(({ confirmedAt }) => confirmedAt === null).length
    const open = objections.filter(({ state }) => state === 'open').length
    stopIf(whyNotRelease(appraisal, work.today, unconfirmed, open))

    const edition = await editionOf(work.tx, work.county, appraisal)
    const { content, sha256 } = frozen({
      format: 'kepu.appraisal/1',
      county: work.county,
      appraisalId,
      title: appraisal.title,
      year: appraisal.year,
      asOf: appraisal.asOf ?? work.today,
      releasedAt: work.now.toISOString(),
      scheme: {
        id: edition.schemeId,
        edition: edition.edition,
        sha256: edition.sha256,
        content: edition.content,
      },
      sheets: sheets.map(({ sheet }) => sheet),
      objections: objections.flatMap(frozenObjection),
    })
    await work.tx
      .insertInto('plan.appraisal_release')
      .values({
        county_code: work.county,
        appraisal_id: appraisalId,
        content,
        sha256,
        released_at: work.now,
        released_by_name: work.actor.name,
      })
      .execute()
    await bumpAppraisal(work, appraisal, { status: 'released' })
    await closeTodos(work, SHEET_TODO, appraisalId)
    // The hash stands in the audit chain too: who altered both tables would still break the chain.
    work.record({ subject: ['appraisal', appraisalId], detail: { sheets: sheets.length, sha256 } })
    await work.emit('plan.appraisal.released', { appraisalId })
    return appraisalHeader(await findAppraisal(work.tx, work.county, appraisalId), edition, work.actor)
  },
})

function frozenObjection(objection: Objection) {
  const { id, unitId, itemId, score, reason, raisedAt, state, answer, newScore, answeredAt } = objection
  if (state === 'open' || answeredAt === null) return []
  return [
    {
      id,
      unitId,
      itemId,
      score,
      reason,
      raisedAt: raisedAt.toISOString(),
      state,
      answer: answer ?? '',
      newScore,
      answeredAt: answeredAt.toISOString(),
    },
  ]
}
