import type { PlanEdit } from '@kepu/contract/plan'
import type { App } from '../../src/app.ts'
import { editDraft, importPlan, prepareImport, publishPlan, showDraft } from '../../src/modules/plan/index.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { execute } from '../../src/platform/command.ts'
import { inCounty } from '../../src/platform/database.ts'
import { answer } from '../../src/platform/query.ts'
import { type PlanText, planDocument } from './document.ts'

/** The plan goes the way of every plan: a Word document, the importer, a reviewer's decisions, publishing. */
export async function publishDemoPlan(app: App, county: string, plan: PlanText): Promise<void> {
  const { kernel } = app
  const fileName = `${plan.title}.docx`
  const known = await inCounty(kernel.db, county, 'read only', (tx) =>
    tx.selectFrom('plan.plan').select(['id', 'status', 'file_name']).execute(),
  )
  if (known.some(({ status }) => status === 'published')) return
  const actor = systemActor(county, '演示数据')
  const call = { actor, idempotencyKey: null }
  // A load that was killed has left its draft behind.
  const draftId = known.find(({ status, file_name }) => status === 'draft' && file_name === fileName)?.id
  const planId = draftId ?? (await importDemoPlan(app, county, plan, fileName))
  const show = () => answer(kernel, showDraft, { actor, county, input: { planId } })

  const draft = await show()
  const edits = draft.problems.flatMap((problem): PlanEdit[] => {
    if (problem.code === 'plan.draft.unplaced') return [{ edit: 'settleUnplaced', unplaced: problem.index }]
    if (problem.code !== 'plan.draft.unitUndecided') return []
    const { name } = problem
    return [{ edit: 'unit', name, decision: decisionFor(name, draft.proposal.units) }]
  })
  if (edits.length > 0)
    await execute(kernel, editDraft, { ...call, input: { planId, version: draft.header.version, edits } })
  const { version } = (await show()).header
  await execute(kernel, publishPlan, { ...call, input: { planId, version } })
}

/** Another document of the county, imported and left for a person to check. Whatever became of it since, it stays so. */
export async function leaveDraft(app: App, county: string, plan: PlanText): Promise<void> {
  const fileName = `${plan.title}（修订稿，演示）.docx`
  const known = await inCounty(app.kernel.db, county, 'read only', (tx) =>
    tx.selectFrom('plan.plan').select('id').where('file_name', '=', fileName).executeTakeFirst(),
  )
  if (!known) await importDemoPlan(app, county, plan, fileName)
}

async function importDemoPlan(
  { kernel, contents }: App,
  county: string,
  plan: PlanText,
  name: string,
): Promise<string> {
  const input = await prepareImport(contents, { name, bytes: await planDocument(plan) })
  const actor = systemActor(county, '演示数据')
  return (await execute(kernel, importPlan, { actor, input, idempotencyKey: null })).id
}

/** Of two names for one body the longer is the body's own, the shorter its other name. */
function decisionFor(name: string, units: readonly { name: string; sameAs: readonly string[] }[]) {
  const longer = units.find((unit) => unit.name === name)?.sameAs.find((other) => other.length > name.length)
  return longer === undefined ? { as: 'new' as const } : { as: 'same' as const, name: longer }
}
